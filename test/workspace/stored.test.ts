import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeEngine } from '../../src/engine/engine.ts';
import type { MetricsDocument } from '../../src/model/metrics-document.ts';
import { openingRequest } from '../../src/model/opening-request.ts';
import { hasAll, matchesOf, needsOf } from '../../src/workspace/kept-matches.ts';
import type { Session } from '../../src/workspace/session.ts';
import { checksum, seal, unseal } from '../../src/workspace/stored/checksum.ts';
import { packColumns, unpackColumns } from '../../src/workspace/stored/columns-file.ts';
import { packMatches, unpackMatches } from '../../src/workspace/stored/matches-file.ts';
import { readStoredFigures, type StoredFigures } from '../../src/workspace/stored/last-figures.ts';
import { StoredRefusal } from '../../src/workspace/stored/packed.ts';
import { restoreSession } from '../../src/workspace/stored/restored-session.ts';
import {
  columnsDigest,
  forgetStored,
  NoRoom,
  readStored,
  writeLast,
  writeSources,
  writeVersion,
  type ToStore,
} from '../../src/workspace/stored/store.ts';
import { withSession } from '../support/load-texts.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { randomTables, tableTexts } from '../support/random-data.ts';
import { randomModel, randomRequest } from '../support/random-model.ts';

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function figuresOf({ summary, metrics }: Session): Promise<StoredFigures> {
  const request = openingRequest(summary);
  const modelText = JSON.stringify(summary.model);
  return {
    name: summary.name,
    files: ['leads.csv'],
    timeZone: summary.timeZone,
    leads: summary.rows.leads.loaded,
    loadedAt: 1_700_000_000,
    columns: summary.leadColumns.map(({ name }) => name),
    modelText,
    opening: { request, modelText, document: await metrics(request, summary.model) },
    last: [],
  };
}

const toStore = async (session: Session): Promise<ToStore> => ({
  summary: session.summary,
  columns: session.kept.columns,
  matches: session.kept.matches,
  figures: await figuresOf(session),
  build: 'one',
  sourcesOf: null,
});

const LEADS = 'lead_id,created_at,source\n1,2024-01-01,web\n2,2024-01-02,event\n3,2024-01-03,web\n';
const ACTIVITIES =
  'lead_id,type,occurred_at,device\n1,call,2024-01-05,x\n2,call,2024-01-06,\n1,webinar,2024-01-02,y\n';
const MODEL = fc.sample(randomModel(), { seed: 7, numRuns: 1 })[0]!;
const withSmall = (task: (session: Session) => Promise<void>) =>
  withSession({ leads: LEADS, activities: ACTIVITIES }, MODEL, task);
const never = (): Promise<Session> => Promise.reject(new Error('nothing must be loaded'));

describe('checksums', () => {
  test('any change of one byte, and any other length, is seen', () => {
    const bytes = Uint8Array.from({ length: 97 }, (_, index) => (index * 7) % 256);
    const sum = checksum(bytes);
    for (let at = 0; at < bytes.length; at++) {
      for (const bit of [1, 16, 128]) {
        const other = bytes.slice();
        other[at] = (other[at] as number) ^ bit;
        expect(checksum(other)).not.toBe(sum);
      }
      expect(checksum(bytes.subarray(0, at))).not.toBe(sum);
    }
    expect(checksum(joined([new Uint8Array(1), bytes]).subarray(1))).toBe(sum);
  });

  test('a sealed value comes back, a changed one does not', () => {
    const value = { a: [1, null, 'ü'], b: { c: true } };
    const sealed = seal(value);
    expect(unseal(sealed)).toEqual(value);
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed.slice();
      other[at] = (other[at] as number) ^ 4;
      expect(unseal(other)).toBeUndefined();
      expect(unseal(sealed.subarray(0, at))).toBeUndefined();
    }
    expect(unseal(new TextEncoder().encode('<html>'))).toBeUndefined();
  });
});

