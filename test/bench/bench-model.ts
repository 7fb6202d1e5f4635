/** The scoring model that is measured: every kind of rule, and minimums that are set to the data. */
import type { EngagementRule, ScoringModel } from '../../src/model/scoring-model.ts';
import type { Condition } from '../../src/model/condition.ts';

/** Share of the leads that is to become MQL. */
export const MQL_SHARE = 0.08;

const among = (field: string, ...value: string[]): Condition => ({ field, op: 'in', value });

const ENGAGEMENT: readonly EngagementRule[] = [
  {
    id: 'page_view',
    when: among('type', 'page_view'),
    points: 1,
    limit: { times: 3, per: 'day' },
    group: 'light',
  },
  {
    id: 'email_open',
    when: among('type', 'email_open'),
    points: 1,
    limit: { times: 5, per: 'month' },
    group: 'light',
  },
  { id: 'email_click', when: among('type', 'email_click'), points: 4, limit: { times: 2, per: 'week' } },
  { id: 'social', when: among('type', 'social'), points: 2, group: 'light' },
  { id: 'pricing', when: among('type', 'pricing_view'), points: 8, limit: { times: 1, per: 'day' } },
  { id: 'video', when: among('type', 'video'), points: 4 },
  { id: 'download', when: among('type', 'download'), points: 8, limit: { times: 3, per: 'month' } },
  { id: 'webinar', when: among('type', 'webinar'), points: 15, limit: { times: 2, per: 'month' } },
  { id: 'form', when: among('type', 'form'), points: 10 },
  { id: 'meeting', when: among('type', 'meeting'), points: 20 },
  { id: 'contact_form', when: among('type', 'contact_form'), points: 30, limit: { times: 1, per: 'lead' } },
  { id: 'partner', when: among('channel', 'partner'), points: 2 },
  { id: 'unsubscribe', when: among('type', 'unsubscribe'), points: -10, limit: { times: 1, per: 'lead' } },
];

/**
 * The model under an engagement minimum of its MQL stage.
 * @param minimum points; twice as many make an SQL
 */
export function benchModel(minimum: number): ScoringModel {
  return {
    version: 1,
    name: 'Measurements',
    timeZone: 'Europe/Berlin',
    fit: [
      {
        id: 'industry',
        criterion: 'industry',
        when: among('industry', 'Software', 'Manufacturing', 'Logistics', 'Energy'),
        points: 20,
      },
      { id: 'budget', criterion: 'budget', when: { field: 'budget', op: 'gte', value: 20_000 }, points: 20 },
      {
        id: 'authority',
        criterion: 'authority',
        when: among('seniority', 'C-Level', 'VP', 'Director'),
        points: 20,
      },
      { id: 'size', when: { field: 'employees', op: 'between', value: [50, 5000] }, points: 10 },
      { id: 'intern', when: among('seniority', 'Intern'), points: -20 },
    ],
    engagement: { decay: { halfLifeDays: 30 }, rules: ENGAGEMENT, groups: { light: { max: 15 } } },
    stages: {
      mql: { fit: 30, engagement: minimum },
      sql: {
        engagement: 2 * minimum,
        directRequest: among('type', 'contact_form'),
        directRequestFit: 10,
        directRequestBeforeHours: 24,
      },
    },
    sales: { touch: among('type', 'call', 'meeting'), responseHours: 24 },
    nurture: { touch: among('type', 'email_click', 'webinar', 'download'), landmarkDays: 14 },
    outcome: { stage: 'customer', landmarkDays: 30 },
  };
}
