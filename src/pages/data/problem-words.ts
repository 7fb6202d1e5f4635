/** What a failure is called, why it happened and what to do, for every code that loading and figures can end with. */
import type { problemOf } from '../../app/data-set.ts';
import type { Format } from '../../components/format.ts';
import { catalogue } from '../../components/language.tsx';
import type { DocumentProblemCode } from '../../model/document-problem.ts';
import { ownValue } from '../../model/own-value.ts';
import { DOCUMENT_DE, DOCUMENT_EN, WRONG_DE, WRONG_EN } from './document-words.ts';

/** A failure as `app` hands it on. */
export type Problem = ReturnType<typeof problemOf>;

interface ProblemText {
  readonly reason: string;
  readonly remedy: string;
}

interface ProblemWords {
  readonly title: string;
  readonly place: (file: string, line: string | null) => string;
  readonly line: (line: string) => string;
  /** by code, given the code's detail */
  readonly codes: Readonly<Record<string, (detail: string) => ProblemText>>;
  /** what can be wrong inside a model, a manifest or a mapping */
  readonly documents: Readonly<Record<DocumentProblemCode, string>>;
  readonly document: (what: 'model' | 'manifest' | 'mapping', wrong: string, at: string) => ProblemText;
  readonly unknown: (code: string, detail: string) => ProblemText;
}

const COMMAS_EN = 'Save it as CSV in UTF-8, separated by commas, and load it again.';
const COMMAS_DE = 'Speichern Sie sie als CSV in UTF-8, mit Kommas getrennt, und laden Sie sie erneut.';

/** The reason for which most rows were rejected. */
const NOTHING_EN: Readonly<Record<string, string>> = {
  badCreatedAt: 'the creation dates (created_at) could not be read',
  missingId: 'the rows have no lead id (lead_id)',
  duplicate: 'every row repeats a lead id',
};
const NOTHING_DE: typeof NOTHING_EN = {
  badCreatedAt: 'Die Anlagedaten (created_at) waren nicht lesbar',
  missingId: 'Die Zeilen haben keine Lead-Id (lead_id)',
  duplicate: 'Jede Zeile wiederholt eine Lead-Id',
};

