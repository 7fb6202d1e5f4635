/** Words of the data page: what was read, why rows were rejected, own files. */
import type { RejectedRow } from '../../app/data-set.ts';
import type { Format } from '../../components/format.ts';
import { catalogue, plural } from '../../components/language.tsx';
import { ownValue } from '../../model/own-value.ts';

interface ReasonText {
  /** the reason in words */
  readonly reason: string;
  /** what it does to the figures, and what to do about it */
  readonly meaning: string;
}

/** One text for rows of every table. */
function sameForAll(text: ReasonText): Readonly<Record<string, ReasonText>> {
  return Object.fromEntries(
    ['leads', 'aliases', 'activities', 'stageHistory', 'opportunities'].map((table) => [table, text]),
  );
}

const EN = {
  allLoaded: (rows: string) => `All ${rows} rows were loaded`,
  someRejected: (n: number, rejected: string, rows: string) =>
    plural('en', n, {
      one: `${rejected} of ${rows} rows was rejected`,
      other: `${rejected} of ${rows} rows were rejected`,
    }),
  accounted:
    'Every row of every file is either loaded or rejected with one reason: read = loaded + rejected.',
  toFunnel: 'Show the funnel',
  tables: {
    leads: 'Leads',
    activities: 'Activities',
    stageHistory: 'Stage history',
    opportunities: 'Opportunities',
  },
  table: 'Table',
  files: 'Files',
  file: 'File',
  read: 'Read',
  loaded: 'Loaded',
  rejected: 'Rejected',
  rowsByTable: 'Rows by table',
  whyTitle: 'Why rows were rejected',
  whyNone: 'No row was rejected.',
  rows: 'Rows',
  reason: 'Reason',
  meaning: 'What it means for the figures',
  rejectedTitle: 'Rejected rows',
  rejectedDefinition: 'Each with its place in the file, the header being line 1.',
  line: 'Line',
  text: 'Row as it stands',
  page: (from: string, to: string, all: string) => `${from}–${to} of ${all}`,
  previous: 'Previous',
  next: 'Next',
  waiting: 'Rows can be listed once everything is read.',
  mendedTitle: 'Mended and left out',
  unreadableDate: (n: number, count: string, column: string) =>
    plural('en', n, {
      one: `${count} date in “${column}” could not be read and counts as missing.`,
      other: `${count} dates in “${column}” could not be read and count as missing.`,
    }),
  beforeCreation: (n: number, count: string) =>
    plural('en', n, {
      one: `${count} stage date lay before the lead was created and counts as the moment of creation.`,
      other: `${count} stage dates lay before the lead was created and count as the moment of creation.`,
    }),
  laterThanLoading: (n: number, count: string) =>
    plural('en', n, {
      one: `${count} instant lies after the moment of loading (planned meetings, typing errors). It is not counted.`,
      other: `${count} instants lie after the moment of loading (planned meetings, typing errors). They are not counted.`,
    }),
  joined: (id: string, alias: string, email: string) =>
    `Activities found their lead by id (${id}), by the id of a merged record (${alias}) or by e-mail (${email}).`,
  span: (first: string, last: string) => `Leads were created from ${first} to ${last}.`,
  nothingMended: 'Every recorded stage date could be read and used as it stands.',
  noStageDates: 'The files hold no recorded stage dates that could need mending.',
  modelTitle: 'Scoring model',
  modelGiven: (name: string) => `“${name}”, from the model file.`,
  modelStarter:
    'The starter model: no model file was given, so it was fitted to the columns and activity types found.',
  modelClean: 'Every rule finds its column and matches something.',
  modelUntried: {
    leads: 'No leads were loaded, so no rule could be tried on the data.',
    activities: 'No activities were loaded, so the rules for activities could not be tried on the data.',
  },
  warnUnknownField: (place: string, field: string) =>
    `${place} asks for the column “${field}”, which the data do not have.`,
  warnMatchesNothing: (place: string) => `${place} matches nothing in these data.`,
  ownTitle: 'Load your own files',
  ownPromise: 'Files stay in this browser. Nothing is sent anywhere.',
  ownDrop: 'Drop files here, or anywhere in the window',
  ownPick: 'Choose files',
  ownFormat:
    'Exports of your CRM as they are: CSV or other text tables, Excel, JSON, Parquet, Arrow, also gzipped. Only leads are required.',
  needs: {
    leads: 'id and day of creation; the days of the stages where recorded; all other columns are kept',
    activities: 'id or e-mail of the lead, type, moment; with channel, campaign, content',
    stageHistory: 'id of the lead, stage, day of entry',
    opportunities: 'id, id or e-mail of the lead, day of creation; day of winning, amount',
    model: 'the scoring model as JSON',
  },
  asTables: {
    leads: 'Leads',
    activities: 'Activities',
    stageHistory: 'Stage history',
    opportunities: 'Opportunities',
    model: 'Scoring model',
  },
  loadThese: (n: number, count: string) =>
    plural('en', n, { one: `Load ${count} file`, other: `Load ${count} files` }),
  discard: 'Discard',
  replaces: 'What is open now is replaced once everything is read.',
  backToHosted: 'Back to the hosted data',
  ownOpen: (name: string) => `Your files are open (${name}).`,
  reasons: {
    malformed: sameForAll({
      reason: 'Another shape than the table',
      meaning:
        'The row has more or fewer fields than the header, or a quote in it is never closed. What stands where cannot be told, so it is in no figure.',
    }),
    duplicate: {
      leads: {
        reason: 'Lead id already seen',
        meaning:
          'The first row of the id counts. A lead is never counted twice; later values of the same id are ignored.',
      },
      activities: {
        reason: 'Activity id already seen',
        meaning: 'The first row of the id counts, so no points are given twice.',
      },
      opportunities: { reason: 'Opportunity id already seen', meaning: 'The first row of the id counts.' },
    },
    missingId: {
      leads: { reason: 'No lead id', meaning: 'The row belongs to nobody. It is in no figure.' },
      activities: {
        reason: 'Neither lead id nor e-mail',
        meaning: 'Nobody knows whose activity it is. It gives no points.',
      },
      stageHistory: { reason: 'No lead id', meaning: 'Nobody knows whose stage it is. It fills no date.' },
      aliases: { reason: 'No id', meaning: 'Nobody knows which record was merged into which.' },
      opportunities: {
        reason: 'No id, or neither lead id nor e-mail',
        meaning: 'The deal belongs to nobody and fills no date.',
      },
    },
    badCreatedAt: {
      leads: {
        reason: 'No readable creation date',
        meaning:
          'Without it the lead has no cohort and no age, so it is in no figure. Dates are written 2024-01-31 or 2024-01-31T09:30.',
      },
      opportunities: { reason: 'No readable creation date', meaning: 'The deal fills no date.' },
    },
    missingType: {
      activities: { reason: 'No activity type', meaning: 'No rule can match it. It gives no points.' },
    },
    badOccurredAt: {
      activities: {
        reason: 'No readable date of the activity',
        meaning:
          'It cannot be placed in time and gives no points. Dates are written 2024-01-31 or 2024-01-31T09:30.',
      },
    },
    orphan: {
      activities: {
        reason: 'Its lead is not loaded',
        meaning:
          'It is kept aside: if the lead is missing from the export, its score and stages are missing too.',
      },
      stageHistory: { reason: 'Its lead is not loaded', meaning: 'It fills no date.' },
      aliases: { reason: 'Its lead is not loaded', meaning: 'The merged record leads nowhere.' },
      opportunities: { reason: 'Its lead is not loaded', meaning: 'The deal fills no date.' },
    },
    unknownStage: {
      stageHistory: {
        reason: 'Unknown stage name',
        meaning: 'Stages are lead, mql, sql, opportunity, customer and disqualified. The row fills no date.',
      },
    },
    badEnteredAt: {
      stageHistory: { reason: 'No readable date of entry', meaning: 'The row fills no date.' },
    },
  } as Readonly<Record<string, Readonly<Record<string, ReasonText>>>>,
  wrongFields: (n: number, found: string, expected: string) =>
    plural('en', n, {
      one: `${found} field instead of ${expected}`,
      other: `${found} fields instead of ${expected}`,
    }),
  openQuote: 'A quote in the row is never closed, or the row is too long to be one',
  otherReason: (code: string): ReasonText => ({ reason: code, meaning: 'The row is in no figure.' }),
};

