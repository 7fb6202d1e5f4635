import { expect, test } from 'vitest';
import { createTurns, leadListOf, pagesOf, type LeadListParts } from '../../src/app/leads.ts';
import { DEFAULT_VIEW } from '../../src/app/view-parts.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScoringModel } from '../../src/model/scoring-model.ts';
import { SAMPLE } from '../support/sample.ts';

test('pages of the rows in sight, and always the first', () => {
  expect(pagesOf(0, 40)).toEqual([0]);
  expect(pagesOf(90, 130)).toEqual([0, 1]);
  expect(pagesOf(250, 299)).toEqual([0, 2]);
  expect(pagesOf(250, 300)).toEqual([0, 2, 3]);
  expect(pagesOf(-3, -1)).toEqual([0]);
  expect(pagesOf(999_970, 999_999)).toEqual([0, 9999]);
});

/** Work that ends when it is told to. */
function openWork() {
  const started: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, (error) => (error === undefined ? resolve(name) : reject(error)));
    });
  };
  return { started, work, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('one piece of work at a time, the one asked for last goes first', async () => {
  const turns = createTurns();
  const { started, work, end } = openWork();
  const { signal } = new AbortController();
  const all = ['first', 'second', 'third'].map((name) => turns(signal, work(name)));
  expect(started).toEqual(['first']);
  end('first');
  await settled();
  expect(started).toEqual(['first', 'third']);
  end('third');
  await settled();
  end('second');
  expect(await Promise.all(all)).toEqual(['first', 'second', 'third']);
});

test('what nobody wants any more is never begun', async () => {
  const turns = createTurns();
  const { started, work, end } = openWork();
  const kept = new AbortController();
  const passed = new AbortController();
  const first = turns(kept.signal, work('first'));
  const left = turns(passed.signal, work('left'));
  const last = turns(kept.signal, work('last'));
  passed.abort();
  await expect(left).rejects.toThrow(/abort/i);
  end('first');
  await first;
  await settled();
  end('last');
  await last;
  expect(started).toEqual(['first', 'last']);
  await expect(turns(passed.signal, work('late'))).rejects.toThrow(/abort/i);
  expect(started).toEqual(['first', 'last']);
});

test('work that fails lets the next one in', async () => {
  const turns = createTurns();
  const { started, work, end } = openWork();
  const { signal } = new AbortController();
  const failing = turns(signal, work('failing'));
  const next = turns(signal, work('next'));
  end('failing', new Error('no page'));
  await expect(failing).rejects.toThrow('no page');
  await settled();
  end('next');
  expect(await next).toBe('next');
  expect(started).toEqual(['failing', 'next']);
});

const parts: LeadListParts = {
  dataKey: 'a',
  model: JSON.parse(readFileSync(join(SAMPLE, 'scoring-model.json'), 'utf8')) as ScoringModel,
  view: DEFAULT_VIEW,
  changes: null,
  exclusions: [],
  search: '',
  columns: ['lead_id'],
};

test('other columns keep the order of a list, everything else makes another one', () => {
  const list = leadListOf(parts);
  const wider = leadListOf({ ...parts, columns: ['lead_id', '@stage'] });
  expect(wider.order).toBe(list.order);
  expect(wider.key).not.toBe(list.key);
  const others: Partial<LeadListParts>[] = [
    { search: 'meyer' },
    { changes: { mqlEngagement: 12 } },
    { view: { ...DEFAULT_VIEW, mark: { figure: { of: 'entered', stage: 'mql' } } } },
    { view: { ...DEFAULT_VIEW, sort: { column: '@fit', descending: true } } },
    { view: { ...DEFAULT_VIEW, filters: [{ column: 'source', op: 'is', values: ['web'] }] } },
    { view: { ...DEFAULT_VIEW, windowDays: 30 } },
    {
      exclusions: [{ name: 'staff', on: true, filters: [{ column: 'source', op: 'is', values: ['staff'] }] }],
    },
  ];
  const orders = others.map((other) => leadListOf({ ...parts, ...other }).order);
  expect(new Set([list.order, ...orders]).size).toBe(others.length + 1);
});

test('a list is asked for under the minimums of the view', () => {
  const { request } = leadListOf({ ...parts, changes: { mqlEngagement: 12 } });
  expect(request.model.stages.mql.engagement).toBe(12);
  expect(leadListOf(parts).request.model).toBe(parts.model);
});
