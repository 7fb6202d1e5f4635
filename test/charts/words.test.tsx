import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BreakdownTable } from '../../src/charts/breakdown-table/breakdown-table.tsx';
import { FunnelChart } from '../../src/charts/funnel/funnel-chart.tsx';
import { MonthlyFlow } from '../../src/charts/monthly-flow/monthly-flow.tsx';
import { StepTrend } from '../../src/charts/step-trend/step-trend.tsx';
import { LanguageProvider, type Language } from '../../src/components/language.tsx';
import type { MetricsDocument } from '../../src/model/metrics-document.ts';
import { caseDocument } from './cases.ts';
import { documentOf, simulatedDocument } from './simulated-document.ts';

function markup(language: Language, chart: ReactNode): string {
  return renderToStaticMarkup(<LanguageProvider language={language}>{chart}</LanguageProvider>);
}

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll('&#x27;', "'");
const titleOf = (html: string) => textOf(/<h2[^>]*>(.*?)<\/h2>/.exec(html)?.[1] ?? '').trim();

const DOCUMENTS: readonly (readonly [string, MetricsDocument])[] = [
  ...[
    'random-104',
    'random-105',
    'random-103',
    'random-100',
    'edges',
    'open-leads-count',
    'skipped-stages',
    'clock-change',
  ].map((name) => [name, caseDocument(name)] as const),
  ['simulated', simulatedDocument({ leads: 3000, days: 540, seed: 7 })],
  ['nobody', documentOf([], { days: 100 })],
];
const ROWS = DOCUMENTS.flatMap(([name, document]) =>
  (['en', 'de'] as const).map((language) => [name, language, document] as const),
);

test.each(ROWS)(
  'every chart of %s in %s has whole sentences, and no figure that is none',
  (name, language, document) => {
    const baseline = name === 'random-104' ? caseDocument('random-105') : null;
    const column = Object.keys(document.breakdowns ?? {})[0] ?? 'source';
    for (const chart of [
      <FunnelChart key="funnel" document={document} baseline={baseline} />,
      <StepTrend key="trend" document={document} baseline={baseline} cohortBy="created" />,
      <MonthlyFlow key="flow" document={document} baseline={baseline} />,
      <BreakdownTable key="breakdown" document={document} column={column} />,
    ]) {
      const html = markup(language, chart);
      if (html === '') continue;
      expect(textOf(html)).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
      expect(html).not.toMatch(/NaN|Infinity/);
      expect(titleOf(html)).toMatch(/^[^a-zäöü].{20,}[^.]\.$/u);
      expect(html).toMatch(/<table|ui-empty/);
    }
  },
);

test('the numbers behind a funnel are in its tables in full', () => {
  const document = caseDocument('random-104');
  const html = markup('en', <FunnelChart document={document} baseline={null} />);
  const [, tables = ''] = html.split('funnel-tables');
  const text = textOf(tables);
  for (const stage of ['lead', 'mql', 'sql', 'opportunity', 'customer'] as const) {
    expect(text).toContain(String(document.funnel?.entered[stage]));
  }
  for (const step of document.funnel?.steps.filter(({ from }) => from !== 'lead') ?? []) {
    if (step.from === 'sql' && step.to === 'customer') continue;
    expect(text).toContain(`${step.converted} of ${step.eligible}`);
  }
  expect(text).toContain('Direct request');
});

test('a funnel says what changed against the baseline, in words and with a sign', () => {
  const document = caseDocument('random-104');
  const text = (language: Language) =>
    textOf(markup(language, <FunnelChart document={document} baseline={caseDocument('random-105')} />));
  expect(text('en')).toContain('+30 against 52');
  expect(text('de')).toContain('+30 gegenüber 52');
  expect(text('en')).toContain('−38 against 137');
});

test('rates of few leads are said to be few', () => {
  const text = textOf(
    markup('en', <FunnelChart document={caseDocument('open-leads-count')} baseline={null} />),
  );
  expect(text).toContain('Only 7 leads here');
  expect(text).toContain('too few to say');
  expect(text).not.toContain('Opportunities');
  expect(text).toContain('Nobody entered Opportunity or Customer');
});

test('a trend that cannot be told from chance gives its reason instead of an empty axis', () => {
  const html = markup(
    'de',
    <StepTrend document={caseDocument('edges')} baseline={null} cohortBy="created" />,
  );
  expect(textOf(html)).toContain('Zu wenige Leads für eine Aussage');
  expect(html).not.toContain('trend-plot');
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'a column called %s is a column like any other',
  (column) => {
    const document = simulatedDocument({ leads: 600, days: 300, seed: 7 });
    const table = (of: MetricsDocument) => markup('en', <BreakdownTable document={of} column={column} />);
    // the figures of another column, as while this one is on its way
    expect(table(document)).toBe('');
    const rows = document.breakdowns?.['source'] ?? [];
    const named = { ...document, breakdowns: Object.fromEntries([[column, rows]]) };
    expect(textOf(table(named))).toContain(rows[0]?.value ?? 'nothing');
  },
);

test.each([
  ['en', '“a,b” has'],
  ['de', '„a,b“ hat'],
] as const)('in %s a column under its own name stands in quotes', (language, begin) => {
  const document = simulatedDocument({ leads: 600, days: 300, seed: 7 });
  const [row] = document.breakdowns?.['source'] ?? [];
  if (row === undefined) throw new Error('no rows');
  const single = { ...document, breakdowns: { 'a,b': [row] } };
  expect(titleOf(markup(language, <BreakdownTable document={single} column="a,b" />))).toMatch(
    new RegExp(`^${begin}`),
  );
});