const DE: typeof EN = {
  allLoaded: (rows) => `Alle ${rows} Zeilen wurden geladen`,
  someRejected: (n, rejected, rows) =>
    plural('de', n, {
      one: `${rejected} von ${rows} Zeilen wurde abgelehnt`,
      other: `${rejected} von ${rows} Zeilen wurden abgelehnt`,
    }),
  accounted:
    'Jede Zeile jeder Datei ist entweder geladen oder mit einem Grund abgelehnt: gelesen = geladen + abgelehnt.',
  toFunnel: 'Zum Funnel',
  tables: {
    leads: 'Leads',
    activities: 'Aktivitäten',
    stageHistory: 'Stufenverlauf',
    opportunities: 'Opportunities',
  },
  table: 'Tabelle',
  files: 'Dateien',
  file: 'Datei',
  read: 'Gelesen',
  loaded: 'Geladen',
  rejected: 'Abgelehnt',
  rowsByTable: 'Zeilen je Tabelle',
  whyTitle: 'Warum Zeilen abgelehnt wurden',
  whyNone: 'Keine Zeile wurde abgelehnt.',
  rows: 'Zeilen',
  reason: 'Grund',
  meaning: 'Was das für die Zahlen bedeutet',
  rejectedTitle: 'Abgelehnte Zeilen',
  rejectedDefinition: 'Jede mit ihrer Stelle in der Datei; die Kopfzeile ist Zeile 1.',
  line: 'Zeile',
  text: 'Wortlaut der Zeile',
  page: (from, to, all) => `${from}–${to} von ${all}`,
  previous: 'Zurück',
  next: 'Weiter',
  waiting: 'Zeilen lassen sich auflisten, sobald alles gelesen ist.',
  mendedTitle: 'Berichtigt und ausgelassen',
  unreadableDate: (n, count, column) =>
    plural('de', n, {
      one: `${count} Datum in „${column}“ war nicht lesbar und gilt als fehlend.`,
      other: `${count} Daten in „${column}“ waren nicht lesbar und gelten als fehlend.`,
    }),
  beforeCreation: (n, count) =>
    plural('de', n, {
      one: `${count} Stufendatum lag vor der Anlage des Leads und gilt als Zeitpunkt der Anlage.`,
      other: `${count} Stufendaten lagen vor der Anlage des Leads und gelten als Zeitpunkt der Anlage.`,
    }),
  laterThanLoading: (n, count) =>
    plural('de', n, {
      one: `${count} Zeitpunkt liegt nach dem Laden (geplante Termine, Tippfehler). Er zählt nicht.`,
      other: `${count} Zeitpunkte liegen nach dem Laden (geplante Termine, Tippfehler). Sie zählen nicht.`,
    }),
  joined: (id, alias, email) =>
    `Aktivitäten fanden ihren Lead über die Id (${id}), über die Id eines zusammengeführten Datensatzes (${alias}) oder über die E-Mail (${email}).`,
  span: (first, last) => `Leads wurden angelegt vom ${first} bis zum ${last}.`,
  nothingMended: 'Jedes erfasste Stufendatum war lesbar und gilt, wie es dasteht.',
  noStageDates: 'Die Dateien enthalten keine erfassten Stufendaten, die zu berichtigen wären.',
  modelTitle: 'Scoring-Modell',
  modelGiven: (name) => `„${name}“, aus der Modelldatei.`,
  modelStarter:
    'Das Startmodell: Es kam keine Modelldatei mit, deshalb wurde es an die gefundenen Spalten und Aktivitätsarten angepasst.',
  modelClean: 'Jede Regel findet ihre Spalte und trifft auf etwas zu.',
  modelUntried: {
    leads: 'Es wurden keine Leads geladen; keine Regel ließ sich an den Daten erproben.',
    activities:
      'Es wurden keine Aktivitäten geladen; die Regeln für Aktivitäten ließen sich an den Daten nicht erproben.',
  },
  warnUnknownField: (place, field) =>
    `${place} fragt nach der Spalte „${field}“, die es in den Daten nicht gibt.`,
  warnMatchesNothing: (place) => `${place} trifft in diesen Daten auf nichts zu.`,
  ownTitle: 'Eigene Dateien laden',
  ownPromise: 'Die Dateien bleiben in diesem Browser. Nichts wird irgendwohin gesendet.',
  ownDrop: 'Dateien hier oder irgendwo im Fenster ablegen',
  ownPick: 'Dateien wählen',
  ownFormat:
    'Exporte Ihres CRM, wie sie sind: CSV oder andere Texttabellen, Excel, JSON, Parquet, Arrow, auch mit gzip gepackt. Nur die Leads sind erforderlich.',
  needs: {
    leads:
      'Kennung und Tag der Anlage; die Tage der Stufen, wo erfasst; alle anderen Spalten bleiben erhalten',
    activities: 'Kennung oder E-Mail des Leads, Art, Zeitpunkt; dazu Kanal, Kampagne, Inhalt',
    stageHistory: 'Kennung des Leads, Stufe, Tag des Eintritts',
    opportunities: 'Kennung, Kennung oder E-Mail des Leads, Tag der Anlage; Tag des Gewinns, Betrag',
    model: 'das Scoring-Modell als JSON',
  },
  asTables: {
    leads: 'Leads',
    activities: 'Aktivitäten',
    stageHistory: 'Stufenverlauf',
    opportunities: 'Opportunities',
    model: 'Scoring-Modell',
  },
  loadThese: (n, count) => plural('de', n, { one: `${count} Datei laden`, other: `${count} Dateien laden` }),
  discard: 'Verwerfen',
  replaces: 'Was jetzt offen ist, wird ersetzt, sobald alles gelesen ist.',
  backToHosted: 'Zurück zu den mitgelieferten Daten',
  ownOpen: (name) => `Ihre Dateien sind offen (${name}).`,
  reasons: {
    malformed: sameForAll({
      reason: 'Andere Form als die Tabelle',
      meaning:
        'Die Zeile hat mehr oder weniger Felder als die Kopfzeile, oder ein Anführungszeichen darin wird nie geschlossen. Was wo steht, ist nicht zu erkennen; sie steht in keiner Zahl.',
    }),
    duplicate: {
      leads: {
        reason: 'Lead-Id schon gesehen',
        meaning:
          'Die erste Zeile der Id gilt. Ein Lead zählt nie doppelt; spätere Werte derselben Id bleiben unbeachtet.',
      },
      activities: {
        reason: 'Aktivitäts-Id schon gesehen',
        meaning: 'Die erste Zeile der Id gilt, damit keine Punkte doppelt vergeben werden.',
      },
      opportunities: { reason: 'Id der Opportunity schon gesehen', meaning: 'Die erste Zeile der Id gilt.' },
    },
    missingId: {
      leads: { reason: 'Keine Lead-Id', meaning: 'Die Zeile gehört niemandem. Sie steht in keiner Zahl.' },
      activities: {
        reason: 'Weder Lead-Id noch E-Mail',
        meaning: 'Niemand weiß, wessen Aktivität es ist. Sie gibt keine Punkte.',
      },
      stageHistory: {
        reason: 'Keine Lead-Id',
        meaning: 'Niemand weiß, wessen Stufe es ist. Sie füllt kein Datum.',
      },
      aliases: {
        reason: 'Keine Id',
        meaning: 'Niemand weiß, welcher Datensatz in welchem aufging.',
      },
      opportunities: {
        reason: 'Keine Id, oder weder Lead-Id noch E-Mail',
        meaning: 'Die Opportunity gehört niemandem und füllt kein Datum.',
      },
    },
    badCreatedAt: {
      leads: {
        reason: 'Kein lesbares Anlagedatum',
        meaning:
          'Ohne es hat der Lead keine Kohorte und kein Alter und steht in keiner Zahl. Daten schreibt man 2024-01-31 oder 2024-01-31T09:30.',
      },
      opportunities: { reason: 'Kein lesbares Anlagedatum', meaning: 'Die Opportunity füllt kein Datum.' },
    },
    missingType: {
      activities: {
        reason: 'Keine Aktivitätsart',
        meaning: 'Keine Regel kann auf sie zutreffen. Sie gibt keine Punkte.',
      },
    },
    badOccurredAt: {
      activities: {
        reason: 'Kein lesbares Datum der Aktivität',
        meaning:
          'Sie lässt sich zeitlich nicht einordnen und gibt keine Punkte. Daten schreibt man 2024-01-31 oder 2024-01-31T09:30.',
      },
    },
    orphan: {
      activities: {
        reason: 'Ihr Lead ist nicht geladen',
        meaning: 'Sie liegt beiseite: Fehlt der Lead im Export, fehlen auch sein Score und seine Stufen.',
      },
      stageHistory: { reason: 'Der Lead ist nicht geladen', meaning: 'Die Zeile füllt kein Datum.' },
      aliases: {
        reason: 'Der Lead ist nicht geladen',
        meaning: 'Der zusammengeführte Datensatz führt zu niemandem.',
      },
      opportunities: { reason: 'Der Lead ist nicht geladen', meaning: 'Die Opportunity füllt kein Datum.' },
    },
    unknownStage: {
      stageHistory: {
        reason: 'Unbekannter Stufenname',
        meaning:
          'Stufen sind lead, mql, sql, opportunity, customer und disqualified. Die Zeile füllt kein Datum.',
      },
    },
    badEnteredAt: {
      stageHistory: { reason: 'Kein lesbares Eintrittsdatum', meaning: 'Die Zeile füllt kein Datum.' },
    },
  },
  wrongFields: (n, found, expected) =>
    plural('de', n, {
      one: `${found} Feld statt ${expected}`,
      other: `${found} Felder statt ${expected}`,
    }),
  openQuote:
    'Ein Anführungszeichen in der Zeile wird nie geschlossen, oder die Zeile ist zu lang, um eine zu sein',
  otherReason: (code) => ({ reason: code, meaning: 'Die Zeile steht in keiner Zahl.' }),
};

/** Words of the data page in both languages. */
export const DATA_WORDS = catalogue(EN, DE);

/** A reason of a table in words; one without words of its own comes as its code. */
export function reasonText(words: typeof EN, table: string, code: string): ReasonText {
  return ownValue(ownValue(words.reasons, code), table) ?? words.otherReason(code);
}

/** Why one row was rejected: of a row of another shape, what is wrong with it. */
export function rowReason(
  words: typeof EN,
  table: string,
  { reason, fields }: Pick<RejectedRow, 'reason' | 'fields'>,
  format: Pick<Format, 'count'>,
): string {
  if (reason !== 'malformed') return reasonText(words, table, reason).reason;
  if (fields === undefined) return words.openQuote;
  return words.wrongFields(fields.found, format.count(fields.found), format.count(fields.expected));
}
