/** The workspace file, the models that are kept, and notes in time. */
import { useState } from 'react';
import { useDataSet } from '../../app/data-set.ts';
import { workspaceText } from '../../app/open-workspace.ts';
import { savedStore, useSaved } from '../../app/saved-state.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DateField } from '../../components/ui/date-field.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { bareName, downloadText } from './download.ts';
import { WORKSPACE_WORDS } from './workspace-words.ts';

const LONGEST_NOTE = 500;

function Notes() {
  const words = useWords(WORKSPACE_WORDS);
  const format = useFormat();
  const { annotations } = useSaved();
  const [day, setDay] = useState<string | null>(null);
  const [text, setText] = useState('');
  const note = text.trim().slice(0, LONGEST_NOTE);
  const add = () => {
    if (day === null || note === '') return;
    const all = [...annotations, { day, text: note }];
    savedStore.set({ annotations: all.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)) });
    setText('');
  };
  return (
    <section aria-labelledby="notes-title">
      <h3 id="notes-title">{words.notes}</h3>
      <p>{words.notesAbout}</p>
      {annotations.length === 0 ? null : (
        <ul className="data-kept">
          {annotations.map((one) => (
            <li key={`${one.day} ${one.text}`}>
              <span>
                <span className="num quiet">{format.calendarDay(one.day)}</span> {one.text}
              </span>
              <Button
                kind="quiet"
                icon="close"
                aria-label={words.noteDrop(one.text)}
                onClick={() => savedStore.set({ annotations: annotations.filter((other) => other !== one) })}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        className="data-note"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <DateField label={words.noteDay} value={day} onChange={setDay} />
        <TextField label={words.noteText} value={text} onChange={setText} />
        <button type="submit" className="ui-button ui-button-plain" disabled={day === null || note === ''}>
          {words.noteAdd}
        </button>
      </form>
    </section>
  );
}

function Models() {
  const words = useWords(WORKSPACE_WORDS);
  const { models } = useSaved();
  if (models.length === 0) return null;
  return (
    <section aria-labelledby="models-title">
      <h3 id="models-title">{words.models}</h3>
      <ul className="data-kept">
        {models.map((one) => (
          <li key={one.name}>
            <span>{one.name}</span>
            <Button
              kind="quiet"
              icon="close"
              aria-label={words.modelDrop(one.name)}
              onClick={() => savedStore.set({ models: models.filter((other) => other !== one) })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the reader has set up: as a file, and the parts of it that have no other place. */
export function WorkspacePart() {
  const words = useWords(WORKSPACE_WORDS);
  const { name } = useDataSet();
  return (
    <section className="data-own" aria-labelledby="workspace-title">
      <h2 id="workspace-title">{words.title}</h2>
      <p>{words.about}</p>
      <p>
        <Button
          onClick={() =>
            downloadText(`${bareName(name ?? 'leadscope')}.workspace.json`, 'application/json', [
              workspaceText(),
            ])
          }
        >
          {words.save}
        </Button>
      </p>
      <p className="quiet">{words.openHow}</p>
      <Models />
      <Notes />
    </section>
  );
}
