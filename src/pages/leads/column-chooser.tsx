/** Which columns the list has: kept for good, and no part of a link. */
import { savedStore, useSaved } from '../../app/saved-state.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { PopoverButton } from '../../components/ui/popover-button.tsx';
import { useVocabulary } from '../../components/vocabulary.ts';
import { columnName, offeredColumns, toggleColumn } from './lead-columns.ts';
import { LEADS_WORDS } from './words.ts';

function keep(leadColumns: readonly string[] | null): void {
  savedStore.set({ layout: { ...savedStore.get().layout, leadColumns } });
}

/** What a `ColumnChooser` takes. */
export interface ColumnChooserProps {
  /** shown now, in order */
  readonly columns: readonly string[];
  /** columns of the file */
  readonly ofFile: readonly string[];
}

/** Puts columns in and takes them out; a new one comes last. */
export function ColumnChooser(props: ColumnChooserProps) {
  const words = useWords(LEADS_WORDS);
  const { leadColumns } = useSaved().layout;
  const { columns } = props;
  const offered = offeredColumns(props.ofFile);
  return (
    <PopoverButton
      label={words.chooseColumns}
      value={String(columns.length)}
      icon="table"
      isSet={leadColumns !== null}
    >
      {() => (
        <div className="leads-chooser">
          <Choices legend={words.computed} names={offered.computed} columns={columns} />
          <Choices legend={words.fromFile} names={offered.ofFile} columns={columns} />
          {leadColumns === null ? null : (
            <Button kind="quiet" onClick={() => keep(null)}>
              {words.usualColumns}
            </Button>
          )}
        </div>
      )}
    </PopoverButton>
  );
}

function Choices(props: {
  readonly legend: string;
  readonly names: readonly string[];
  readonly columns: readonly string[];
}) {
  const words = useWords(LEADS_WORDS);
  const vocabulary = useVocabulary();
  const { columns } = props;
  return (
    <fieldset className="leads-choices">
      <legend>{props.legend}</legend>
      {props.names.map((name) => {
        const isShown = columns.includes(name);
        return (
          <label key={name} className="leads-choice">
            <input
              type="checkbox"
              checked={isShown}
              disabled={isShown && columns.length === 1}
              onChange={() => keep(toggleColumn(columns, name))}
            />
            <span>{columnName(name, words, vocabulary)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
