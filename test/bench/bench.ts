/**
 * `npm run bench`: how fast the product is on this machine. Writes a data set, loads it natively and in the built app,
 * compares the answers, and only then prints times beside their goals. A slow machine is no failure.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { serveFolder } from '../../src/cli/serve.mjs';
import { benchModel, MQL_SHARE } from './bench-model.ts';
import { checkAnswers } from './checks.ts';
import { loadInChromium, type ChromiumLoad } from './chromium-load.ts';
import { visit, type FirstVisit } from './first-visit.ts';
import { measuredLines, type Measured } from './measured-lines.ts';
import type { NativeLoad, NativeOrder } from './native-load.ts';
import { size, table } from './report.ts';
import { writeSyntheticData, type SyntheticData } from './synthetic-data.ts';
import { pointsTicks, thresholdTicks } from './ticks.ts';

const HELP = `Measures loading, the engine, the page under the hand, bytes and memory.

Usage: npm run bench [-- --size N]

  --size N    leads: a number, or one with k or m (default 100k); there are ten times as many activities

Exit code 0, or 2 when an answer differs. A slow machine never fails.
`;
const SEED = 20_260_101;
const VISITS = 5;
const TICKS = 60;
/** Engagement minimum with which the data are loaded before it is known which one suits them. */
const ANY_MINIMUM = 40;
/** Load of a machine on which times can be trusted. */
const CALM = 0.5;
const MOST_DIFFERENCES = 10;

/** Where things are. */
export interface Places {
  /** the project's folder */
  readonly root: string;
  /** script that carries out a `NativeOrder`: order file, answer file */
  readonly nativeProgram: string;
  /** folder that the app is built into */
  readonly appFolder: string;
}

const run = promisify(execFile);
const say = (text: string): void => void process.stdout.write(`${text}\n`);
/** What is being done, for those who wait; gone when the figures come. */
const doing = (text: string): void => void process.stderr.write(`… ${text}\n`);

function readLeads(text: string): number | null {
  const [, digits, unit = ''] = /^(\d{1,8})([km]?)$/i.exec(text) ?? [];
  const leads = Number(digits) * ({ k: 1000, m: 1_000_000 }[unit.toLowerCase()] ?? 1);
  return leads >= 1000 && leads <= 9_999_999 ? leads : null;
}

async function buildApp({ root, appFolder }: Places): Promise<void> {
  const { NODE_ENV: _, ...env } = process.env;
  await run(process.execPath, ['src/cli/build.mjs', '--out', appFolder], { cwd: root, env });
}

/** Everything that one run of the bench found out. */
interface Run extends Measured {
  readonly written: SyntheticData;
  /** bytes of CSV */
  readonly bytes: number;
  readonly calibrated: { readonly minimum: number; readonly share: number };
  /** of the machine, before the bench began */
  readonly load: number;
}

/** Native loads and loads in Chromium take turns, so that both meet the same machine. */
async function measure(leads: number, places: Places, folder: string): Promise<Run> {
  const load = loadavg()[0] ?? 0;
  const paths = { leads: join(folder, 'leads.csv'), activities: join(folder, 'activities.csv') };
  const modelPath = join(folder, 'model.json');
  const loadNatively = async (order: Omit<NativeOrder, 'leads' | 'activities'>): Promise<NativeLoad> => {
    const [orderFile, answerFile] = [join(folder, 'order.json'), join(folder, 'answer.json')];
    writeFileSync(orderFile, JSON.stringify({ ...paths, ...order } satisfies NativeOrder));
    await run(process.execPath, [places.nativeProgram, orderFile, answerFile]);
    return JSON.parse(readFileSync(answerFile, 'utf8')) as NativeLoad;
  };

  doing('building the app');
  await buildApp(places);
  doing('writing data');
  const written = await writeSyntheticData(paths, leads, SEED);
  doing('loading natively, and finding the minimum');
  const first = await loadNatively({ model: benchModel(ANY_MINIMUM), mqlShare: MQL_SHARE });
  if (first.calibrated === null) throw new Error('No minimum was found');
  const model = benchModel(first.calibrated.minimum);
  writeFileSync(modelPath, JSON.stringify(model));

  const server = await serveFolder({ folder: places.appFolder, mount: '/reports/leads/' });
  const loadInPage = (withHand: boolean): Promise<ChromiumLoad> =>
    loadInChromium(server.url, [paths.leads, paths.activities, modelPath], withHand);
  try {
    doing('loading in Chromium, and moving the sliders');
    const used = await loadInPage(true);
    if (used.hand === null) throw new Error('No slider was moved');
    const { model: opened } = used.opened;
    const { onScreen } = used.hand;
    const questions = used.hand.answers.map(({ question }) => question);
    const ticks = [...thresholdTicks(opened, used.hand.ranges, TICKS), ...pointsTicks(opened)];
    doing('loading natively, and ticking');
    const ticked = await loadNatively({
      model,
      opening: used.opened,
      ticks: ticks.map((tick) => ({ request: onScreen, model: tick.model })),
      questions,
    });
    doing('loading in Chromium');
    const second = await loadInPage(false);
    doing('loading natively');
    const fresh = await loadNatively({ model, questions, plain: true });
    doing('loading in Chromium');
    const third = await loadInPage(false);
    doing('visiting for the first time');
    const visits: FirstVisit[] = [];
    for (let count = 0; count < VISITS; count++) visits.push(await visit(server.url));
    return {
      native: { calibrating: first, ticked, fresh },
      inChromium: { used: { ...used, hand: used.hand }, others: [second, third] },
      visits,
      ticks,
      appFolder: places.appFolder,
      written,
      bytes: statSync(paths.leads).size + statSync(paths.activities).size,
      calibrated: first.calibrated,
      load,
    };
  } finally {
    await server.close();
  }
}

/** Says what was run, then whether the answers are right, and only then what was measured. */
function report(found: Run): number {
  const { written, calibrated, load } = found;
  say(
    `${written.leads.toLocaleString('en')} leads, ${written.activities.toLocaleString('en')} activities (${size(found.bytes)} of CSV), ` +
      `${written.requests.toLocaleString('en')} leads with a direct request; seed ${SEED}`,
  );
  say(
    `Chromium ${found.inChromium.used.version}, Node ${process.versions.node}, ${availableParallelism()} cores, load ${load.toFixed(1)} before` +
      (load > CALM ? ' (others work on this machine: read the ratios, not the times)' : ''),
  );
  say(
    `An engagement minimum of ${calibrated.minimum} makes ${(100 * calibrated.share).toFixed(2)} % of the leads MQL`,
  );
  const checks = checkAnswers(found);
  say('\nAnswers');
  for (const { what, differences } of checks) {
    say(`  ${differences.length === 0 ? 'ok     ' : 'DIFFERS'} ${what}`);
    for (const difference of differences.slice(0, MOST_DIFFERENCES)) say(`          ${difference}`);
  }
  if (checks.some(({ differences }) => differences.length > 0)) return 2;
  for (const { title, lines } of measuredLines(found)) say(`\n${title}\n${table(lines)}`);
  say('\nThe goals are meant for a million leads on two cores with nothing else to do.');
  return 0;
}

/**
 * Runs the bench.
 * @returns exit code
 */
export async function main(argv: readonly string[], places: Places): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      size: { type: 'string', default: '100k' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const leads = readLeads(values.size);
  if (leads === null) {
    process.stderr.write(`bench: --size ${values.size}: from 1k to 9999k leads, as in 100k or 1m\n`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'leadscope-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return report(await measure(leads, places, folder));
}
