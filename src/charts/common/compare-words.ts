/** Words of differences: how large, how sure, and what may be said of chance. */
import { catalogue } from '../../components/language.tsx';
import type { Verdict } from '../../model/compare-section.ts';

const EN = {
  verdict: {
    beyondNoise: 'beyond noise',
    withinNoise: 'within noise',
    tooFew: 'too few to tell',
    untested: '',
    definition: '',
    overlapping: '',
  } as Readonly<Record<Verdict, string>>,
  meaning: {
    beyondNoise:
      'Chance alone would hardly make such a difference, also given how many differences are looked at here (Holm’s correction).',
    withinNoise: 'Chance alone could well make such a difference.',
    tooFew: 'Fewer than 30 leads on one side: nothing is said of chance.',
    untested: 'There is nothing to test here.',
    definition: 'The same leads counted in two ways: chance has no part in the difference.',
    overlapping: 'Some leads are on both sides: nothing is said of chance.',
  } as Readonly<Record<Verdict, string>>,
  curves: {
    beyondNoise: 'The whole curves of both sides differ beyond noise (Gray’s test, Holm’s correction).',
    withinNoise: 'The whole curves of both sides differ no more than chance could make them (Gray’s test).',
    tooFew: 'Fewer than 30 leads on one side: nothing is said of chance.',
    untested: 'There is nothing to test here.',
    definition: 'The same leads counted in two ways: chance has no part in the difference.',
    overlapping: 'Some leads are on both sides: nothing is said of chance.',
  } as Readonly<Record<Verdict, string>>,
  interval: (low: string, high: string) => `95% interval of the difference: ${low} to ${high}`,
  from: (rate: string) => `from ${rate}`,
};

const DE: typeof EN = {
  verdict: {
    beyondNoise: 'mehr als Zufall',
    withinNoise: 'kann Zufall sein',
    tooFew: 'zu wenige',
    untested: '',
    definition: '',
    overlapping: '',
  },
  meaning: {
    beyondNoise:
      'Zufall allein würde einen solchen Unterschied kaum machen, auch wenn man bedenkt, wie viele Unterschiede hier betrachtet werden (Korrektur nach Holm).',
    withinNoise: 'Zufall allein könnte einen solchen Unterschied gut machen.',
    tooFew: 'Weniger als 30 Leads auf einer Seite: Über Zufall wird nichts gesagt.',
    untested: 'Hier gibt es nichts zu prüfen.',
    definition: 'Dieselben Leads, auf zwei Arten gezählt: Zufall hat am Unterschied keinen Anteil.',
    overlapping: 'Einige Leads sind auf beiden Seiten: Über Zufall wird nichts gesagt.',
  },
  curves: {
    beyondNoise:
      'Die ganzen Kurven beider Seiten unterscheiden sich mehr als durch Zufall (Gray-Test, Korrektur nach Holm).',
    withinNoise:
      'Die ganzen Kurven beider Seiten unterscheiden sich nicht mehr, als Zufall sie machen könnte (Gray-Test).',
    tooFew: 'Weniger als 30 Leads auf einer Seite: Über Zufall wird nichts gesagt.',
    untested: 'Hier gibt es nichts zu prüfen.',
    definition: 'Dieselben Leads, auf zwei Arten gezählt: Zufall hat am Unterschied keinen Anteil.',
    overlapping: 'Einige Leads sind auf beiden Seiten: Über Zufall wird nichts gesagt.',
  },
  interval: (low, high) => `95-%-Intervall des Unterschieds: ${low} bis ${high}`,
  from: (rate) => `von ${rate}`,
};

/** Words of differences in both languages. */
export const COMPARE_WORDS = catalogue(EN, DE);
