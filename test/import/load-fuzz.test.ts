/**
 * Files that were broken on their way, loaded whole: they are read with every row accounted for, or refused with a
 * reason. `FUZZ_RUNS` sets how many, `FUZZ_START` where they begin; a run is the same for the same number.
 */
import { availableParallelism } from 'node:os';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openNodeDatabase } from '../../src/database/node-database.ts';
import { LoadError } from '../../src/import/load-error.ts';
import type { GivenFile } from '../../src/import/prepare-files.ts';
import { DEFAULT_REQUEST } from '../../src/model/metrics-request.ts';
import { openSession, type Session } from '../../src/workspace/session.ts';
import { countRecords } from '../support/count-records.ts';
import { givenFile, withFiles } from '../support/load-files.ts';
import { MUCH_LATER } from '../support/load-texts.ts';
import { STYLES, type MatrixTable } from '../support/matrix/cells.ts';
import type { Layout } from '../support/matrix/columns.ts';
import { LAYOUTS, layoutTables } from '../support/matrix/layouts.ts';
import {
  CONTAINERS,
  isDelimited,
  isText,
  writeTable,
  type ContainerName,
} from '../support/matrix/write-table.ts';
import { MUTATIONS, seeded } from '../support/mutate.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 40);
const START = Number(process.env['FUZZ_START'] ?? 0);
/** Seconds that a load may take, on a machine that does other things too. */
const LONGEST = 10;

const CONTAINER_NAMES = Object.keys(CONTAINERS) as ContainerName[];
/** Layouts whose readers have most to do; the contract's own is the one that the database reads itself. */
const FUZZED = ['contract', 'contract', 'German', 'HubSpot', 'Marketo', 'Salesforce'];

const pick = <Value>(list: readonly Value[], random: () => number): Value =>
  list[Math.floor(random() * list.length)] as Value;

interface Case {
  readonly what: string;
  readonly files: readonly GivenFile[];
  /** the broken file, as it is now */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly container: ContainerName;
}

function makeCase(seed: number): Case {
  const random = seeded(seed);
  const layout = pick(FUZZED, random);
  // half of them are plain text, where most goes wrong
  const container = random() < 0.4 ? ',' : pick(CONTAINER_NAMES, random);
  const style =
    layout === 'contract' ? 'ISO, local' : pick(['ISO, Z', 'dd.mm.yyyy', 'm/d/yyyy'] as const, random);
  const tables = layoutTables(LAYOUTS[layout] as Layout, STYLES[style]).map((table): MatrixTable => ({
    ...table,
    rows: table.rows.slice(0, 25),
  }));
  const encoding = isText(container)
    ? pick(['utf-8', 'utf-8', 'utf-16le', 'windows-1252'] as const, random)
    : 'utf-8';
  const bytes = tables.map((table) => writeTable(table, container, encoding, '\n'));
  const broken = Math.floor(random() * tables.length);
  const kinds = Object.keys(MUTATIONS);
  const used: string[] = [];
  let changed = bytes[broken] as Uint8Array;
  for (let count = random() < 0.6 ? 1 : 3; count > 0; count--) {
    const kind = pick(kinds, random);
    used.push(kind);
    changed = MUTATIONS[kind]?.(changed, random, bytes[(broken + 1) % 4] as Uint8Array) ?? changed;
  }
  const files = tables.map(({ name }, place) =>
    givenFile(
      `${name}.${CONTAINERS[container]}`,
      new Uint8Array(place === broken ? changed : (bytes[place] as Uint8Array)),
    ),
  );
  const name = files[broken]?.name ?? '';
  return { what: `${seed}: ${name}, ${used.join(', ')}`, files, name, bytes: changed, container };
}

/** Everything that a load must be able to say of its rows. */
async function checkRows(session: Session, { name, bytes, container, what }: Case): Promise<void> {
  const { summary } = session;
  for (const [table, counts] of Object.entries(summary.rows)) {
    const rejected = Object.values<number>(counts.rejected).reduce((sum, count) => sum + count, 0);
    expect(counts.loaded + rejected, `${what}: ${table}`).toBe(counts.read);
    const ofFiles = summary.files.filter((file) => file.table === table);
    expect(
      ofFiles.reduce((sum, { read }) => sum + read, 0),
      `${what}: ${table}`,
    ).toBe(counts.read);
  }
  const rejected = await session.rejectedRows(0, 10_000);
  expect(rejected, what).toHaveLength(summary.files.reduce((sum, file) => sum + file.rejected, 0));
  for (const { line } of rejected) expect(line, what).toBeGreaterThan(0);
  const own = summary.files.filter((file) => file.name === name);
  const read = new Set(own.map((file) => file.read + file.others));
  expect(read.size, what).toBeLessThan(2);
  const source = summary.sources.find((one) => one.name === name);
  if (source === undefined || source.format !== 'csv' || !isDelimited(container) || own.length === 0) return;
  const text = new TextDecoder(source.encoding ?? 'utf-8').decode(
    source.compression === 'gzip' ? gunzipSync(bytes) : bytes,
  );
  // such texts may be read by other rules for quotes
  if (text.includes('\\') || /(^|[,;|\t\r\n]) *'/.test(text)) return;
  const named = (own[0]?.read ?? 0) + (own[0]?.others ?? 0) + source.skippedLines;
  expect(named + (source.headerLine === null ? 0 : 1), what).toBe(
    countRecords(text, source.delimiter ?? ','),
  );
}

/** Whether a file was loaded; an error that is none of ours, or rows that nobody names, fail the test. */
async function load(one: Case): Promise<boolean> {
  const started = performance.now();
  try {
    await withFiles(one.files, async (session) => {
      await checkRows(session, one);
      await session.metrics(DEFAULT_REQUEST, session.summary.model);
    });
    return true;
  } catch (error) {
    if (error instanceof LoadError) return false;
    throw new Error(`${one.what}: ${String(error)}`, { cause: error });
  } finally {
    expect((performance.now() - started) / 1000, one.what).toBeLessThan(LONGEST);
  }
}

test(
  `${RUNS} broken files are read or refused, and what was loaded before stays`,
  async () => {
    const database = await openNodeDatabase();
    try {
      const files = layoutTables(LAYOUTS['contract'] as Layout, STYLES['ISO, local']).map((table) =>
        givenFile(`${table.name}.csv`, writeTable(table, ',', 'utf-8', '\n')),
      );
      const order = { name: 'before', files, modelText: null, timeZone: 'UTC', now: MUCH_LATER };
      const before = await openSession(database, order);
      const figures = await before.metrics(DEFAULT_REQUEST, before.summary.model);
      let loaded = 0;
      const faults: string[] = [];
      for (let seed = START; seed < START + RUNS; seed++) {
        try {
          if (await load(makeCase(seed))) loaded++;
        } catch (error) {
          faults.push(error instanceof Error ? error.message : String(error));
        }
      }
      expect(faults).toEqual([]);
      // most files that were hurt a little are read, and some are refused
      expect(loaded).toBeGreaterThan(RUNS / 3);
      if (RUNS > 50) expect(loaded).toBeLessThan(RUNS);
      expect(await before.metrics(DEFAULT_REQUEST, before.summary.model)).toEqual(figures);
    } finally {
      await database.close();
    }
  },
  (60 + RUNS) * 2000 * (availableParallelism() < 3 ? 2 : 1),
);
