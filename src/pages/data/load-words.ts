/** Words for a load in progress. */
import type { Format } from '../../components/format.ts';
import { catalogue, plural } from '../../components/language.tsx';
import type { DataSetState } from '../../app/data-set.ts';

type Progress = NonNullable<DataSetState['progress']>;

const EN = {
  phase: {
    opening: 'Fetching the database engine and the files',
    leads: 'Reading leads',
    aliases: 'Reading merged and converted ids',
    stageHistory: 'Reading stage history',
    opportunities: 'Reading opportunities',
    activities: 'Reading activities',
    columns: 'Arranging columns for the engine',
    figures: 'Computing the first figures',
  },
  rows: (n: number, count: string) => plural('en', n, { one: `${count} row`, other: `${count} rows` }),
  secondsLeft: (n: number, count: string) =>
    plural('en', n, { one: `about ${count} second left`, other: `about ${count} seconds left` }),
  minutesLeft: (n: number, count: string) =>
    plural('en', n, { one: `about ${count} minute left`, other: `about ${count} minutes left` }),
};

const DE: typeof EN = {
  phase: {
    opening: 'Datenbank und Dateien werden geholt',
    leads: 'Leads werden gelesen',
    aliases: 'Zusammengeführte Kennungen werden gelesen',
    stageHistory: 'Stufenverlauf wird gelesen',
    opportunities: 'Opportunities werden gelesen',
    activities: 'Aktivitäten werden gelesen',
    columns: 'Spalten werden geordnet',
    figures: 'Die ersten Zahlen werden berechnet',
  },
  rows: (n, count) => plural('de', n, { one: `${count} Zeile`, other: `${count} Zeilen` }),
  secondsLeft: (n, count) =>
    plural('de', n, { one: `noch etwa ${count} Sekunde`, other: `noch etwa ${count} Sekunden` }),
  minutesLeft: (n, count) =>
    plural('de', n, { one: `noch etwa ${count} Minute`, other: `noch etwa ${count} Minuten` }),
};

/** Words for a load in progress, in both languages. */
export const LOAD_WORDS = catalogue(EN, DE);

/** How far a load is: phase, file, rows, time left, with what is not known left out. */
export function progressDetail(
  progress: Progress,
  secondsLeft: number | null,
  words: typeof EN,
  format: Format,
): string {
  const parts = [words.phase[progress.phase]];
  if (progress.file !== null) parts.push(progress.file);
  if (progress.rows > 0) parts.push(words.rows(progress.rows, format.count(progress.rows)));
  if (secondsLeft !== null) {
    const minutes = Math.round(secondsLeft / 60);
    const seconds = Math.max(1, Math.ceil(secondsLeft));
    parts.push(
      secondsLeft < 90
        ? words.secondsLeft(seconds, format.count(seconds))
        : words.minutesLeft(minutes, format.count(minutes)),
    );
  }
  return parts.join(' · ');
}
