/** Words about data that are stored in this browser. */
import { catalogue, plural } from '../../components/language.tsx';

const EN = {
  fromBrowser: (day: string, n: number, leads: string) =>
    plural('en', n, {
      one: `From this browser: loaded on ${day}, ${leads} lead.`,
      other: `From this browser: loaded on ${day}, ${leads} leads.`,
    }),
  elsewhere: (name: string, day: string) =>
    `Your own data “${name}”, loaded on ${day}, are stored in this browser.`,
  open: 'Open them',
  openHosted: 'Open the hosted data',
  forget: 'Remove from this browser',
  /** what is open came from the store, which another tab has */
  secondTab:
    'These data are open in another tab, which stores them. This tab works in memory: files that you load here are gone after a reload.',
  notKept: {
    otherTab:
      'Another tab stores its data in this browser. What you loaded here works in memory and is gone after a reload. Close the other tab and load the files again to store them.',
    full: 'There is no room in this browser to store these data. They work in memory and are gone after a reload. Make room on the disk, or load fewer columns.',
    unavailable:
      'This browser stores nothing here, as in a private window or without a secure address (https). Your data work in memory and are gone after a reload.',
    failed:
      'These data could not be stored in this browser. They work in memory and are gone after a reload.',
  },
  withoutFiles:
    'Copies of your files are not stored: there was no room for them, or the page was closed too soon. The figures are back after a reload, but filters and breakdowns by other columns need the files again.',
  lost: 'What was stored in this browser could not be read and was removed. Load your files again.',
  reopening: 'Reading your files again for this question',
  storedTitle: 'Stored in this browser',
  stored: (name: string, day: string, n: number, leads: string) =>
    plural('en', n, {
      one: `“${name}”, loaded on ${day}, ${leads} lead: columns, figures and copies of the files. They are there after a reload, in this browser alone.`,
      other: `“${name}”, loaded on ${day}, ${leads} leads: columns, figures and copies of the files. They are there after a reload, in this browser alone.`,
    }),
  writing: 'Your data are being stored in this browser.',
};

const DE: typeof EN = {
  fromBrowser: (day, n, leads) =>
    plural('de', n, {
      one: `Aus diesem Browser: geladen am ${day}, ${leads} Lead.`,
      other: `Aus diesem Browser: geladen am ${day}, ${leads} Leads.`,
    }),
  elsewhere: (name, day) => `Ihre eigenen Daten „${name}“, geladen am ${day}, liegen in diesem Browser.`,
  open: 'Öffnen',
  openHosted: 'Mitgelieferte Daten öffnen',
  forget: 'Aus diesem Browser entfernen',
  secondTab:
    'Diese Daten sind in einem anderen Tab offen, der sie speichert. Dieser Tab arbeitet im Arbeitsspeicher: Dateien, die Sie hier laden, sind nach dem Neuladen fort.',
  notKept: {
    otherTab:
      'Ein anderer Tab speichert seine Daten in diesem Browser. Was Sie hier geladen haben, liegt im Arbeitsspeicher und ist nach dem Neuladen fort. Schließen Sie den anderen Tab und laden Sie die Dateien erneut, um sie zu speichern.',
    full: 'In diesem Browser ist kein Platz, um diese Daten zu speichern. Sie liegen im Arbeitsspeicher und sind nach dem Neuladen fort. Schaffen Sie Platz auf der Festplatte, oder laden Sie weniger Spalten.',
    unavailable:
      'Dieser Browser speichert hier nichts, wie in einem privaten Fenster oder ohne sichere Adresse (https). Ihre Daten liegen im Arbeitsspeicher und sind nach dem Neuladen fort.',
    failed:
      'Diese Daten konnten in diesem Browser nicht gespeichert werden. Sie liegen im Arbeitsspeicher und sind nach dem Neuladen fort.',
  },
  withoutFiles:
    'Kopien Ihrer Dateien sind nicht gespeichert: Es war kein Platz für sie, oder die Seite wurde zu früh geschlossen. Die Zahlen sind nach dem Neuladen wieder da, doch Filter und Aufteilungen nach anderen Spalten brauchen die Dateien erneut.',
  lost: 'Was in diesem Browser gespeichert war, ließ sich nicht lesen und wurde entfernt. Laden Sie Ihre Dateien erneut.',
  reopening: 'Ihre Dateien werden für diese Frage noch einmal gelesen',
  storedTitle: 'In diesem Browser gespeichert',
  stored: (name, day, n, leads) =>
    plural('de', n, {
      one: `„${name}“, geladen am ${day}, ${leads} Lead: Spalten, Zahlen und Kopien der Dateien. Sie sind nach dem Neuladen wieder da, allein in diesem Browser.`,
      other: `„${name}“, geladen am ${day}, ${leads} Leads: Spalten, Zahlen und Kopien der Dateien. Sie sind nach dem Neuladen wieder da, allein in diesem Browser.`,
    }),
  writing: 'Ihre Daten werden in diesem Browser gespeichert.',
};

/** Words of stored data in both languages. */
export const STORED_WORDS = catalogue(EN, DE);
