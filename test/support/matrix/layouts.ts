/** The data set as each system would write it: four files, with the system's own names where it has any. */
import type { CellStyle, MatrixTable } from './cells.ts';
import {
  ACTIVITY,
  ENGLISH,
  at,
  deal,
  dealId,
  type Entry,
  GERMAN_WORDS,
  isConverted,
  type Layout,
  LEAD,
  leadColumns,
  type Part,
  same,
  stage,
  typed,
  WORDS,
  worth,
} from './columns.ts';
import { MORE_VENDORS } from './more-vendors.ts';
import { ACTIVITIES, LEADS } from './truth.ts';
import { VENDORS } from './vendors.ts';

/** The layouts by name. */
export const LAYOUTS: Readonly<Record<string, Layout>> = {
  contract: {
    leads: {
      file: 'leads',
      columns: leadColumns({
        id: 'lead_id',
        created: 'created_at',
        email: 'email',
        name: 'name',
        company: 'company',
        source: 'source',
        mql: 'mql_at',
        sql: 'sql_at',
      }),
    },
    activities: {
      file: 'activities',
      columns: [
        ['activity_id', ACTIVITY.id],
        ['lead_id', ACTIVITY.lead],
        ['type', typed(WORDS)],
        ['occurred_at', ACTIVITY.at],
        ['channel', ACTIVITY.channel],
        ['content', ACTIVITY.content],
      ],
    },
    history: {
      file: 'stage_history',
      columns: [
        ['lead_id', ({ lead }) => lead.id],
        ['stage', stage('mql', 'sql', 'disqualified')],
        ['entered_at', at],
      ],
    },
    deals: {
      file: 'opportunities',
      columns: [
        ['opportunity_id', dealId],
        ['lead_id', LEAD.id],
        ['created_at', deal('opportunityAt')],
        ['won_at', deal('customerAt')],
        ['lost_at', deal('lostAt')],
        ['amount', worth],
      ],
    },
    hasDates: true,
  },
  English: {
    ...ENGLISH,
    leads: {
      file: 'leads',
      columns: leadColumns({
        id: 'Lead ID',
        created: 'Created On',
        email: 'E-mail',
        name: 'Full Name',
        company: 'Company',
        source: 'Lead Source',
        industry: 'Industry',
        mql: 'MQL Date',
        sql: 'SQL Date',
      }),
    },
    hasDates: true,
  },
  German: {
    leads: {
      file: 'Leads',
      columns: leadColumns({
        id: 'Lead-Nr',
        created: 'Erstellt am',
        email: 'E-Mail',
        first: 'Vorname',
        last: 'Nachname',
        company: 'Firma',
        source: 'Leadquelle',
        industry: 'Branche',
        country: 'Land',
        employees: 'Mitarbeiter',
        budget: 'Budget',
        mql: 'MQL-Datum',
        sql: 'SQL seit',
      }),
    },
    activities: {
      file: 'Aktivitäten',
      columns: [
        ['Aktivitäts-ID', ACTIVITY.id],
        ['Lead-Nr', ACTIVITY.lead],
        ['Datum', ACTIVITY.at],
        ['Aktivität', typed(GERMAN_WORDS)],
        ['Kanal', ACTIVITY.channel],
        ['Betreff', ACTIVITY.content],
      ],
    },
    history: {
      file: 'Verlauf',
      columns: [
        ['Lead-Nr', ({ lead }) => lead.id],
        ['Alter Wert', same('Neu')],
        ['Neuer Wert', stage('MQL', 'Vertriebsqualifiziert', 'Ausgeschieden')],
        ['Geändert am', at],
      ],
    },
    deals: {
      file: 'Verkaufschancen',
      columns: [
        ['Verkaufschance-ID', dealId],
        ['Lead-ID', LEAD.id],
        ['Erstellt am', deal('opportunityAt')],
        ['Gewonnen am', deal('customerAt')],
        ['Verloren am', deal('lostAt')],
        ['Betrag', worth],
      ],
    },
    hasDates: true,
  },
  ...VENDORS,
  ...MORE_VENDORS,
};

function written<Row>({ file, columns }: Part<Row>, rows: readonly Row[], style: CellStyle): MatrixTable {
  return {
    name: file,
    header: columns.map(([header]) => header),
    rows: rows.map((row) => columns.map(([, cell]) => cell(row, style))),
  };
}

/** The data set's four files in a layout, each with the table that it is. */
export function layoutTables(layout: Layout, style: CellStyle): readonly MatrixTable[] {
  const entries = LEADS.flatMap((lead): Entry[] =>
    (['mql', 'sql', 'disqualified'] as const).flatMap((name) => {
      const entered = lead[`${name}At`];
      return entered === null || (layout.hasDates && name !== 'disqualified')
        ? []
        : [{ lead, stage: name, at: entered }];
    }),
  );
  const again = LEADS.slice(3, 4).map((lead) => ({
    ...lead,
    source: 'wrong',
    createdAt: lead.createdAt + 60,
  }));
  return [
    written(layout.leads, [...LEADS, ...again], style),
    written(layout.activities, ACTIVITIES, style),
    written(layout.history, entries, style),
    written(layout.deals, LEADS.filter(isConverted), style),
  ];
}
