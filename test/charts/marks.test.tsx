import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BreakdownTable } from '../../src/charts/breakdown-table/breakdown-table.tsx';
import { CohortHeat } from '../../src/charts/cohort-heat/cohort-heat.tsx';
import { FunnelChart } from '../../src/charts/funnel/funnel-chart.tsx';
import { FunnelTable } from '../../src/charts/funnel/funnel-table.tsx';
import { funnelLayout } from '../../src/charts/funnel/layout.ts';
import { MonthlyFlow } from '../../src/charts/monthly-flow/monthly-flow.tsx';
import { OpenAgesChart } from '../../src/charts/open-ages/open-ages.tsx';
import { StageStock } from '../../src/charts/stage-stock/stage-stock.tsx';
import { StepTrend } from '../../src/charts/step-trend/step-trend.tsx';
import { TimeToConvertChart } from '../../src/charts/time-to-convert/time-to-convert.tsx';
import { makeFormat } from '../../src/components/format.ts';
import { LanguageProvider } from '../../src/components/language.tsx';
import { LeadsLinkContext } from '../../src/components/leads-link.tsx';
import type { Mark } from '../../src/model/mark.ts';
import type { MetricsDocument } from '../../src/model/metrics-document.ts';
import { DEFAULT_REQUEST, SECTIONS, type MetricsRequest } from '../../src/model/metrics-request.ts';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import { KeyFigures } from '../../src/pages/funnel/key-figures.tsx';
import { StageSection } from '../../src/pages/time-in-stage/stage-section.tsx';
import { givenFile, withFiles } from '../support/load-files.ts';
import { SAMPLE } from '../support/sample.ts';

const text = (name: string) => readFileSync(join(SAMPLE, name), 'utf8');
const SECTIONS_DRAWN = SECTIONS.filter((section) => section !== 'sweep');
const REQUESTS: readonly MetricsRequest[] = [
  { ...DEFAULT_REQUEST, sections: SECTIONS_DRAWN, breakdowns: ['source'] },
  {
    ...DEFAULT_REQUEST,
    sections: SECTIONS_DRAWN,
    breakdowns: ['@route'],
    basis: 'recorded',
    windowDays: 30,
    cohortBy: 'entry',
    cohortUnit: 'quarter',
  },
];

interface Link {
  readonly mark: Mark;
  readonly says: string;
}

/** Links of a chart: what their text says, or their label where they are bars. */
function linksOf(chart: ReactNode): Link[] {
  const hrefOf = (mark: Mark) => `#${encodeURIComponent(JSON.stringify(mark))}`;
  const html = renderToStaticMarkup(
    <LanguageProvider language="en">
      <LeadsLinkContext value={hrefOf}>{chart}</LeadsLinkContext>
    </LanguageProvider>,
  );
  return [...html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)].map(([, attributes = '', content = '']) => ({
    mark: JSON.parse(decodeURIComponent(/href="#([^"]*)"/.exec(attributes)?.[1] ?? '')) as Mark,
    says: /aria-label="([^"]*)"/.exec(attributes)?.[1] ?? content.replaceAll(/<[^>]+>/g, '').trim(),
  }));
}

function charts(document: MetricsDocument, request: MetricsRequest): ReactNode[] {
  const column = request.breakdowns[0] as string;
  const common = { document, baseline: null };
  const funnel = funnelLayout(document, null);
  return [
    <KeyFigures key="key" {...common} pending={false} />,
    <FunnelChart key="funnel" {...common} />,
    funnel === null ? null : <FunnelTable key="table" layout={funnel} document={document} />,
    <StepTrend key="trend" {...common} cohortBy={request.cohortBy} />,
    <MonthlyFlow key="flow" {...common} />,
    <BreakdownTable key="breakdown" document={document} column={column} />,
    <CohortHeat key="heat" document={document} cohortBy={request.cohortBy} />,
    <StageStock key="stock" document={document} />,
    <OpenAgesChart key="ages" document={document} />,
    <TimeToConvertChart key="took" document={document} />,
    ...(document.timeInStage ?? []).map((figures) => (
      <StageSection
        key={figures.stage}
        figures={figures}
        curve={null}
        end={30}
        other={null}
        pending={false}
      />
    )),
  ];
}

test.each(REQUESTS)(
  'every number that is a link opens as many leads as it says: $basis',
  async (request) => {
    const model = JSON.parse(text('scoring-model.json')) as ScoringModel;
    const format = makeFormat('en', 'UTC');
    const names = ['leads.csv', 'activities.csv', 'opportunities.csv'];
    await withFiles(
      names.map((name) => givenFile(name, text(name))),
      async (session) => {
        const document = await session.metrics(request, model);
        const behind = async (mark: Mark) => (await session.leadsBehind(request, model, mark)).length;
        const seen = new Map<string, number>();
        const wrong: string[] = [];
        for (const chart of charts(document, request)) {
          const links = linksOf(chart);
          expect(links.length).toBeGreaterThan(0);
          for (const { mark, says } of links) {
            const { figure } = mark;
            seen.set(figure.of, (seen.get(figure.of) ?? 0) + 1);
            const count = await behind(mark);
            const isRate = figure.of === 'step' && says.includes('%');
            const whole =
              isRate || figure.of === 'convertedWithin'
                ? await behind({
                    ...mark,
                    figure: {
                      of: 'step',
                      from: figure.from,
                      to: figure.to,
                      count: isRate ? 'eligible' : 'entered',
                    },
                  })
                : 0;
            const expected = whole > 0 ? format.rate(count / whole).replace('%', '') : format.count(count);
            const numbers = says.match(/\d[\d,.]*/g) ?? [];
            if (!numbers.some((number) => number.replace(/[.,]$/, '') === expected)) {
              wrong.push(`${JSON.stringify(mark)} says “${says}”, opens ${expected}`);
            }
          }
        }
        expect(wrong).toEqual([]);
        expect([...seen.keys()]).toEqual(
          expect.arrayContaining(['step', 'entered', 'stay', 'convertedWithin', 'took', 'openAge', 'stock']),
        );
      },
      { model },
    );
  },
  120_000,
);

test('where nothing says where the lists are, numbers are text', () => {
  const html = renderToStaticMarkup(
    <LanguageProvider language="en">
      <LeadsLinkContext value={() => null}>
        <StageSection
          figures={{
            stage: 'mql',
            entered: 40,
            advanced: 30,
            skippedAhead: 0,
            lost: 4,
            reopened: 0,
            open: 6,
            meanDays: 4,
            medianDays: 3,
            p75Days: 5,
            p90Days: 9,
            advancedByDay: {},
            medianDaysToAdvance: 4,
          }}
          curve={null}
          end={30}
          other={null}
          pending={false}
        />
      </LeadsLinkContext>
    </LanguageProvider>,
  );
  expect(html).toContain('30');
  expect(html).not.toMatch(/<a\b/);
});
