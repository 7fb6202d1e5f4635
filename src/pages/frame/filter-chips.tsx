/** What is filtered and what is left out, in plain words, each with a way to take it off. */
import { useSaved } from '../../app/saved-state.ts';
import { navigate, useView } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Icon } from '../../components/ui/icon.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { filterSentence } from './filter-columns.ts';
import { FILTER_WORDS } from './filter-words.ts';

/** Nothing where nothing is filtered nor left out. */
export function FilterChips() {
  const words = useWords(FILTER_WORDS);
  const format = useFormat();
  const vocabulary = useVocabulary();
  const { filters, exclude } = useView();
  const exclusions = useSaved().exclusions.filter(({ on }) => on);
  if (filters.length === 0 && exclusions.length === 0) return null;
  return (
    <ul className="frame-chips" aria-label={words.filter}>
      {exclusions.length === 0 ? null : (
        <li className="frame-chip frame-chip-standing">
          <span>
            {exclude
              ? words.exclusionsAre(format.list(exclusions.map(({ name }) => name)))
              : words.exclusionsLifted}
          </span>
        </li>
      )}
      {filters.map((filter) => {
        const sentence = filterSentence(filter, words, format, vocabulary);
        return (
          <li key={`${filter.op} ${filter.column}`} className="frame-chip">
            <span>{sentence}</span>
            <button
              type="button"
              aria-label={words.remove(sentence)}
              onClick={() => navigate({ filters: filters.filter((other) => other !== filter) })}
            >
              <Icon name="close" />
            </button>
          </li>
        );
      })}
      {filters.length < 2 ? null : (
        <li>
          <Button kind="quiet" onClick={() => navigate({ filters: [] })}>
            {words.clear}
          </Button>
        </li>
      )}
    </ul>
  );
}
