/** Words of the workspace file, and of notes in time. */
import type { WorkspaceProblem } from '../../app/workspace-file.ts';
import { catalogue, plural } from '../../components/language.tsx';

const EN = {
  title: 'Workspace file',
  about:
    'Everything that you have set up, in one small file without a single row of your data: mappings, models, saved filters, leads left out, notes and the view that you look at. Open it here or elsewhere, or hand it to a colleague with the same exports.',
  save: 'Save workspace file',
  openHow: 'To open one, drop it anywhere, alone or together with exports.',
  models: 'Models to hold figures against',
  modelDrop: (name: string) => `Delete the model “${name}”`,
  notes: 'Notes in time',
  notesAbout:
    'What happened on a day, such as the start of a campaign. Notes stand at their day in the charts over time.',
  noteDay: 'Day',
  noteText: 'Note',
  noteAdd: 'Add note',
  noteDrop: (text: string) => `Delete the note “${text}”`,
  opened: (file: string) => `The workspace ${file} is open.`,
  openedHolds: (parts: string) => `It holds ${parts}.`,
  empty: 'nothing but a view',
  holds: {
    exclusions: (n: number, count: string) =>
      plural('en', n, {
        one: `${count} condition for leads left out`,
        other: `${count} conditions for leads left out`,
      }),
    filters: (n: number, count: string) =>
      plural('en', n, { one: `${count} saved filter`, other: `${count} saved filters` }),
    models: (n: number, count: string) =>
      plural('en', n, { one: `${count} model`, other: `${count} models` }),
    annotations: (n: number, count: string) =>
      plural('en', n, { one: `${count} note`, other: `${count} notes` }),
    mappings: (n: number, count: string) =>
      plural('en', n, { one: `${count} mapping`, other: `${count} mappings` }),
  },
  undoHint: 'What was set up before is back with “Undo”.',
  refused: (file: string) => `The workspace ${file} cannot be opened`,
  reason: {
    notJson: () => 'It is no complete JSON text: it may have been cut off.',
    newer: (version) =>
      `It was written by a newer version of Leadscope (version ${version} of the file). Open it there, or reload this page to get the newest version.`,
    broken: (place) => `It is not as a workspace file has to be, at “${place}”. Save it anew.`,
    tooLarge: () => 'It is larger than any workspace file can be.',
  } as Readonly<Record<WorkspaceProblem['code'], (place: string) => string>>,
  untouched: 'Nothing was changed.',
};

const DE: typeof EN = {
  title: 'Arbeitsstand als Datei',
  about:
    'Alles, was Sie eingerichtet haben, in einer kleinen Datei ohne eine einzige Zeile Ihrer Daten: Zuordnungen, Modelle, gesicherte Filter, weggelassene Leads, Notizen und die Ansicht vor Ihnen. Öffnen Sie sie hier oder anderswo, oder geben Sie sie jemandem mit denselben Exporten.',
  save: 'Arbeitsstand sichern',
  openHow: 'Zum Öffnen ziehen Sie sie irgendwo in das Fenster, allein oder zusammen mit Exporten.',
  models: 'Modelle zum Vergleichen',
  modelDrop: (name) => `Das Modell „${name}“ löschen`,
  notes: 'Notizen in der Zeit',
  notesAbout:
    'Was an einem Tag geschah, etwa der Beginn einer Kampagne. Notizen stehen in den Verläufen an ihrem Tag.',
  noteDay: 'Tag',
  noteText: 'Notiz',
  noteAdd: 'Notiz hinzufügen',
  noteDrop: (text) => `Die Notiz „${text}“ löschen`,
  opened: (file) => `Der Arbeitsstand ${file} ist offen.`,
  openedHolds: (parts) => `Er enthält ${parts}.`,
  empty: 'nichts als eine Ansicht',
  holds: {
    exclusions: (n, count) =>
      plural('de', n, {
        one: `${count} Bedingung für weggelassene Leads`,
        other: `${count} Bedingungen für weggelassene Leads`,
      }),
    filters: (n, count) =>
      plural('de', n, { one: `${count} gesicherten Filter`, other: `${count} gesicherte Filter` }),
    models: (n, count) => plural('de', n, { one: `${count} Modell`, other: `${count} Modelle` }),
    annotations: (n, count) => plural('de', n, { one: `${count} Notiz`, other: `${count} Notizen` }),
    mappings: (n, count) => plural('de', n, { one: `${count} Zuordnung`, other: `${count} Zuordnungen` }),
  },
  undoHint: 'Was vorher eingerichtet war, ist mit „Rückgängig“ wieder da.',
  refused: (file) => `Der Arbeitsstand ${file} lässt sich nicht öffnen`,
  reason: {
    notJson: () => 'Die Datei ist kein vollständiger JSON-Text: Vielleicht wurde sie abgeschnitten.',
    newer: (version) =>
      `Eine neuere Fassung von Leadscope hat die Datei geschrieben (Version ${version} der Datei). Öffnen Sie sie dort, oder laden Sie diese Seite neu, um die neueste Fassung zu bekommen.`,
    broken: (place) => `Die Datei ist bei „${place}“ nicht so, wie sie sein muss. Sichern Sie sie neu.`,
    tooLarge: () => 'Die Datei ist größer, als ein Arbeitsstand sein kann.',
  },
  untouched: 'Nichts wurde geändert.',
};

/** Words of the workspace file in both languages. */
export const WORKSPACE_WORDS = catalogue(EN, DE);
