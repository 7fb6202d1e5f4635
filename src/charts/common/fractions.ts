/** Shares as a sentence says them: `a third`, `ein Drittel`; any share that is close to none of these as a percentage. */
import type { Format } from '../../components/format.ts';
import type { Language } from '../../components/language.tsx';

const FRACTIONS: readonly (readonly [number, string, string])[] = [
  [1 / 10, 'a tenth', 'ein Zehntel'],
  [1 / 6, 'a sixth', 'ein Sechstel'],
  [1 / 5, 'a fifth', 'ein Fünftel'],
  [1 / 4, 'a quarter', 'ein Viertel'],
  [1 / 3, 'a third', 'ein Drittel'],
  [2 / 5, 'two fifths', 'zwei Fünftel'],
  [1 / 2, 'half', 'die Hälfte'],
  [3 / 5, 'three fifths', 'drei Fünftel'],
  [2 / 3, 'two thirds', 'zwei Drittel'],
  [3 / 4, 'three quarters', 'drei Viertel'],
  [4 / 5, 'four fifths', 'vier Fünftel'],
  [9 / 10, 'nine tenths', 'neun Zehntel'],
];

/** Furthest distance at which a share is still called a fraction: one percentage point. */
const NEAR = 0.01;

/** A share in words, and whether it takes a singular verb (German: `ein Drittel … wird`). */
export interface ShareWords {
  readonly text: string;
  readonly singular: boolean;
}

/**
 * A share for the beginning or the middle of a sentence.
 * @param share 0..1
 */
export function shareWords(language: Language, format: Format, share: number): ShareWords {
  const near = FRACTIONS.find(([value]) => Math.abs(value - share) <= NEAR);
  if (near === undefined) return { text: format.rate(share), singular: false };
  const [, en, de] = near;
  return language === 'de'
    ? { text: `rund ${de}`, singular: de.startsWith('ein ') || de.startsWith('die ') }
    : { text: `about ${en}`, singular: false };
}

/** The first letter large, as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
