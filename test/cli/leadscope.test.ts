import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentDifferences } from '../support/document-differences.ts';
import { referenceCases } from '../support/reference-cases.ts';
import { runMain } from '../support/run-main.ts';
import { PROJECT } from '../support/source-files.ts';

let folder = '';
const inFolder = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadscope-cli-'));
  const file = (name: string, text: string) => writeFileSync(inFolder(name), text);
  file(
    'leads.csv',
    'lead_id,created_at,source,customer_at\na,2025-01-10,web,2025-03-01\nb,2025-01-12,fair,\nc,2025-02-01,web,\n',
  );
  file('activities.csv', 'lead_id,type,occurred_at\na,form_fill,2025-01-11\nb,call,2025-01-13\n');
  file('empty.csv', '');
  file('semicolons.csv', 'lead_id;created_at\na;2025-01-10\n');
  file('page.csv', '<!doctype html><html><body>Sign in</body></html>');
  file('table.csv', '<html><body><table><tr><td>Lead ID</td></tr></table></body></html>');
  file('deals.csv', 'Deal ID,Deal Stage,Contact Email,Created,Amount\n1,Won,a@x.com,2025-01-10,5\n');
  file('no-dates.csv', 'lead_id,name\na,A\n');
  file('broken.json', '{ "version": 1,\n  oops }');
  file('odd.json', '{ "version": 1, "name": "x", "timeZone": "UTC", "surprise": 1 }');
  mkdirSync(inFolder('folder.csv'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('what goes wrong is said in one line', () => {
  test.each([
    [['metricks'], 'there is no command "metricks" (commands: metrics, inspect, snapshot)'],
    [['metrics'], '--leads FILE or --file FILE is required'],
    [['metrics', '--file', 'page.csv'], ': this is a web page'],
    [
      ['metrics', '--file', 'table.csv'],
      ': this is a web page with a table, whatever its name says; open it in Excel',
    ],
    [['metrics', '--file', 'deals.csv'], 'there is no file of leads; with --leads'],
    [['metrics', '--leads', 'no-dates.csv'], 'none says when a lead or a deal was created'],
    [['metrics', '--leads', 'leads.csv', '--date-order', 'ymd'], '--date-order must be dmy or mdy'],
    [['inspect'], 'a FILE is required'],
    [['metrics', '--leads', 'nowhere.csv'], 'nowhere.csv: there is no such file'],
    [['metrics', '--leads', 'folder.csv'], 'folder.csv: this is a folder'],
    [['metrics', '--leads', 'empty.csv'], 'empty.csv: the file is empty'],
    [['metrics', '--leads', 'no-dates.csv'], 'line 1: the header has no column "created_at"'],
    [['metrics', '--leads', 'leads.csv', '--model', 'nowhere.json'], 'nowhere.json: there is no such file'],
    [['metrics', '--leads', 'leads.csv', '--model', 'broken.json'], 'broken.json: line 2: this is not JSON'],
    [
      ['metrics', '--leads', 'leads.csv', '--model', 'odd.json'],
      'odd.json: fit: missing key "fit" (and 3 more)',
    ],
    [['metrics', '--leads', 'leads.csv', '--by', 'colour'], '--by colour: the leads have no such column'],
    [
      ['metrics', '--leads', 'leads.csv', '--by', '@persona:mood'],
      '--by @persona:mood: the leads have no such',
    ],
    [['snapshot'], '--data DIR is required'],
    [['snapshot', '--data', '.'], 'manifest.json: there is no such file'],
  ])('%j', async (argv, line) => {
    const paths = argv.map((argument) =>
      /\.(csv|json)$|^\.$/.test(argument) ? inFolder(argument) : argument,
    );
    const { code, stdout, stderr } = await runMain(paths);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(line);
    expect(stderr).toMatch(/^leadscope: [^\n]+\n$/);
  });

  test('a failure that nobody foresaw too', async () => {
    const openDatabase = () => Promise.reject(new Error('out of luck\n    at somewhere'));
    const outcome = await runMain(['metrics', '--leads', inFolder('leads.csv')], { openDatabase });
    expect(outcome).toEqual({
      code: 2,
      stdout: '',
      stderr: 'leadscope: unexpected failure: out of luck at somewhere\n',
    });
  });
});

test.each([
  [['--help'], 'Commands'],
  [[], 'Commands'],
  [['metrics', '--help'], '--sweep MIN:MAX:STEP'],
  [['metrics', '--leads', 'nowhere.csv', '-h'], '--leads FILE'],
  [['snapshot', '--help'], '--data DIR'],
])('help: %j', async (argv, text) => {
  const { code, stdout, stderr } = await runMain(argv);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(text);
});

test('without a model the starter model is named, in the zone of the machine', async () => {
  const { code, stdout, stderr } = await runMain(
    [
      'metrics',
      '--leads',
      inFolder('leads.csv'),
      '--activities',
      inFolder('activities.csv'),
      '--basis',
      'recorded',
    ],
    { timeZone: () => 'Europe/Berlin' },
  );
  expect(code, stderr).toBe(0);
  expect(stderr).toContain('no --model given, scored by the starter model');
  const document = JSON.parse(stdout);
  expect(document.asOf).toBe('2025-02-28T23:00:00.000Z');
  expect(document.funnel.entered).toEqual({ lead: 3, mql: 0, sql: 0, opportunity: 0, customer: 1 });
});

describe('figures held against others', () => {
  const files = () => ['--leads', inFolder('leads.csv'), '--activities', inFolder('activities.csv')];
  const web = '{"field": "source", "op": "eq", "value": "web"}';
  const run = (...argv: string[]) =>
    runMain(['metrics', ...files(), ...argv], { timeZone: () => 'Europe/Berlin' });

  test('a period and the one before, the document itself unchanged', async () => {
    const range = ['--basis', 'recorded', '--created', '2025-02-01:2025-02-28'];
    const plain = await run(...range);
    const { code, stdout, stderr } = await run(...range, '--compare', 'previous-period');
    expect(code, stderr).toBe(0);
    const { compare, ...document } = JSON.parse(stdout);
    expect(document).toEqual(JSON.parse(plain.stdout));
    expect(document.funnel.entered.lead).toBe(1);
    expect(compare).toMatchObject({
      kind: 'previousPeriod',
      leads: 'apart',
      periods: { theirs: { from: '2025-01-01', to: '2025-01-31' } },
      // 1 March, midnight in Berlin, less 28 days
      theirs: { asOf: '2025-01-31T23:00:00.000Z', basis: 'recorded' },
    });
    expect(compare.steps.at(-1)).toMatchObject({
      from: 'lead',
      to: 'customer',
      ours: { eligible: 1, converted: 0 },
      theirs: { eligible: 2, converted: 0 },
      verdict: 'tooFew',
    });
  });

  test('a filter and the rest, the recorded stages, another model', async () => {
    const rest = await run('--filter', web, '--compare', 'rest');
    const document = JSON.parse(rest.stdout);
    expect(document.funnel.entered.lead).toBe(2);
    expect(document.compare.steps[0].theirs.eligible).toBe(1);
    const recorded = await run('--compare', 'recorded');
    expect(JSON.parse(recorded.stdout).compare).toMatchObject({
      leads: 'same',
      theirs: { basis: 'recorded' },
    });
    const model = {
      version: 1,
      name: 'Everybody',
      timeZone: 'Europe/Berlin',
      fit: [],
      engagement: { rules: [] },
      stages: { mql: { fit: 0 }, sql: {} },
    };
    writeFileSync(inFolder('everybody.json'), JSON.stringify(model));
    const other = await run('--compare', inFolder('everybody.json'));
    expect(other.code, other.stderr).toBe(0);
    expect(JSON.parse(other.stdout).compare).toMatchObject({
      theirs: { model: 'Everybody' },
      steps: [{ theirs: { eligible: 3, converted: 3 }, verdict: 'definition' }, {}, {}, {}, {}, {}, {}],
    });
  });

  test('an unknown column of a filter is a warning, and nothing to compare with is a failure', async () => {
    const odd = await run('--filter', '{"field": "colour", "op": "isMissing"}');
    expect(odd.stderr).toContain('--filter: the data has no column "colour"');
    expect(JSON.parse(odd.stdout).funnel.entered.lead).toBe(3);
    for (const [argv, line] of [
      [['--created', '2025-01-01:2025-01-31', '--compare', 'previous-period'], 'lies before the first lead'],
      [['--basis', 'recorded', '--compare', 'recorded'], 'on basis recorded already'],
      [['--compare', inFolder('nowhere.json')], 'nowhere.json: there is no such file'],
      [['--compare', inFolder('odd.json')], 'odd.json: fit: missing key "fit"'],
    ] as const) {
      const { code, stdout, stderr } = await run(...argv);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.split('\n').at(-2)).toMatch(/^leadscope: /);
      expect(stderr).toContain(line);
    }
  });
});

test('the snapshot answers the request with which the data set opens', async () => {
  const manifest = {
    version: 1,
    name: 'Three leads',
    leads: ['leads.csv'],
    activities: ['activities.csv'],
    stageHistory: [],
    opportunities: [],
    snapshot: 'snapshot.json',
    loadedAt: '2025-02-10T00:00:00Z',
  };
  let written: unknown = null;
  writeFileSync(inFolder('manifest.json'), JSON.stringify(manifest));
  const { code, stderr } = await runMain(['snapshot', '--data', folder], {
    timeZone: () => 'UTC',
    writeText: (path, text) => {
      expect(path).toBe(inFolder('snapshot.json'));
      written = JSON.parse(text);
      return Promise.resolve();
    },
  });
  expect(code, stderr).toBe(0);
  expect(written).toMatchObject({
    version: 1,
    request: { basis: 'recorded', asOf: null, breakdowns: ['source'], windowDays: null },
    // The sale of March lies after the moment of loading.
    document: {
      asOf: '2025-02-01T00:00:00.000Z',
      basis: 'recorded',
      funnel: { entered: { lead: 3, customer: 0 } },
    },
  });
  expect(Object.keys((written as { document: object }).document)).toContain('incidence');
});

describe('as a program', () => {
  /** Runs npm as a person does, from a folder inside the project. */
  function npm(
    argv: readonly string[],
    cwd: string,
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    return new Promise((resolve) => {
      const command = ['run', '-s', 'leadscope', '--', ...argv];
      const shell = process.platform === 'win32';
      const child = execFile('npm', command, { cwd, shell, maxBuffer: 2 ** 26 }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  }

  const some = referenceCases().filter(({ name }) =>
    ['clock-change', 'half-life', 'random-103'].includes(name),
  );

  test.each(some)('npm run -s leadscope: $name', async ({ argv, expected, folder: cwd }) => {
    const named = argv.map((argument) => (argument.startsWith(cwd) ? relative(cwd, argument) : argument));
    const { code, stdout } = await npm(named, cwd);
    expect(code).toBe(0);
    expect(documentDifferences(JSON.parse(stdout), expected)).toEqual([]);
  });

  test('exit code 2 and one line', async () => {
    const { code, stdout, stderr } = await npm(['metrics', '--leads', 'nowhere.csv'], PROJECT);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n').filter((line) => line.startsWith('leadscope: '))).toEqual([
      'leadscope: nowhere.csv: there is no such file',
    ]);
  });
});

test('a file with semicolons is read, and inspected', async () => {
  const loaded = await runMain(['metrics', '--file', inFolder('semicolons.csv')]);
  expect(loaded.code).toBe(0);
  expect(JSON.parse(loaded.stdout).rows.leads).toMatchObject({ read: 1, loaded: 1 });
  const inspected = await runMain(['inspect', inFolder('semicolons.csv'), inFolder('page.csv')]);
  expect(inspected.code).toBe(0);
  expect(JSON.parse(inspected.stdout).files).toMatchObject([
    {
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      headerLine: 1,
      rows: 1,
      table: 'leads',
      mapping: { lead_id: 'lead_id', created_at: 'created_at' },
      problems: [],
    },
    { format: null, table: null, rows: 0, problems: [{ reason: expect.stringContaining('web page') }] },
  ]);
});

describe('what is assumed of a file', () => {
  const mixed = [
    'Lead ID,Email,Created Date,MQL Date',
    ...Array.from({ length: 8 }, (_, row) => `${row},a${row}@x.com,05/${13 + row}/2024,2024-07-01`),
    ...Array.from({ length: 3 }, (_, row) => `m${row},b${row}@x.com,${13 + row}/05/2024,`),
    'o,c@x.com,05/06/2024,',
  ].join('\n');
  const metrics = async (name: string, text: string, ...more: readonly string[]) => {
    writeFileSync(inFolder(name), text);
    const { code, stderr } = await runMain(['metrics', '--file', inFolder(name), ...more]);
    expect(code).toBe(0);
    return stderr.split('\n').filter((line) => line.includes(name));
  };

  test('is said on standard error, one line each', async () => {
    expect(await metrics('mixed.csv', mixed)).toEqual([
      expect.stringMatching(
        /^leadscope: warning: .*"Created Date" holds dates in both orders: 3 rows .*, 8 .*, so 1 more/,
      ),
    ]);
    const open = 'Lead ID,Email,Created Date\n1,a@x.com,05/06/2024\n2,b@x.com,07/06/2024\n';
    expect(await metrics('open.csv', open)).toEqual([
      expect.stringContaining(
        'dates of "Created Date" can be read in two ways ("05/06/2024"): assumed month first',
      ),
    ]);
    expect(await metrics('open.csv', open, '--date-order', 'dmy')).toEqual([]);
    expect(await metrics('plain.csv', 'lead_id,created_at\na,2025-01-01\n')).toEqual([]);
  });

  test('inspect and metrics say the same of all of a file, not of its beginning alone', async () => {
    const rows = Array.from({ length: 50 }, (_, row) =>
      row === 30 ? 'x,2024-01-012024-02-01' : `L${row},${row < 45 ? '2024-01-15' : '15.01.2024'},2024-02-01`,
    );
    writeFileSync(inFolder('late.csv'), `lead_id,created_at,mql_at\n${rows.join('\n')}\n`);
    const inspected = await runMain(['inspect', inFolder('late.csv')]);
    const [file] = JSON.parse(inspected.stdout).files;
    expect(file).toMatchObject({
      rows: 50,
      notes: [
        { code: 'noHistory' },
        { code: 'lateDates', detail: 'created_at', counts: { rows: 5, line: 47 } },
      ],
      problems: [{ line: 32, reason: 'malformed: 2 fields, where there are 3 columns' }],
      mappingDocument: { dateOrder: { created_at: 'dmy' } },
    });
    const outcome = await runMain(['metrics', '--file', inFolder('late.csv')]);
    expect(JSON.parse(outcome.stdout).rows.leads).toMatchObject({
      read: 50,
      loaded: 49,
      rejected: { malformed: 1 },
    });
    expect(outcome.stderr).toContain(
      'from line 47 on, 5 dates of "created_at" are not written as year-month-day',
    );
  });
});
