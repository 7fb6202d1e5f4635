/** Answers are compared before a time is said. */
import type { MetricsDocument, RowCounts } from '../../src/model/metrics-document.ts';
import { documentDifferences } from '../support/document-differences.ts';
import { allLoads, type Measured } from './measured-lines.ts';
import type { SyntheticData } from './synthetic-data.ts';

/** Something that must hold, and where it does not. */
export interface Check {
  readonly what: string;
  readonly differences: readonly string[];
}

function rowDifferences(rows: RowCounts, written: SyntheticData, where: string): string[] {
  return (['leads', 'activities'] as const).flatMap((table) =>
    (['read', 'loaded'] as const).flatMap((count) =>
      rows[table][count] === written[table]
        ? []
        : [`${where}: ${table} ${count} ${rows[table][count]}, written ${written[table]}`],
    ),
  );
}

/** Compares what was written with what was loaded, and the answers of Chromium with the native ones. */
export function checkAnswers(found: Measured & { readonly written: SyntheticData }): Check[] {
  const { written } = found;
  const { native, inChromium } = allLoads(found);
  const { answers } = found.inChromium.used.hand;
  const fresh = found.native.fresh.answers;
  const versus = (
    name: string,
    documents: readonly MetricsDocument[],
    expected: readonly MetricsDocument[],
  ) =>
    documents.length === expected.length && documents.length > 0
      ? documents.flatMap((document, index) =>
          documentDifferences(document, expected[index]).map(
            (difference) => `${name} ${index}: ${difference}`,
          ),
        )
      : [`${documents.length} answers against ${expected.length}`];
  const mqls = (document: MetricsDocument): string =>
    (document.funnel?.entered.mql ?? NaN).toLocaleString('en-GB');
  return [
    {
      what: 'every row that was written is loaded, natively and in Chromium',
      differences: [
        ...native.flatMap(({ rows }) => rowDifferences(rows, written, 'native')),
        ...inChromium.flatMap(({ rows }) => rowDifferences(rows, written, 'Chromium')),
      ],
    },
    {
      what: `figures under the hand in Chromium equal native ones (${answers.length} documents)`,
      differences: versus(
        'Chromium',
        answers.map(({ document }) => document),
        fresh,
      ),
    },
    {
      what: 'figures after hundreds of ticks equal those of an engine that was asked nothing before',
      differences: versus('ticked', found.native.ticked.answers, fresh),
    },
    {
      what: 'the page shows the figures that it was given',
      differences: answers.flatMap(({ document, mqlText }) =>
        mqlText === mqls(document) ? [] : [`shown "${mqlText}", answered "${mqls(document)}"`],
      ),
    },
  ];
}
