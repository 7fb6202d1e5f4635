/** A summary and a document of a tiny data set, for tests of what is done with them. */
import type { MetricsDocument, RowCounts } from '../../src/model/metrics-document.ts';
import type { DataSetSummary } from '../../src/workspace/workspace.ts';

const rows: RowCounts = {
  leads: { read: 1, loaded: 1, rejected: {}, repaired: { unreadable: {}, beforeCreation: 0 } },
  activities: { read: 0, loaded: 0, rejected: {}, joined: { id: 0, alias: 0, email: 0 } },
};

/** One lead, no section. */
export const defaultDocument: MetricsDocument = {
  asOf: '2024-12-31T22:59:59.000Z',
  basis: 'recorded',
  windowDays: null,
  rows,
};

/** One lead with a source, and a model that has all minimums. */
export const defaultSummary: DataSetSummary = {
  name: 'Hosted',
  dataVersion: 1,
  rows,
  files: [{ table: 'leads', name: 'leads.csv', read: 1, rejected: 0, others: 0 }],
  sources: [],
  timeZone: 'Europe/Berlin',
  defaultAsOf: 1_735_685_999,
  firstCreatedAt: 1_735_000_000,
  lastCreatedAt: 1_735_000_000,
  laterThanLoading: 0,
  leadColumns: [{ name: 'source', distinct: 2, exact: true, missing: 0 }],
  activityTypes: [],
  hasRecordedStages: true,
  model: {
    version: 1,
    name: 'Test',
    timeZone: 'Europe/Berlin',
    fit: [],
    engagement: { rules: [] },
    stages: { mql: { fit: 10, engagement: 40 }, sql: { engagement: 80 } },
  },
  modelIsStarter: false,
  modelWarnings: [],
  defaultBasis: 'model',
  seconds: { import: 0.02, engine: 0.01 },
};