const EN: ProblemWords = {
  title: 'The files could not be loaded',
  place: (file, line) => (line === null ? file : `${file}, line ${line}`),
  line: (line) => `Line ${line}`,
  codes: {
    noManifest: () => ({
      reason: 'No data set lies beside this page: the folder “data” has no manifest.json.',
      remedy: 'Load your own files, or put a manifest beside the page as the README describes.',
    }),
    missingFile: (detail) => ({
      reason: `The manifest names this file, but the host does not have it (answer ${detail}).`,
      remedy: 'Put the file into the folder “data”, or take it out of manifest.json.',
    }),
    unreachable: () => ({
      reason: 'The host of this page did not answer.',
      remedy: 'Check the connection and try again. Your own files can be loaded without it.',
    }),
    cancelled: () => ({
      reason: 'Loading was cancelled before any data were open.',
      remedy: 'Start again, or load your own files.',
    }),
    emptyFile: () => ({ reason: 'The file is empty.', remedy: 'Export it again.' }),
    noRows: () => ({
      reason: 'The file has a header, but no row below it.',
      remedy: 'Export it again with the leads in it.',
    }),
    notText: (detail) => ({
      reason: detail === '' ? 'The file is not a text file.' : `The file is not a text file (${detail}).`,
      remedy: COMMAS_EN,
    }),
    notUtf8: () => ({
      reason: 'The text is not in UTF-8, so names and places would be garbled.',
      remedy: COMMAS_EN,
    }),
    otherDelimiter: (detail) => ({
      reason: `The columns are separated by “${detail}”, not by commas.`,
      remedy: COMMAS_EN,
    }),
    missingColumn: (detail) => ({
      reason: `The header has no column “${detail}”.`,
      remedy: `Name the column that holds it “${detail}”, or choose another table for this file.`,
    }),
    lineTooLong: () => ({
      reason: 'A line is longer than 2 MB: a quotation mark is probably never closed.',
      remedy: 'Look at the quotation marks from this line on, mend them and load the file again.',
    }),
    mappingMisfit: (detail) => ({
      reason: `The mapping reads a column “${detail}” that the file does not have.`,
      remedy: 'Choose another mapping, or map the columns anew.',
    }),
    noLeads: () => ({
      reason: 'None of the files holds leads.',
      remedy: 'Add the export of leads or contacts, with their ids and the dates of their creation.',
    }),
    gitLfsPointer: () => ({
      reason: 'The file is a placeholder of Git LFS: the data themselves were never fetched.',
      remedy: 'Fetch them with “git lfs pull”, and load the file again.',
    }),
    webPage: () => ({
      reason: 'The file is a web page, perhaps the one that asks to sign in.',
      remedy: 'Sign in to the source, export the data again, and load that file.',
    }),
    webTable: () => ({
      reason: 'The file is a web page with a table in it, whatever its name says.',
      remedy: 'Open it in Excel, save it as XLSX or CSV, and load that file.',
    }),
    errorAnswer: (detail) => ({
      reason: `The file holds no data but an error of the service that it comes from: ${detail}`,
      remedy: 'Remove the cause there, and export again.',
    }),
    encryptedFile: (detail) => ({
      reason: `The file is protected by a password (${detail}).`,
      remedy: 'Save it without a password, and load it again.',
    }),
    otherFormat: (detail) => ({
      reason: `This is a file of the kind ${detail}, which cannot be read.`,
      remedy: 'Save or export the table as CSV, XLSX, JSON, Parquet or Arrow, and load that file.',
    }),
    otherArchive: (detail) => ({
      reason: `The file is an archive (${detail}).`,
      remedy: 'Unpack it, and load the files that are in it.',
    }),
    damagedFile: (detail) => ({
      reason: `The file is damaged or was cut off (${detail}).`,
      remedy: 'Download or export it again. What was open before is untouched.',
    }),
    tooLarge: (detail) => ({
      reason: `Unpacked, the file would need more memory than is allowed (${detail}).`,
      remedy: 'Export fewer rows or columns, or export as CSV.',
    }),
    unsafeFile: (detail) => ({
      reason: `The file is built in a way that only harmful files are (${detail}), so it was not read.`,
      remedy: 'Export it anew from a source that you trust.',
    }),
    noTable: (detail) => ({
      reason: detail === '' ? 'There is no table in the file.' : `There is no table in the file (${detail}).`,
      remedy: 'Export it again with rows in it, or choose another sheet.',
    }),
    unknownSheet: (detail) => ({
      reason: `The workbook has no sheet “${detail}”.`,
      remedy: 'Choose one of its sheets by name or number.',
    }),
    tooManyColumns: (detail) => ({
      reason: `The table has ${detail} columns; 16,384 are allowed.`,
      remedy: 'Export it with the columns that are needed.',
    }),
    nothingLoaded: (detail) => ({
      reason: `No lead could be loaded: ${ownValue(NOTHING_EN, detail) ?? 'every row was rejected'}.`,
      remedy:
        detail === 'badCreatedAt'
          ? 'Write the dates in “created_at” as 2024-01-31 or 2024-01-31T09:30 and load the file again.'
          : 'Look at the columns lead_id and created_at, mend them and load the file again. What was open before is untouched.',
    }),
    badExpression: (detail) => ({
      reason: `A rule or a filter holds an expression that cannot be searched for (${detail}).`,
      remedy: 'Mend the expression in the scoring model (RE2 syntax), or take the rule out.',
    }),
    filesNeeded: () => ({
      reason:
        'This question needs the files themselves, which are not stored in this browser: only the columns and figures used so far are.',
      remedy: 'Load the files again on the page Data. Figures that need no new column go on working.',
    }),
    unknownColumn: (detail) => ({
      reason: `These data have no column “${detail}”.`,
      remedy: 'Choose another column for the breakdown or the filter.',
    }),
    workerFailed: (detail) => ({
      reason: `The part of the app that reads the data has stopped${detail === '' ? '' : ` (${detail})`}. Memory may have run out.`,
      remedy: 'Reload the page, close other tabs, and try again with fewer columns or a shorter period.',
    }),
    unexpected: (detail) => ({
      reason: `Something happened that should not: ${detail}`,
      remedy: 'Try again. If it happens once more, reload the page.',
    }),
  },
  documents: WRONG_EN,
  document: (what, wrong, at) => ({
    reason: `${DOCUMENT_EN[what].name} cannot be used: ${wrong}${at === '' ? '' : ` (${at})`}.`,
    remedy: DOCUMENT_EN[what].remedy,
  }),
  unknown: (code, detail) => ({
    reason: detail === '' ? `Reason: ${code}.` : `Reason: ${code} (${detail}).`,
    remedy: 'Mend the file and load it again. What was loaded before is untouched.',
  }),
};

