/** Words for what is wrong with data, and for what each of it does to the figures. */
import type { QualityFinding } from '../../app/data-quality.ts';
import type { Format } from '../../components/format.ts';
import { catalogue, plural } from '../../components/language.tsx';

type Code = QualityFinding['code'];

interface FindingWords {
  /** in a list: `12 leads share an e-mail address` */
  readonly what: (n: number, count: string) => string;
  /** what it does to the figures */
  readonly effect: string;
}

const EN = {
  title: 'Data quality',
  clean: 'Nothing conspicuous was found in the data.',
  computing: 'Looking through the data…',
  line: (findings: string) => `Data quality: ${findings}.`,
  lineClean: 'Data quality: nothing conspicuous.',
  more: 'Details',
  finding: 'Finding',
  rows: 'Count',
  share: 'Share',
  effect: 'What it does to the figures',
  when: 'When',
  month: 'Month',
  caption: 'What was found, how much of it, and what it does to the figures',
  monthCaption: (finding: string) => `${finding}: by month`,
  otherwise: (n: number, count: string) =>
    plural('en', n, {
      one: `${count} of them is written otherwise, as in upper case.`,
      other: `${count} of them are written otherwise, as in upper case.`,
    }),
  crowd: (leads: string, what: string, when: string) => `${leads} leads: ${what} on ${when}`,
  dates: {
    created_at: 'created',
    mql_at: 'MQL',
    sql_at: 'SQL',
    opportunity_at: 'opportunity',
    customer_at: 'customer',
    disqualified_at: 'disqualified',
  } as Readonly<Record<string, string>>,
  codes: {
    duplicateEmail: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} lead has an e-mail address that another has too`,
          other: `${count} leads have an e-mail address that another has too`,
        }),
      effect:
        'The same person counts more than once, so conversion looks lower than it is. Activities that name only the address go to the lead that was created first.',
    },
    outOfOrder: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} lead has recorded stages out of order`,
          other: `${count} leads have recorded stages out of order`,
        }),
      effect:
        'An entry that lies after that of a later stage is dropped on basis recorded: the lead skips that stage, and has no time in it.',
    },
    beforeCreation: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} recorded date lies before its lead's creation`,
          other: `${count} recorded dates lie before their lead's creation`,
        }),
      effect: 'They count as the creation, so the time in the stage lead is 0 for them.',
    },
    unreadableDates: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} recorded date cannot be read`,
          other: `${count} recorded dates cannot be read`,
        }),
      effect: 'They count as missing: on basis recorded these leads did not enter those stages.',
    },
    brokenIds: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} row has an id that a spreadsheet has rounded (1.23457E+11)`,
          other: `${count} rows have an id that a spreadsheet has rounded (1.23457E+11)`,
        }),
      effect:
        'Different records have the same id: leads are rejected as duplicates, and activities go to the wrong lead or to none. Format the column as text, and export again.',
    },
    mixedDates: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} date fits both orders of day and month, in a column that mixes them`,
          other: `${count} dates fit both orders of day and month, in columns that mix them`,
        }),
      effect:
        'Some of them are read with day and month exchanged: cohorts and times in stage around them are wrong. Export the column again in one format.',
    },
    bulkImport: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} entry fell on one second with many others`,
          other: `${count} entries fell on one second with many others`,
        }),
      effect:
        'A machine wrote these dates, as an import does. They tell when it ran, not when somebody became interested: time in stage and cohorts around it mean little.',
    },
    lateHistory: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} lead was created long before the first recorded MQL or SQL`,
          other: `${count} leads were created long before the first recorded MQL or SQL`,
        }),
      effect:
        'Stages were not recorded yet when they came. On basis recorded they look as if they had never moved: begin the cohorts with the month named here.',
    },
    future: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} date lies in the future`,
          other: `${count} dates lie in the future`,
        }),
      effect: 'Planned meetings or typing errors: what lies after as-of does not count.',
    },
    leadGap: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} whole week has no new lead`,
          other: `${count} whole weeks have no new lead`,
        }),
      effect: 'Part of an export may be missing. Cohorts of these months are smaller than they were.',
    },
    activityGap: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} whole week has no activity`,
          other: `${count} whole weeks have no activity`,
        }),
      effect:
        'Part of an export may be missing. On basis model leads of this time score lower, and become MQL later or never.',
    },
    orphans: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} activity belongs to no lead that was loaded`,
          other: `${count} activities belong to no lead that was loaded`,
        }),
      effect: 'They count for nobody. Load the leads that are missing together with these files.',
    },
    silentLeads: {
      what: (n, count) =>
        plural('en', n, {
          one: `${count} lead has no activity at all`,
          other: `${count} leads have no activity at all`,
        }),
      effect:
        'On basis model their engagement is 0. If most leads are among them, the activities are incomplete.',
    },
  } satisfies Record<Code, FindingWords> as Readonly<Record<Code, FindingWords>>,
};

const DE: typeof EN = {
  title: 'Datenqualität',
  clean: 'In den Daten fiel nichts auf.',
  computing: 'Die Daten werden durchgesehen …',
  line: (findings) => `Datenqualität: ${findings}.`,
  lineClean: 'Datenqualität: nichts Auffälliges.',
  more: 'Einzelheiten',
  finding: 'Befund',
  rows: 'Anzahl',
  share: 'Anteil',
  effect: 'Was das mit den Zahlen macht',
  when: 'Wann',
  month: 'Monat',
  caption: 'Was auffiel, wie viel davon, und was es mit den Zahlen macht',
  monthCaption: (finding) => `${finding}: nach Monat`,
  otherwise: (n, count) =>
    plural('de', n, {
      one: `${count} davon ist anders geschrieben, etwa groß.`,
      other: `${count} davon sind anders geschrieben, etwa groß.`,
    }),
  crowd: (leads, what, when) => `${leads} Leads: ${what} am ${when}`,
  dates: {
    created_at: 'angelegt',
    mql_at: 'MQL',
    sql_at: 'SQL',
    opportunity_at: 'Opportunity',
    customer_at: 'Kunde',
    disqualified_at: 'disqualifiziert',
  },
  codes: {
    duplicateEmail: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} Lead hat eine E-Mail-Adresse, die auch ein anderer hat`,
          other: `${count} Leads haben eine E-Mail-Adresse, die auch ein anderer hat`,
        }),
      effect:
        'Dieselbe Person zählt mehrfach, die Konversion wirkt also niedriger, als sie ist. Aktivitäten, die nur die Adresse nennen, gehen an den zuerst angelegten Lead.',
    },
    outOfOrder: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} Lead hat erfasste Stufen in falscher Reihenfolge`,
          other: `${count} Leads haben erfasste Stufen in falscher Reihenfolge`,
        }),
      effect:
        'Ein Eintritt nach dem in eine spätere Stufe entfällt auf der Basis „erfasst“: Der Lead überspringt diese Stufe und hat keine Zeit darin.',
    },
    beforeCreation: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} erfasstes Datum liegt vor der Anlage des Leads`,
          other: `${count} erfasste Daten liegen vor der Anlage ihres Leads`,
        }),
      effect: 'Sie zählen als Anlage, die Zeit in der Stufe Lead ist für sie also 0.',
    },
    unreadableDates: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} erfasstes Datum ist nicht lesbar`,
          other: `${count} erfasste Daten sind nicht lesbar`,
        }),
      effect: 'Sie zählen als fehlend: Auf der Basis „erfasst“ haben diese Leads die Stufen nicht erreicht.',
    },
    brokenIds: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} Zeile hat eine Kennung, die eine Tabellenkalkulation gerundet hat (1,23457E+11)`,
          other: `${count} Zeilen haben eine Kennung, die eine Tabellenkalkulation gerundet hat (1,23457E+11)`,
        }),
      effect:
        'Verschiedene Datensätze haben dieselbe Kennung: Leads werden als doppelt abgelehnt, und Aktivitäten gehen an den falschen Lead oder an keinen. Formatieren Sie die Spalte als Text, und exportieren Sie erneut.',
    },
    mixedDates: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} Datum passt zu beiden Reihenfolgen von Tag und Monat, in einer Spalte, die beide mischt`,
          other: `${count} Daten passen zu beiden Reihenfolgen von Tag und Monat, in Spalten, die beide mischen`,
        }),
      effect:
        'Einige davon sind mit vertauschtem Tag und Monat gelesen: Kohorten und Zeiten in Stufen um sie sind falsch. Exportieren Sie die Spalte erneut in einem Format.',
    },
    bulkImport: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} Eintritt fiel mit vielen anderen auf eine Sekunde`,
          other: `${count} Eintritte fielen mit vielen anderen auf eine Sekunde`,
        }),
      effect:
        'Diese Zeiten schrieb eine Maschine, etwa beim Import. Sie sagen, wann der lief, nicht wann Interesse entstand: Verweildauer und Kohorten um diese Zeit sagen wenig.',
    },
    lateHistory: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} Lead entstand lange vor dem ersten erfassten MQL oder SQL`,
          other: `${count} Leads entstanden lange vor dem ersten erfassten MQL oder SQL`,
        }),
      effect:
        'Als sie kamen, wurden noch keine Stufen erfasst. Auf der Basis „erfasst“ sehen sie aus, als hätten sie sich nie bewegt: Lassen Sie die Kohorten mit dem genannten Monat beginnen.',
    },
    future: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} Datum liegt in der Zukunft`,
          other: `${count} Daten liegen in der Zukunft`,
        }),
      effect: 'Geplante Termine oder Tippfehler: Was nach dem Stichtag liegt, zählt nicht.',
    },
    leadGap: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} ganze Woche ohne neuen Lead`,
          other: `${count} ganze Wochen ohne neuen Lead`,
        }),
      effect:
        'Vielleicht fehlt ein Teil eines Exports. Die Kohorten dieser Monate sind kleiner, als sie waren.',
    },
    activityGap: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} ganze Woche ohne Aktivität`,
          other: `${count} ganze Wochen ohne Aktivität`,
        }),
      effect:
        'Vielleicht fehlt ein Teil eines Exports. Auf der Basis „Modell“ haben Leads dieser Zeit weniger Punkte und werden später oder nie MQL.',
    },
    orphans: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} Aktivität gehört zu keinem geladenen Lead`,
          other: `${count} Aktivitäten gehören zu keinem geladenen Lead`,
        }),
      effect: 'Sie zählen für niemanden. Laden Sie die fehlenden Leads zusammen mit diesen Dateien.',
    },
    silentLeads: {
      what: (n, count) =>
        plural('de', n, {
          one: `${count} Lead hat gar keine Aktivität`,
          other: `${count} Leads haben gar keine Aktivität`,
        }),
      effect:
        'Auf der Basis „Modell“ ist ihr Engagement 0. Sind die meisten Leads darunter, sind die Aktivitäten unvollständig.',
    },
  },
};

/** Words for data quality, in both languages. */
export const QUALITY_WORDS = catalogue(EN, DE);

/** A finding in a few words. */
export function findingText({ code, rows }: QualityFinding, words: typeof EN, format: Format): string {
  return words.codes[code].what(rows, format.count(rows));
}
