/** Words of the frame. */
import { catalogue, plural } from '../../components/language.tsx';

const EN = {
  product: 'Leadscope',
  skip: 'Skip to the figures',
  pages: 'Pages',
  page: { funnel: 'Funnel', 'time-in-stage': 'Time in stage', leads: 'Leads', data: 'Data' },
  language: 'Language',
  undo: 'Undo',
  redo: 'Redo',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  view: 'View',
  controls: 'What the figures are of',
  leads: (n: number, count: string) => plural('en', n, { one: `${count} lead`, other: `${count} leads` }),
  andOthers: (name: string, count: string) => `${name} and ${count} more`,
  asOf: 'As of',
  asOfTitle: (instant: string, zone: string) => `${instant} (${zone})`,
  asOfDay: 'Look at the data as they were at the end of',
  asOfLatest: (day: string) => `Latest in the data: ${day}`,
  asOfHelp: 'Whatever happened later does not count.',
  created: 'Created',
  createdAll: 'all',
  createdFrom: (day: string) => `from ${day}`,
  createdTo: (day: string) => `to ${day}`,
  createdRange: (from: string, to: string) => `${from} – ${to}`,
  from: 'From (first day)',
  to: 'To (last day)',
  rangeReversed: 'The last day lies before the first.',
  allLeads: 'All leads',
  cohorts: 'Cohorts',
  unit: { month: 'Month', week: 'Week', quarter: 'Quarter' },
  unitShort: { month: 'by month', week: 'by week', quarter: 'by quarter' },
  groupedBy: 'Grouped by',
  cohortBy: { created: 'Creation', entry: 'Entry into the step' },
  cohortByHelp: {
    created: 'Each lead belongs to the period in which it was created.',
    entry: 'Each step is grouped by when leads entered its first stage: “of the MQLs of June”.',
  },
  window: 'Window',
  windowNone: 'none',
  windowDays: (n: number, count: string) => plural('en', n, { one: `${count} day`, other: `${count} days` }),
  windowHelp:
    'With a window, a lead counts as converted only if it moved on within so many days, and only leads that have been there for that long are judged.',
  windowOther: 'Other number of days',
  basis: 'Basis',
  breakdown: 'Breakdown',
  breakdownNone: 'none',
  columnsOfLeads: 'Columns of the leads',
  columnsComputed: 'Computed',
  opening: 'Opening the data',
  loading: (name: string) => `Reading ${name}`,
  loadingOwn: 'Reading your files',
  linkBroken: (parts: string) => `This link could not be read: ${parts}. The usual view is shown.`,
  linkPart: {
    unknownPage: (at: string) => `the page “${at}”`,
    unknownVersion: (at: string) => `the version “${at}”`,
    unknownParameter: (at: string) => `“${at}”`,
    badParameter: (at: string) => `“${at}”`,
    tooLong: (at: string) => `it is too long (${at} characters)`,
  },
  unknownColumns: (parts: string) =>
    `These data have no column ${parts}. What the link says of it was left out.`,
  quoted: (text: string) => `“${text}”`,
  forgotten: (files: string) =>
    `Your files ${files} are no longer open: they were not stored in this browser. Choose them again.`,
  chooseAgain: 'Choose files',
  computing:
    'The figures for this link are being computed. Those of the unchanged thresholds are shown dimmed.',
  ownRecorded:
    'Your files hold recorded stage dates and came without a scoring model, so the figures show what your CRM recorded. Choose the basis “Scoring model” to see what the starter model would say.',
  ownStarter:
    'Your files hold no stage dates and came without a scoring model, so a starter model decides who is an MQL or an SQL. It was fitted to the columns and activity types found: its points and thresholds are a first guess, not your definition.',
  ownModel: 'The figures show what the scoring model in your files decides.',
  backToSample: 'Back to the hosted data',
  dropHere: 'Drop files to load them',
  retry: 'Try again',
  pageFailed: 'This page could not be drawn',
  pageFailedBecause: (error: string) => `An error came up in Leadscope itself: ${error}`,
  pageFailedRemedy:
    'Your data are untouched, and the other pages work. The usual view of this page leaves out filters, breakdown and whatever else the link carries.',
  usualView: 'Usual view',
  toData: 'Load your own files',
  cancelled: (name: string | null) =>
    name === null
      ? 'Reading your files was cancelled. They were not loaded.'
      : `Reading “${name}” was cancelled. It was not loaded.`,
  failed: 'There are no data to show',
  figuresFailed: 'These figures could not be computed',
};

