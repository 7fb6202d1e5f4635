/** Words for what became of each file, and for the download of rejected rows. */
import { catalogue, plural } from '../../components/language.tsx';

const EN = {
  page: 'Data',
  openNow: (name: string) => `Open now: ${name}`,
  filesTitle: 'Files',
  filesDefinition:
    'Other rows belong to another table of the same file, or to none. Lines that are no rows are named below.',
  tableOfFile: 'Table',
  others: 'Other rows',
  aliases: 'Merged ids',
  notLoaded: 'not loaded',
  skippedLines: (n: number, count: string) =>
    plural('en', n, { one: `${count} line is no row`, other: `${count} lines are no rows` }),
  skippedLine: (line: string, reason: string) => `Line ${line}, ${reason}:`,
  skippedReasons: {
    preamble: 'above the header',
    separatorLine: 'names the separator',
    header: 'further header line',
    footer: 'below the table',
  },
  skippedMore: (n: number, count: string) =>
    plural('en', n, { one: `and ${count} other`, other: `and ${count} others` }),
  mappingUsed: 'What the columns were taken for',
  mappingLine: (ours: string, theirs: string) => `${ours} from ${theirs}`,
  constantSource: (text: string) => `always “${text}”`,
  download: 'Download all rejected rows as CSV',
  downloading: (share: string) => `Collecting rejected rows: ${share}`,
  downloadFailed: 'The rejected rows could not be read. Has a file been changed or moved since?',
  downloadName: 'rejected-rows',
  downloadHeader: ['file', 'line', 'reason', 'row'],
};

const DE: typeof EN = {
  page: 'Daten',
  openNow: (name) => `Jetzt offen: ${name}`,
  filesTitle: 'Dateien',
  filesDefinition:
    'Andere Zeilen gehören zu einer anderen Tabelle derselben Datei oder zu keiner. Was keine Zeile der Tabelle ist, steht darunter.',
  tableOfFile: 'Tabelle',
  others: 'Andere Zeilen',
  aliases: 'Zusammengeführte Kennungen',
  notLoaded: 'nicht geladen',
  skippedLines: (n, count) =>
    plural('de', n, {
      one: `${count} Textzeile gehört nicht zur Tabelle`,
      other: `${count} Textzeilen gehören nicht zur Tabelle`,
    }),
  skippedLine: (line, reason) => `Zeile ${line}, ${reason}:`,
  skippedReasons: {
    preamble: 'über der Kopfzeile',
    separatorLine: 'nennt das Trennzeichen',
    header: 'weitere Kopfzeile',
    footer: 'unter der Tabelle',
  },
  skippedMore: (n, count) => plural('de', n, { one: `und ${count} weitere`, other: `und ${count} weitere` }),
  mappingUsed: 'Wofür die Spalten gelten',
  mappingLine: (ours, theirs) => `${ours} aus ${theirs}`,
  constantSource: (text) => `immer „${text}“`,
  download: 'Alle abgelehnten Zeilen als CSV herunterladen',
  downloading: (share) => `Abgelehnte Zeilen werden gesammelt: ${share}`,
  downloadFailed:
    'Die abgelehnten Zeilen ließen sich nicht lesen. Wurde eine Datei seither geändert oder verschoben?',
  downloadName: 'abgelehnte-zeilen',
  downloadHeader: ['Datei', 'Zeile', 'Grund', 'Wortlaut'],
};

/** Words for what became of each file, in both languages. */
export const REPORT_WORDS = catalogue(EN, DE);
