/** Filters that are kept: saved for later under a name, or as leads that never count. */
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useDataSet, useWorkspace } from '../../app/data-set.ts';
import { filterCondition, type ColumnFilter } from '../../app/filters.ts';
import { savedStore, useSaved } from '../../app/saved-state.ts';
import { navigate, useView } from '../../app/view.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { PopoverButton } from '../../components/ui/popover-button.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { filterSentence } from './filter-columns.ts';
import { FILTER_WORDS } from './filter-words.ts';

const LONGEST_NAME = 200;

/** Keeps the filters at hand under a name: to use them again, or to leave their leads out for good. */
export function KeepFilters(props: { readonly filters: readonly ColumnFilter[] }) {
  const words = useWords(FILTER_WORDS);
  const format = useFormat();
  const vocabulary = useVocabulary();
  const { exclusions, filters: saved } = useSaved();
  const [typed, setTyped] = useState('');
  const { filters } = props;
  const said = format.list(filters.map((filter) => filterSentence(filter, words, format, vocabulary)));
  const name = (typed.trim() || said).slice(0, LONGEST_NAME);
  return (
    <details className="frame-keep">
      <summary>{words.keep}</summary>
      <TextField label={words.keepName} value={typed} onChange={setTyped} />
      <div className="frame-choices">
        <Button
          onClick={() => {
            const others = saved.filter((one) => one.name !== name);
            savedStore.set({ filters: [...others, { name, filters }] });
            setTyped('');
          }}
        >
          {words.keepAsFilter}
        </Button>
        <Button
          onClick={() => {
            const others = exclusions.filter((one) => one.name !== name);
            savedStore.set({ exclusions: [...others, { name, filters, on: true }] });
            navigate({ filters: [] });
            setTyped('');
          }}
        >
          {words.keepAsExclusion}
        </Button>
      </div>
    </details>
  );
}

/** Saved filters: one press puts them in the place of those at hand. */
export function SavedFilterList() {
  const words = useWords(FILTER_WORDS);
  const { filters: saved } = useSaved();
  if (saved.length === 0) return null;
  return (
    <fieldset className="frame-saved">
      <legend className="ui-field-label">{words.saved}</legend>
      {saved.map((one) => (
        <div key={one.name} className="frame-saved-row">
          <Button
            kind="quiet"
            aria-label={words.use(one.name)}
            onClick={() => navigate({ filters: one.filters })}
          >
            {one.name}
          </Button>
          <Button
            kind="quiet"
            icon="close"
            aria-label={words.drop(one.name)}
            onClick={() => savedStore.set({ filters: saved.filter((other) => other !== one) })}
          />
        </div>
      ))}
    </fieldset>
  );
}

/** Leads that each exclusion leaves out; null while it is not known. */
function useExcluded(): readonly (number | null)[] {
  const { exclusions } = useSaved();
  const { dataKey } = useDataSet();
  const workspace = useWorkspace();
  return useQueries({
    queries: exclusions.map(({ filters }) => {
      const condition = filterCondition(filters);
      return {
        queryKey: ['countLeads', dataKey, condition],
        queryFn: () => (condition === null ? 0 : (workspace?.countLeads(condition) ?? 0)),
        enabled: workspace !== null && filters.every(({ column }) => !column.startsWith('@')),
      };
    }),
    combine: (answers) => answers.map(({ data }) => data ?? null),
  });
}

/** Standing exclusions: always shown, switched and taken away one by one, lifted for one view. */
export function ExclusionControl() {
  const words = useWords(FILTER_WORDS);
  const format = useFormat();
  const vocabulary = useVocabulary();
  const { exclusions } = useSaved();
  const { exclude } = useView();
  const excluded = useExcluded();
  const applied = exclude ? exclusions.filter(({ on }) => on) : [];
  return (
    <PopoverButton
      label={words.exclusions}
      value={applied.length === 0 ? words.exclusionsNone : format.list(applied.map(({ name }) => name))}
      isSet={applied.length > 0}
    >
      {() => (
        <div className="frame-panel">
          <p className="quiet">{words.exclusionsHelp}</p>
          {exclusions.length === 0 ? <p className="quiet">{words.exclusionsHow}</p> : null}
          {exclusions.map((one, place) => {
            const leads = excluded[place] ?? null;
            return (
              <div key={one.name} className="frame-saved-row">
                <label className="frame-check">
                  <input
                    type="checkbox"
                    checked={one.on}
                    onChange={() =>
                      savedStore.set({
                        exclusions: exclusions.map((other) =>
                          other === one ? { ...one, on: !one.on } : other,
                        ),
                      })
                    }
                  />
                  <span>
                    {leads === null ? one.name : words.exclusionOn(one.name, leads, format.count(leads))}
                    <span className="quiet frame-exclusion">
                      {format.list(
                        one.filters.map((filter) => filterSentence(filter, words, format, vocabulary)),
                      )}
                    </span>
                  </span>
                </label>
                <Button
                  kind="quiet"
                  icon="close"
                  aria-label={words.drop(one.name)}
                  onClick={() => savedStore.set({ exclusions: exclusions.filter((other) => other !== one) })}
                />
              </div>
            );
          })}
          {exclusions.length === 0 ? null : (
            <label className="frame-check">
              <input type="checkbox" checked={!exclude} onChange={() => navigate({ exclude: !exclude })} />
              <span>
                {words.lift}
                {exclude ? null : <span className="quiet frame-exclusion">{words.liftedHelp}</span>}
              </span>
            </label>
          )}
        </div>
      )}
    </PopoverButton>
  );
}