const DE: typeof EN = {
  product: 'Leadscope',
  skip: 'Zu den Zahlen springen',
  pages: 'Seiten',
  page: { funnel: 'Funnel', 'time-in-stage': 'Verweildauer', leads: 'Leads', data: 'Daten' },
  language: 'Sprache',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  theme: 'Farbschema',
  themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  view: 'Ansicht',
  controls: 'Wovon die Zahlen handeln',
  leads: (n, count) => plural('de', n, { one: `${count} Lead`, other: `${count} Leads` }),
  andOthers: (name, count) => `${name} und ${count} weitere`,
  asOf: 'Stand',
  asOfTitle: (instant, zone) => `${instant} (${zone})`,
  asOfDay: 'Die Daten so ansehen, wie sie waren am Ende des',
  asOfLatest: (day) => `Letzter Stand der Daten: ${day}`,
  asOfHelp: 'Was später geschah, zählt nicht.',
  created: 'Angelegt',
  createdAll: 'alle',
  createdFrom: (day) => `ab ${day}`,
  createdTo: (day) => `bis ${day}`,
  createdRange: (from, to) => `${from} – ${to}`,
  from: 'Von (erster Tag)',
  to: 'Bis (letzter Tag)',
  rangeReversed: 'Der letzte Tag liegt vor dem ersten.',
  allLeads: 'Alle Leads',
  cohorts: 'Kohorten',
  unit: { month: 'Monat', week: 'Woche', quarter: 'Quartal' },
  unitShort: { month: 'nach Monat', week: 'nach Woche', quarter: 'nach Quartal' },
  groupedBy: 'Gruppiert nach',
  cohortBy: { created: 'Anlage', entry: 'Eintritt in den Schritt' },
  cohortByHelp: {
    created: 'Jeder Lead gehört zu dem Zeitraum, in dem er angelegt wurde.',
    entry:
      'Jeder Schritt ist danach gruppiert, wann Leads in seine erste Stufe kamen: „von den MQLs des Juni“.',
  },
  window: 'Zeitfenster',
  windowNone: 'keins',
  windowDays: (n, count) => plural('de', n, { one: `${count} Tag`, other: `${count} Tage` }),
  windowHelp:
    'Mit Zeitfenster zählt ein Lead nur dann als konvertiert, wenn er innerhalb so vieler Tage weiterkam, und nur Leads, die schon so lange dabei sind, werden beurteilt.',
  windowOther: 'Andere Zahl von Tagen',
  basis: 'Grundlage',
  breakdown: 'Aufteilung',
  breakdownNone: 'keine',
  columnsOfLeads: 'Spalten der Leads',
  columnsComputed: 'Berechnet',
  opening: 'Die Daten werden geöffnet',
  loading: (name) => `${name} wird gelesen`,
  loadingOwn: 'Ihre Dateien werden gelesen',
  linkBroken: (parts) => `Dieser Link war nicht lesbar: ${parts}. Gezeigt wird die übliche Ansicht.`,
  linkPart: {
    unknownPage: (at) => `die Seite „${at}“`,
    unknownVersion: (at) => `die Version „${at}“`,
    unknownParameter: (at) => `„${at}“`,
    badParameter: (at) => `„${at}“`,
    tooLong: (at) => `er ist zu lang (${at} Zeichen)`,
  },
  unknownColumns: (parts) =>
    `Diese Daten haben keine Spalte ${parts}. Was der Link dazu sagt, wurde weggelassen.`,
  quoted: (text) => `„${text}“`,
  forgotten: (files) =>
    `Ihre Dateien ${files} sind nicht mehr offen: Sie wurden in diesem Browser nicht gespeichert. Wählen Sie sie erneut.`,
  chooseAgain: 'Dateien wählen',
  computing:
    'Die Zahlen zu diesem Link werden berechnet. Abgeblendet stehen da die Zahlen der unveränderten Schwellen.',
  ownRecorded:
    'Ihre Dateien enthalten erfasste Stufendaten und kamen ohne Scoring-Modell. Die Zahlen zeigen deshalb, was Ihr CRM erfasst hat. Mit der Grundlage „Scoring-Modell“ sehen Sie, was das Startmodell sagen würde.',
  ownStarter:
    'Ihre Dateien enthalten keine Stufendaten und kamen ohne Scoring-Modell. Deshalb entscheidet ein Startmodell, wer MQL oder SQL ist. Es wurde an die gefundenen Spalten und Aktivitätsarten angepasst: Seine Punkte und Schwellen sind eine erste Annahme, nicht Ihre Definition.',
  ownModel: 'Die Zahlen zeigen, was das Scoring-Modell in Ihren Dateien entscheidet.',
  backToSample: 'Zurück zu den mitgelieferten Daten',
  dropHere: 'Dateien hier ablegen, um sie zu laden',
  retry: 'Erneut versuchen',
  pageFailed: 'Diese Seite ließ sich nicht zeichnen',
  pageFailedBecause: (error) => `In Leadscope selbst trat ein Fehler auf: ${error}`,
  pageFailedRemedy:
    'Ihre Daten sind unversehrt, und die anderen Seiten gehen. Die übliche Ansicht dieser Seite lässt Filter, Aufteilung und alles weg, was der Link sonst noch mitbringt.',
  usualView: 'Übliche Ansicht',
  toData: 'Eigene Dateien laden',
  cancelled: (name) =>
    name === null
      ? 'Das Lesen Ihrer Dateien wurde abgebrochen. Sie wurden nicht geladen.'
      : `Das Lesen von „${name}“ wurde abgebrochen. Es wurde nicht geladen.`,
  failed: 'Es gibt keine Daten zu zeigen',
  figuresFailed: 'Diese Zahlen ließen sich nicht berechnen',
};

/** Words of the frame in both languages. */
export const FRAME_WORDS = catalogue(EN, DE);
