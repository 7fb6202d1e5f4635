/** `leadscope metrics`: files in, one metrics document out. */
import { isVirtualColumn } from '../engine/breakdowns.ts';
import type { Breakdown } from '../model/metrics-request.ts';
import type { DataSetSummary } from '../workspace/workspace.ts';
import { commandFailure } from './command-failure.ts';
import { compareWith, unknownFilterFields } from './compare-option.ts';
import type { Effects } from './effects.ts';
import { readMetricsOrder } from './metrics-order.ts';
import { openFiles } from './open-files.ts';
import { assumptionLines } from './assumptions.ts';
import { FILE_HELP } from './options.ts';

/** Text of `leadscope metrics --help`. */
export const METRICS_HELP = `Prints the figures of a data set as one JSON document.

Usage: npm run -s leadscope -- metrics --leads FILE [OPTION]…

${FILE_HELP}
  --model FILE             scoring model (JSON); without it the starter model, named on standard error

What is asked
  --as-of INSTANT          how the data stood then: 2025-01-31 (midnight in the model's zone) or 2025-01-31T12:00:00Z;
                           default: the latest instant in the data
  --basis model|recorded   stage entries by the scoring model (default) or as the CRM recorded them
  --window DAYS            count conversions within so many days, of leads old enough for it
  --by COLUMN              break down by a column; may be given more than once; also @route, @stage, @personaYes,
                           @persona:CRITERION, @fitGrade, @trigger
  --cohort-unit month|week|quarter
  --cohort-by created|entry
  --sweep MIN:MAX:STEP     try these engagement minimums of the MQL stage
  --created FROM:TO        only leads created on these days: 2025-01-01:2025-03-31
  --filter JSON            only leads that meet a condition: {"field": "source", "op": "eq", "value": "web"}
  --compare WHAT           hold the figures against others, as "compare" in the document; WHAT is
                             previous-period  the days of creation before those of --created; without it the last full
                                              cohort period against the one before
                             last-year        the same days of the year before
                             FROM:TO          other days of creation
                             recorded         the stages that the CRM recorded
                             rest             the leads that do not meet --filter
                             FILE             another scoring model (JSON)
  -h, --help

Diagnostics go to standard error. Exit code 0, or 2 after one line that says what is wrong.
`;

function checkBreakdowns(names: readonly Breakdown[], summary: DataSetSummary): void {
  const columns = summary.leadColumns.map(({ name }) => name);
  for (const name of names) {
    if (typeof name !== 'string' || columns.includes(name) || isVirtualColumn(name, summary.model)) continue;
    throw commandFailure(`--by ${name}: the leads have no such column (columns: ${columns.join(', ')})`);
  }
}

function sayAboutModel({ model, modelIsStarter, modelWarnings }: DataSetSummary, effects: Effects): void {
  if (modelIsStarter)
    effects.stderr(`leadscope: no --model given, scored by the starter model "${model.name}"\n`);
  for (const { place, kind, field } of modelWarnings) {
    const what =
      kind === 'unknownField' ? `the data has no column "${field ?? ''}"` : 'matches nothing in the data';
    effects.stderr(`leadscope: warning: ${place}: ${what}\n`);
  }
}

/** Lines about files that are said. */
const MOST_LINES = 20;

function sayAboutFiles(sources: DataSetSummary['sources'], effects: Effects): void {
  const lines = sources.flatMap(assumptionLines);
  for (const line of lines.slice(0, MOST_LINES)) effects.stderr(`leadscope: ${line}\n`);
  const rest = lines.length - MOST_LINES;
  if (rest > 0) effects.stderr(`leadscope: and ${rest} more of these; see them with "inspect"\n`);
}

/**
 * Runs the command.
 * @throws a command failure for options, files or a model that make no sense
 */
export async function runMetrics(argv: readonly string[], effects: Effects): Promise<void> {
  const { files, reading, modelPath, request, compared } = readMetricsOrder(argv);
  const opened = await openFiles({ files, reading, modelPath, now: effects.now() }, effects);
  try {
    const { summary } = opened.session;
    const asked = request(summary.timeZone);
    checkBreakdowns(asked.breakdowns, summary);
    sayAboutModel(summary, effects);
    sayAboutFiles(summary.sources, effects);
    for (const field of unknownFilterFields(asked.filter, summary))
      effects.stderr(`leadscope: warning: --filter: the data has no column "${field}"\n`);
    const document = await opened.session.metrics(asked, summary.model);
    const compare =
      compared === null ? {} : { compare: await compareWith(compared, asked, opened.session, effects) };
    effects.stdout(`${JSON.stringify({ ...document, ...compare }, null, 1)}\n`);
  } finally {
    await opened.close();
  }
}
