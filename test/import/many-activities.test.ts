/** Enough activities for several slices, so that what a slice leaves to the next is tested. */
import { expect, test } from 'vitest';
import { rejectedPage } from '../../src/import/rejected-rows.ts';
import { query } from '../../src/query/query.ts';
import { ENGINES, importFiles, textFile } from './engines.ts';

const LEADS = 3_000;
const ROWS = 130_000;

/** A sequence of numbers below `bound` that looks random and is always the same. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

interface Loaded {
  readonly lead: number;
  readonly instant: number;
  readonly kind: string;
}

interface Sample {
  readonly leads: string;
  readonly activities: string;
  readonly loaded: readonly Loaded[];
  readonly rejected: Readonly<Record<string, number>>;
  readonly joined: { readonly id: number; readonly alias: number; readonly email: number };
  readonly firstRejected: { readonly line: number; readonly reason: string; readonly text: string };
  readonly lastRejected: { readonly line: number; readonly reason: string; readonly text: string };
}

function makeSample(isClean: boolean): Sample {
  const next = numbers(7);
  const leads = Array.from(
    { length: LEADS },
    (_, lead) => `L${lead},2025-01-01 00:00:00,p${lead}@example.com,old-${lead}`,
  );
  const lines: string[] = [];
  const loaded: Loaded[] = [];
  const rejected: Record<string, number> = {};
  const joined = { id: 0, alias: 0, email: 0 };
  const seen = new Set<string>();
  const rejects: { line: number; reason: string; text: string }[] = [];
  const first = Date.UTC(2025, 0, 1) / 1000;
  for (let row = 0; row < ROWS; row++) {
    const lead = next(LEADS);
    const instant = first + next(86_400 * 300);
    const text = new Date(instant * 1000).toISOString().slice(0, 19).replace('T', ' ');
    // kinds of the second half are new there
    const type = row > ROWS / 2 && next(50) === 0 ? `late ${next(9)}` : `type ${next(12)}`;
    const channel = ['web', 'email', ''][next(3)] ?? '';
    const fault = isClean ? 99 : next(100);
    const activity = fault === 0 && row > 0 ? `A${next(row)}` : `A${row}`;
    const way = isClean ? 0 : next(60);
    const id = way === 1 ? `old-${lead}` : way === 2 ? '' : fault === 1 ? 'nobody' : `L${lead}`;
    const email = way === 2 && fault !== 1 ? `P${lead}@example.com ` : '';
    const line = `${activity},${id},${email},${fault === 2 ? '' : type},${fault === 3 ? 'soon' : text},${channel}${fault === 4 ? ',more' : ''}`;
    lines.push(line);
    const reason =
      fault === 4
        ? 'malformed'
        : id === '' && email === ''
          ? 'missingId'
          : fault === 2
            ? 'missingType'
            : fault === 3
              ? 'badOccurredAt'
              : seen.has(activity)
                ? 'duplicate'
                : id === 'nobody'
                  ? 'orphan'
                  : null;
    if (reason === null || reason === 'orphan') seen.add(activity);
    if (reason === null) {
      loaded.push({ lead, instant, kind: `${type}/${channel}` });
      joined[way === 1 ? 'alias' : way === 2 ? 'email' : 'id']++;
    } else {
      rejected[reason] = (rejected[reason] ?? 0) + 1;
      rejects.push({ line: row + 2, reason, text: line });
    }
  }
  const none = { line: 0, reason: '', text: '' };
  return {
    leads: `lead_id,created_at,email,alias_ids\n${leads.join('\n')}\n`,
    activities: `activity_id,lead_id,email,type,occurred_at,channel\n${lines.join('\n')}\n`,
    loaded,
    rejected,
    joined,
    firstRejected: rejects[0] ?? none,
    lastRejected: rejects.at(-1) ?? none,
  };
}

test.each(ENGINES.flatMap(([name, open]) => [true, false].map((isClean) => [name, isClean, open] as const)))(
  '%s takes several slices, all rows good: %s',
  async (_, isClean, open) => {
    const sample = makeSample(isClean);
    const files = [textFile('leads', sample.leads), textFile('activities', sample.activities)];
    const database = await open();
    const slices = new Set<number>();
    const tables = await importFiles(database, files, {
      timeZone: 'UTC',
      onProgress: ({ phase, rows }) => phase === 'activities' && slices.add(rows),
    });
    expect(slices.size).toBeGreaterThan(1);
    expect(tables.rows.activities).toEqual({
      read: ROWS,
      loaded: sample.loaded.length,
      rejected: sample.rejected,
      joined: sample.joined,
    });
    const { columns, rows } = await database.read(
      query`SELECT position, ordinal, CAST(occurred_at AS DOUBLE) AS instant, kind FROM activities`,
    );
    const kinds = await database.read(
      query`SELECT type || '/' || coalesce(channel, '') AS text FROM kinds ORDER BY kind`,
    );
    expect(rows).toBe(sample.loaded.length);
    const position = columns['position'] as Int32Array;
    const ordinal = columns['ordinal'] as Int32Array;
    const instant = columns['instant'] as Float64Array;
    const kind = columns['kind'] as Int32Array;
    const different = sample.loaded.findIndex(
      (expected, row) =>
        position[row] !== row ||
        ordinal[row] !== expected.lead ||
        instant[row] !== expected.instant ||
        kinds.columns['text']?.[kind[row] ?? -1] !== expected.kind,
    );
    expect(different).toBe(-1);
    if (!isClean) {
      const count = Object.values(sample.rejected).reduce((sum, rejected) => sum + rejected, 0);
      const name = { file: 'activities.csv' };
      expect(await rejectedPage(database, files, 0, 1)).toMatchObject([{ ...name, ...sample.firstRejected }]);
      expect(await rejectedPage(database, files, count - 1, 9)).toMatchObject([
        { ...name, ...sample.lastRejected },
      ]);
      expect(await rejectedPage(database, files, count, 9)).toEqual([]);
    }
    await database.close();
  },
  120_000,
);
