/** The company's scoring model, as marketing and sales agreed on it by feel. */

/** @type {import('../../src/model/scoring-model.ts').ScoringModel} */
export const MODEL = {
  version: 1,
  name: 'Musterwerk scoring 2025',
  timeZone: 'Europe/Berlin',
  fit: [
    {
      id: 'industry',
      criterion: 'industry',
      label: 'Right industry',
      when: {
        field: 'industry',
        op: 'in',
        value: [
          'Mechanical engineering',
          'Automotive',
          'Chemicals',
          'Food & beverage',
          'Packaging',
          'Electronics',
        ],
      },
      points: 20,
    },
    {
      id: 'budget',
      criterion: 'budget',
      label: 'Budget of 20,000 or more',
      when: { field: 'budget', op: 'gte', value: 20_000 },
      points: 15,
    },
    {
      id: 'authority',
      criterion: 'authority',
      label: 'Decides',
      when: { field: 'seniority', op: 'in', value: ['C-Level', 'VP', 'Director', 'Head of department'] },
      points: 15,
    },
    {
      id: 'learner',
      criterion: 'authority',
      label: 'Student or intern',
      when: { field: 'seniority', op: 'in', value: ['Student', 'Intern'] },
      points: -25,
    },
  ],
  engagement: {
    decay: { halfLifeDays: 30 },
    rules: [
      {
        id: 'page_view',
        label: 'Page view',
        when: { field: 'type', op: 'eq', value: 'page_view' },
        points: 1,
        limit: { times: 3, per: 'day' },
        group: 'web',
      },
      {
        id: 'pricing',
        label: 'Pricing page',
        when: {
          all: [
            { field: 'type', op: 'eq', value: 'page_view' },
            { field: 'content', op: 'startsWith', value: 'pricing' },
          ],
        },
        points: 5,
        limit: { times: 1, per: 'day' },
        group: 'web',
      },
      {
        id: 'careers',
        label: 'Careers page',
        when: {
          all: [
            { field: 'type', op: 'eq', value: 'page_view' },
            { field: 'content', op: 'startsWith', value: 'careers' },
          ],
        },
        points: -8,
        limit: { times: 1, per: 'day' },
      },
      {
        id: 'email_open',
        label: 'E-mail opened',
        when: { field: 'type', op: 'eq', value: 'email_open' },
        points: 1,
        limit: { times: 4, per: 'month' },
        group: 'email',
      },
      {
        id: 'email_click',
        label: 'E-mail clicked',
        when: { field: 'type', op: 'eq', value: 'email_click' },
        points: 4,
        limit: { times: 2, per: 'week' },
        group: 'email',
      },
      {
        id: 'download',
        label: 'Download',
        when: { field: 'type', op: 'eq', value: 'download' },
        points: 8,
        limit: { times: 3, per: 'month' },
      },
      {
        id: 'trade_fair',
        label: 'Talk at a trade fair',
        when: { field: 'type', op: 'eq', value: 'trade_fair' },
        points: 10,
        limit: { times: 1, per: 'month' },
      },
      {
        id: 'webinar',
        label: 'Webinar attended',
        when: { field: 'type', op: 'eq', value: 'webinar' },
        points: 15,
        limit: { times: 2, per: 'month' },
      },
      {
        id: 'product_tour',
        label: 'Product tour or trial',
        when: { field: 'type', op: 'in', value: ['product_tour', 'trial'] },
        points: 20,
        limit: { times: 2, per: 'month' },
      },
      {
        id: 'request',
        label: 'Asked for sales',
        when: { field: 'type', op: 'in', value: ['contact_form', 'inbound_call'] },
        points: 30,
        limit: { times: 1, per: 'week' },
      },
      {
        id: 'unsubscribe',
        label: 'Unsubscribed',
        when: { field: 'type', op: 'eq', value: 'unsubscribe' },
        points: -20,
        limit: { times: 1, per: 'lead' },
      },
    ],
    groups: { web: { max: 30 }, email: { max: 20 } },
  },
  stages: {
    mql: { fit: 20, engagement: 20 },
    sql: {
      fit: 20,
      engagement: 55,
      directRequest: { field: 'type', op: 'in', value: ['contact_form', 'inbound_call'] },
      directRequestFit: 0,
      directRequestBeforeHours: 24,
    },
  },
  sales: { touch: { field: 'type', op: 'in', value: ['call', 'meeting'] }, responseHours: 24 },
  nurture: {
    touch: { field: 'type', op: 'in', value: ['email_click', 'download', 'webinar', 'product_tour'] },
    landmarkDays: 14,
  },
  outcome: { stage: 'customer', withinDays: 180, landmarkDays: 30 },
};
