/** The language that the reader sees, and typed catalogues of words in both. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

/** A language of the interface. */
export type Language = 'en' | 'de';

/** Languages in the order in which they are offered, each named in itself. */
export const LANGUAGES: readonly { readonly language: Language; readonly name: string }[] = [
  { language: 'en', name: 'English' },
  { language: 'de', name: 'Deutsch' },
];

/** Words in both languages: whole sentences, or functions of formatted parts that give whole sentences. */
export interface Catalogue<W> {
  readonly en: W;
  readonly de: W;
}

/**
 * A catalogue whose shape the English words give: a German word that is missing or takes other parts does not compile.
 * @param en English words
 * @param de German words
 */
export function catalogue<W>(en: W, de: NoInfer<W>): Catalogue<W> {
  return { en, de };
}

/** Texts by plural category; `other` is used where a category has none. */
export type PluralForms = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>;

const PLURAL_RULES: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules('en'),
  de: new Intl.PluralRules('de'),
};

/**
 * Picks the form that a number asks for.
 * @param language whose rules hold
 * @param n the number that decides
 * @param forms the texts, with the number already formatted in them
 */
export function plural(language: Language, n: number, forms: PluralForms): string {
  return forms[PLURAL_RULES[language].select(n)] ?? forms.other;
}

const STORAGE_KEY = 'leadscope.language';

/** What the reader chose before, else what the browser asks for, else English. */
function initialLanguage(): Language {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    if (stored === 'en' || stored === 'de') return stored;
  } catch {
    // Storage can be switched off; the browser's wish is left.
  }
  const wishes = typeof navigator === 'undefined' ? [] : navigator.languages;
  const wish = wishes.find((tag) => tag.startsWith('de') || tag.startsWith('en'));
  return wish?.startsWith('de') ? 'de' : 'en';
}

interface LanguageState {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageState>({ language: 'en', setLanguage: () => undefined });

/**
 * Gives the language to everything inside, keeps `<html lang>` in step, and remembers the choice.
 * @param props.language fixes the first language, as tests do; without it the stored or the browser's is taken
 */
export function LanguageProvider(props: { readonly language?: Language; readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => props.language ?? initialLanguage());
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (next: Language) => {
    setLanguage(next);
    try {
      localStorage.setItem(STORAGE_KEY, next);
    } catch {
      // The choice then lasts until the page is closed.
    }
  };
  return <LanguageContext value={{ language, setLanguage: choose }}>{props.children}</LanguageContext>;
}

/** The language at hand, and a setter that also remembers it. */
export function useLanguage(): LanguageState {
  return useContext(LanguageContext);
}

/** The words of a catalogue in the language at hand. */
export function useWords<W>(words: Catalogue<W>): W {
  return words[useContext(LanguageContext).language];
}
