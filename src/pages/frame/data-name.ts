/** What the data that are open are called. */
import { useDataSet, type DataSetState } from '../../app/data-set.ts';
import { useFormat, type Format } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { FRAME_WORDS } from './words.ts';

/** The name, and of several files of the reader's how many there are beside the one that gave it; null before anything is known. */
export function dataName(
  { name, origin, summary }: Pick<DataSetState, 'name' | 'origin' | 'summary'>,
  words: (typeof FRAME_WORDS)['en'],
  format: Pick<Format, 'count'>,
): string | null {
  if (name === null || summary === null || origin === 'hosted' || name !== summary.name) return name;
  const others = new Set(summary.files.map((file) => file.name)).size - 1;
  return others < 1 ? name : words.andOthers(name, format.count(others));
}

/** The name of what is open, in the reader's language. */
export function useDataName(): string | null {
  return dataName(useDataSet(), useWords(FRAME_WORDS), useFormat());
}
