/** What the list is called. */
import { useView } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { MARK_WORDS, markTitle } from './mark-words.ts';

/** The leads of the view's mark in words; without a mark, those of the view. */
export function useListTitle(): string {
  const words = useWords(MARK_WORDS);
  const vocabulary = useVocabulary();
  const format = useFormat();
  const { mark, windowDays, cohortBy } = useView();
  return markTitle(mark ?? { figure: { of: 'leads' } }, { words, format, vocabulary, windowDays, cohortBy });
}