const DE: ProblemWords = {
  title: 'Die Dateien ließen sich nicht laden',
  place: (file, line) => (line === null ? file : `${file}, Zeile ${line}`),
  line: (line) => `Zeile ${line}`,
  codes: {
    noManifest: () => ({
      reason: 'Neben dieser Seite liegen keine Daten: Der Ordner „data“ hat keine manifest.json.',
      remedy:
        'Laden Sie eigene Dateien, oder legen Sie ein Manifest neben die Seite, wie es das README beschreibt.',
    }),
    missingFile: (detail) => ({
      reason: `Das Manifest nennt diese Datei, aber der Server hat sie nicht (Antwort ${detail}).`,
      remedy: 'Legen Sie die Datei in den Ordner „data“, oder nehmen Sie sie aus manifest.json.',
    }),
    unreachable: () => ({
      reason: 'Der Server dieser Seite hat nicht geantwortet.',
      remedy:
        'Prüfen Sie die Verbindung und versuchen Sie es erneut. Eigene Dateien lassen sich auch ohne sie laden.',
    }),
    cancelled: () => ({
      reason: 'Das Laden wurde abgebrochen, bevor Daten offen waren.',
      remedy: 'Beginnen Sie erneut, oder laden Sie eigene Dateien.',
    }),
    emptyFile: () => ({ reason: 'Die Datei ist leer.', remedy: 'Exportieren Sie sie erneut.' }),
    noRows: () => ({
      reason: 'Die Datei hat eine Kopfzeile, aber keine Zeile darunter.',
      remedy: 'Exportieren Sie sie erneut, mit den Leads darin.',
    }),
    notText: (detail) => ({
      reason: detail === '' ? 'Die Datei ist keine Textdatei.' : `Die Datei ist keine Textdatei (${detail}).`,
      remedy: COMMAS_DE,
    }),
    notUtf8: () => ({
      reason: 'Der Text ist nicht in UTF-8, Namen und Orte würden verstümmelt.',
      remedy: COMMAS_DE,
    }),
    otherDelimiter: (detail) => ({
      reason: `Die Spalten sind mit „${detail === 'tab' ? 'Tabulator' : detail}“ getrennt, nicht mit Kommas.`,
      remedy: COMMAS_DE,
    }),
    missingColumn: (detail) => ({
      reason: `Die Kopfzeile hat keine Spalte „${detail}“.`,
      remedy: `Nennen Sie die Spalte, die es enthält, „${detail}“, oder wählen Sie für die Datei eine andere Tabelle.`,
    }),
    lineTooLong: () => ({
      reason: 'Eine Zeile ist länger als 2 MB: Wahrscheinlich wird ein Anführungszeichen nie geschlossen.',
      remedy: 'Prüfen Sie die Anführungszeichen ab dieser Zeile, und laden Sie die Datei erneut.',
    }),
    mappingMisfit: (detail) => ({
      reason: `Die Zuordnung liest eine Spalte „${detail}“, die die Datei nicht hat.`,
      remedy: 'Wählen Sie eine andere Zuordnung, oder ordnen Sie die Spalten neu zu.',
    }),
    noLeads: () => ({
      reason: 'Keine der Dateien enthält Leads.',
      remedy:
        'Fügen Sie den Export der Leads oder Kontakte hinzu, mit ihren Kennungen und den Daten ihrer Anlage.',
    }),
    gitLfsPointer: () => ({
      reason: 'Die Datei ist ein Platzhalter von Git LFS: Die Daten selbst wurden nie geholt.',
      remedy: 'Holen Sie sie mit „git lfs pull“, und laden Sie die Datei erneut.',
    }),
    webPage: () => ({
      reason: 'Die Datei ist eine Webseite, vielleicht die einer Anmeldung.',
      remedy: 'Melden Sie sich bei der Quelle an, exportieren Sie erneut, und laden Sie diese Datei.',
    }),
    webTable: () => ({
      reason: 'Die Datei ist eine Webseite mit einer Tabelle, wie immer ihr Name lautet.',
      remedy: 'Öffnen Sie sie in Excel, speichern Sie sie als XLSX oder CSV, und laden Sie diese Datei.',
    }),
    errorAnswer: (detail) => ({
      reason: `Die Datei enthält keine Daten, sondern einen Fehler des Dienstes, von dem sie stammt: ${detail}`,
      remedy: 'Beheben Sie dort die Ursache, und exportieren Sie erneut.',
    }),
    encryptedFile: (detail) => ({
      reason: `Die Datei ist mit einem Kennwort geschützt (${detail}).`,
      remedy: 'Speichern Sie sie ohne Kennwort, und laden Sie sie erneut.',
    }),
    otherFormat: (detail) => ({
      reason: `Das ist eine Datei der Art ${detail}, die sich nicht lesen lässt.`,
      remedy:
        'Speichern oder exportieren Sie die Tabelle als CSV, XLSX, JSON, Parquet oder Arrow, und laden Sie diese Datei.',
    }),
    otherArchive: (detail) => ({
      reason: `Die Datei ist ein Archiv (${detail}).`,
      remedy: 'Entpacken Sie es, und laden Sie die Dateien darin.',
    }),
    damagedFile: (detail) => ({
      reason: `Die Datei ist beschädigt oder abgeschnitten (${detail}).`,
      remedy:
        'Laden Sie sie erneut herunter, oder exportieren Sie sie noch einmal. Was vorher offen war, ist unberührt.',
    }),
    tooLarge: (detail) => ({
      reason: `Entpackt bräuchte die Datei mehr Speicher, als erlaubt ist (${detail}).`,
      remedy: 'Exportieren Sie weniger Zeilen oder Spalten, oder exportieren Sie als CSV.',
    }),
    unsafeFile: (detail) => ({
      reason: `Die Datei ist so gebaut, wie es nur schädliche Dateien sind (${detail}); sie wurde nicht gelesen.`,
      remedy: 'Exportieren Sie sie neu aus einer Quelle, der Sie vertrauen.',
    }),
    noTable: (detail) => ({
      reason:
        detail === '' ? 'In der Datei ist keine Tabelle.' : `In der Datei ist keine Tabelle (${detail}).`,
      remedy: 'Exportieren Sie sie erneut, mit Zeilen darin, oder wählen Sie ein anderes Blatt.',
    }),
    unknownSheet: (detail) => ({
      reason: `Die Arbeitsmappe hat kein Blatt „${detail}“.`,
      remedy: 'Wählen Sie eines ihrer Blätter mit Namen oder Nummer.',
    }),
    tooManyColumns: (detail) => ({
      reason: `Die Tabelle hat ${detail} Spalten; 16.384 sind erlaubt.`,
      remedy: 'Exportieren Sie sie mit den Spalten, die gebraucht werden.',
    }),
    nothingLoaded: (detail) => ({
      reason: `Kein Lead ließ sich laden: ${ownValue(NOTHING_DE, detail) ?? 'jede Zeile wurde abgelehnt'}.`,
      remedy:
        detail === 'badCreatedAt'
          ? 'Schreiben Sie die Daten in „created_at“ als 2024-01-31 oder 2024-01-31T09:30, und laden Sie die Datei erneut.'
          : 'Prüfen und berichtigen Sie die Spalten lead_id und created_at, und laden Sie die Datei erneut. Was vorher offen war, ist unberührt.',
    }),
    badExpression: (detail) => ({
      reason: `Eine Regel oder ein Filter enthält einen Ausdruck, nach dem sich nicht suchen lässt (${detail}).`,
      remedy:
        'Berichtigen Sie den Ausdruck im Scoring-Modell (RE2-Syntax), oder nehmen Sie die Regel heraus.',
    }),
    filesNeeded: () => ({
      reason:
        'Diese Frage braucht die Dateien selbst, die nicht in diesem Browser gespeichert sind: nur die bisher genutzten Spalten und Zahlen sind es.',
      remedy:
        'Laden Sie die Dateien auf der Seite Daten erneut. Zahlen, die keine neue Spalte brauchen, gehen weiter.',
    }),
    unknownColumn: (detail) => ({
      reason: `Diese Daten haben keine Spalte „${detail}“.`,
      remedy: 'Wählen Sie für die Aufteilung oder den Filter eine andere Spalte.',
    }),
    workerFailed: (detail) => ({
      reason: `Der Teil der App, der die Daten liest, ist stehen geblieben${detail === '' ? '' : ` (${detail})`}. Vielleicht reichte der Speicher nicht.`,
      remedy:
        'Laden Sie die Seite neu, schließen Sie andere Tabs, und versuchen Sie es mit weniger Spalten oder einem kürzeren Zeitraum.',
    }),
    unexpected: (detail) => ({
      reason: `Etwas ist geschehen, das nicht geschehen sollte: ${detail}`,
      remedy: 'Versuchen Sie es erneut. Wenn es wieder geschieht, laden Sie die Seite neu.',
    }),
  },
  documents: WRONG_DE,
  document: (what, wrong, at) => ({
    reason: `${DOCUMENT_DE[what].name} ist nicht brauchbar: ${wrong}${at === '' ? '' : ` (${at})`}.`,
    remedy: DOCUMENT_DE[what].remedy,
  }),
  unknown: (code, detail) => ({
    reason: detail === '' ? `Grund: ${code}.` : `Grund: ${code} (${detail}).`,
    remedy: 'Berichtigen Sie die Datei und laden Sie sie erneut. Was vorher geladen war, ist unberührt.',
  }),
};

/** Words of failures in both languages. */
export const PROBLEM_WORDS = catalogue(EN, DE);

/** A failure in words. Codes of a document stand behind `model.` or `manifest.`. */
export function problemText(
  problem: Problem,
  words: ProblemWords,
  format: Format,
): ProblemText & { readonly place: string | null } {
  const given = problem.detail ?? '';
  const detail = problem.code === 'missingColumn' ? format.either(given.split(' or ')) : given;
  const [what, wrong = ''] = problem.code.split('.');
  const isDocument = what === 'model' || what === 'manifest' || what === 'mapping';
  const inDocument = isDocument ? ownValue(words.documents, wrong) : undefined;
  const text =
    isDocument && inDocument !== undefined
      ? words.document(what, inDocument, detail)
      : (ownValue(words.codes, problem.code)?.(detail) ?? words.unknown(problem.code, detail));
  const line = problem.line === null ? null : format.count(problem.line);
  return { ...text, place: problem.file === null ? null : words.place(problem.file, line) };
}