test('what was stored of any data gives the same documents', async () => {
  const drawn = fc.tuple(
    randomTables().filter(({ leads }) => leads.length > 0),
    randomModel(),
    fc.array(randomRequest(), { minLength: 4, maxLength: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(drawn, ([tables, model, requests]) =>
      withSession(tableTexts(tables), model, async (session) => {
        const wanted = requests.map((request) => ({
          ...request,
          breakdowns: request.breakdowns.filter((column) => column !== '@persona:industry'),
        }));
        const documents: MetricsDocument[] = [];
        for (const request of wanted) documents.push(await session.metrics(request, model));
        const columns = unpackColumns(joined(packColumns(session.kept.columns)));
        expect(columnsDigest(columns)).toBe(columnsDigest(session.kept.columns));
        const { kept, turn } = unpackMatches(joined(packMatches(session.kept.matches, 9)), columns);
        expect(turn).toBe(9);
        const engine = makeEngine(columns, matchesOf(kept), session.summary.rows);
        wanted.forEach((request, index) => {
          expect(hasAll(kept, needsOf(request, model))).toBe(true);
          expect(JSON.stringify(engine.document(request, model))).toBe(JSON.stringify(documents[index]));
        });
      }),
    ),
    { numRuns: 15 },
  );
});

test('no file that is cut or changed anywhere is read', async () => {
  await withSmall(async ({ kept }) => {
    const columns = joined(packColumns(kept.columns));
    const matches = joined(packMatches(kept.matches, 1));
    const isPadding = (whole: Uint8Array, at: number): boolean => whole[at] === 0;
    for (let at = 0; at < columns.length; at++) {
      expect(() => unpackColumns(columns.slice(0, at))).toThrow(StoredRefusal);
      const other = columns.slice();
      other[at] = (other[at] as number) ^ 32;
      // the gaps between sections hold nothing
      if (!isPadding(columns, at)) expect(() => unpackColumns(other)).toThrow(StoredRefusal);
      else readsAlike(() => columnsDigest(unpackColumns(other)), columnsDigest(kept.columns));
    }
    for (let at = 0; at < matches.length; at++) {
      expect(() => unpackMatches(matches.slice(0, at), kept.columns)).toThrow(StoredRefusal);
      const other = matches.slice();
      other[at] = (other[at] as number) ^ 32;
      if (!isPadding(matches, at)) expect(() => unpackMatches(other, kept.columns)).toThrow(StoredRefusal);
    }
    expect(() => unpackColumns(matches)).toThrow(StoredRefusal);
    expect(() => unpackColumns(joined([columns, new Uint8Array(8)]))).toThrow(StoredRefusal);
  });
});

/** Refused, or as it was. */
function readsAlike(read: () => string, expected: string): void {
  let found = expected;
  try {
    found = read();
  } catch {
    return;
  }
  expect(found).toBe(expected);
}

test('columns that the engine could not rely on are refused, whole as their bytes may be', async () => {
  await withSmall(async ({ kept: { columns } }) => {
    const { leads, activities } = columns;
    const odd = [
      { ...columns, leads: { ...leads, createdAt: leads.createdAt.toReversed() } },
      {
        ...columns,
        leads: { ...leads, recorded: { ...leads.recorded, mql_at: new Int32Array(3).fill(-(2 ** 31)) } },
      },
      { ...columns, activities: { ...activities, start: activities.start.toReversed() } },
      { ...columns, activities: { ...activities, start: Uint32Array.of(0, 9, 3, 3) } },
      { ...columns, activities: { ...activities, kind: Uint16Array.of(0, 99, 0) } },
      { ...columns, activities: { ...activities, kindChannel: [] } },
      { ...columns, zone: { from: Float64Array.of(0), offsets: Float64Array.of(0) } },
      { ...columns, zone: { from: Float64Array.of(-Infinity), offsets: Float64Array.of(Number.NaN) } },
    ];
    for (const one of odd) expect(() => unpackColumns(joined(packColumns(one)))).toThrow(StoredRefusal);
    expect(() => unpackColumns(joined(packColumns(columns)))).not.toThrow();
  });
});

describe('a folder', () => {
  test('gives back what was written, with the files, until it is forgotten', async () => {
    await withSmall(async (session) => {
      const folder = memoryFolder();
      expect(await readStored(folder)).toBeNull();
      expect(await readStoredFigures(folder)).toBeNull();
      const version = await writeVersion(folder, await toStore(session));
      expect((await readStored(folder))?.sources).toBeNull();
      const order = {
        modelText: JSON.stringify(MODEL),
        language: null,
        timeZone: 'UTC',
        now: 1_700_000_000,
        files: [
          { name: 'leads.csv', table: 'leads' as const, mapping: null, sheet: null, size: LEADS.length },
        ],
      };
      await writeSources(folder, version, order, [new Blob([LEADS])], new AbortController().signal);

      const stored = await readStored(folder);
      expect(stored?.summary).toEqual(session.summary);
      expect(stored?.sources?.order).toEqual(order);
      expect(await stored?.sources?.files[0]?.text()).toBe(LEADS);
      expect(columnsDigest(stored!.columns!)).toBe(columnsDigest(session.kept.columns));
      expect(await readStoredFigures(folder)).toEqual(await figuresOf(session));

      const restored = restoreSession(stored!.summary, stored!.columns!, stored!.matches, null, never);
      const request = openingRequest(session.summary);
      expect(await restored.metrics(request, MODEL)).toEqual(await session.metrics(request, MODEL));
      expect(await restored.scoreRange(MODEL)).toEqual(await session.scoreRange(MODEL));

      await forgetStored(folder);
      expect(folder.files.size).toBe(0);
      expect(await readStored(folder)).toBeNull();
    });
  });

  test('a page that goes away at any byte of a writing leaves what was there, or what is new', async () => {
    await withSmall(async (session) => {
      const first = await toStore(session);
      const second = { ...first, build: 'two', summary: { ...session.summary, name: 'second' } };
      const whole = memoryFolder();
      await writeVersion(whole, first);
      whole.endAfter = 1e9;
      await writeVersion(whole, second);
      const bytes = 1e9 - whole.endAfter;
      const seen = new Set<string>();
      for (let end = 0; end <= bytes; end += Math.max(1, Math.floor(bytes / 150))) {
        const folder = memoryFolder();
        await writeVersion(folder, first);
        folder.endAfter = end;
        await writeVersion(folder, second).catch(() => undefined);
        const stored = await readStored(folder);
        expect(stored?.columns).not.toBeNull();
        seen.add(String(stored?.build));
        expect(stored?.build).toBe(stored?.summary.name === 'second' ? 'two' : 'one');
        folder.endAfter = Infinity;
        await writeVersion(folder, second);
        expect((await readStored(folder))?.build).toBe('two');
        expect(folder.files.size).toBe(4);
      }
      expect(seen.has('one')).toBe(true);
    });
  });

  test('torn or odd files are left out; without columns and files there is nothing', async () => {
    await withSmall(async (session) => {
      const folder = memoryFolder();
      const version = await writeVersion(folder, await toStore(session));
      await writeLast(folder, version, 1, session.kept.matches, {
        ...(await figuresOf(session)),
        name: 'later',
      });
      expect((await readStoredFigures(folder))?.name).toBe('later');
      expect((await readStored(folder))?.turn).toBe(1);
      const cut = (name: string): void => void folder.files.set(name, folder.files.get(name)!.slice(0, -3));
      cut(`${version}.figures-1`);
      expect((await readStoredFigures(folder))?.name).toBe('test');
      cut(`${version}.matches-1`);
      expect((await readStored(folder))?.matches.lead.size).toBe(session.kept.matches.lead.size);
      cut(`${version}.matches-0`);
      expect((await readStored(folder))?.matches.lead.size).toBe(0);
      cut(`${version}.columns`);
      expect(await readStored(folder)).toBeNull();
      folder.files.set('7.manifest', new TextEncoder().encode('junk'));
      folder.files.set('odd name', new Uint8Array(3));
      expect(await readStoredFigures(folder)).not.toBeNull();
      cut(`${version}.manifest`);
      expect(await readStoredFigures(folder)).toBeNull();
    });
  });

  test('without room nothing is stored, and without room for files they are left out', async () => {
    await withSmall(async (session) => {
      const folder = memoryFolder();
      folder.free = 100;
      await expect(writeVersion(folder, await toStore(session))).rejects.toBeInstanceOf(NoRoom);
      folder.free = 1e6;
      const version = await writeVersion(folder, await toStore(session));
      const order = { modelText: null, language: null, timeZone: 'UTC', now: 1, files: [] };
      const large = [new Blob([new Uint8Array(1_000_000)])];
      expect(await writeSources(folder, version, order, large, new AbortController().signal)).toBe(false);
      expect((await readStored(folder))?.columns).not.toBeNull();
    });
  });
});

test('a restored session has the files loaded once, at the first question that needs them', async () => {
  await withSmall(async (session) => {
    const stored = await toStore(session);
    let loads = 0;
    const restored = restoreSession(stored.summary, stored.columns, stored.matches, null, () => {
      loads++;
      return loads === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(session);
    });
    const plain = openingRequest(session.summary);
    await restored.metrics(plain, MODEL);
    expect(loads).toBe(0);
    const byLead = { ...plain, breakdowns: ['lead_id'] };
    const before = stored.matches.column.has('lead_id');
    expect(before).toBe(false);
    await expect(restored.metrics(byLead, MODEL)).rejects.toThrow('gone');
    const [one, two] = await Promise.all([
      restored.metrics(byLead, MODEL),
      restored.columnValues('source', '', 9),
    ]);
    expect(loads).toBe(2);
    expect(Object.keys(one.breakdowns ?? {})).toEqual(['lead_id']);
    expect(two.map(({ value, leads }) => [value, leads])).toEqual([
      ['web', 2],
      ['event', 1],
    ]);
  });
});
