import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSavedStore, EMPTY_SAVED, LONGEST_SAVED } from '../../src/app/saved-state.ts';
import { createUndoStore } from '../../src/app/undo.ts';
import { createViewStore, type LinkPlace } from '../../src/app/view.ts';

function place(): LinkPlace {
  let hash = '';
  const set = (next: string): void => void (hash = next);
  return { hash: () => hash, push: set, replace: set, listen: () => undefined };
}

function storage(first: string | null = null) {
  let text = first;
  return { getItem: () => text, setItem: (_: string, next: string) => void (text = next) };
}

function stores() {
  const view = createViewStore(place());
  const saved = createSavedStore(() => storage());
  return { view, saved, undo: createUndoStore(view, saved) };
}

const exclusion = (name: string) =>
  ({ name, filters: [{ column: 'company', op: 'is', values: [name] }], on: true }) as const;

test('changes of the view and of what is kept are undone and redone in their order', () => {
  const { view, saved, undo } = stores();
  expect(undo.get()).toEqual({ canUndo: false, canRedo: false });
  view.navigate({ windowDays: 30 });
  saved.set({ exclusions: [exclusion('Acme')] });
  view.navigate({ windowDays: 90 });
  undo.undo();
  expect(view.get().view.windowDays).toBe(30);
  undo.undo();
  expect(saved.get().exclusions).toEqual([]);
  expect(view.get().view.windowDays).toBe(30);
  undo.undo();
  expect(view.get().view.windowDays).toBeNull();
  expect(undo.get()).toEqual({ canUndo: false, canRedo: true });
  undo.redo();
  undo.redo();
  expect(saved.get().exclusions).toHaveLength(1);
  view.navigate({ basis: 'recorded' });
  expect(undo.get()).toEqual({ canUndo: true, canRedo: false });
});

test('where the reader looks is no change, and a burst is one', () => {
  const { view, undo } = stores();
  view.navigate({ page: 'data' });
  view.navigate({ page: 'leads', lead: 3 });
  expect(undo.get().canUndo).toBe(false);
  view.navigate({ filters: [{ column: 'a', op: 'is', values: ['1'] }] });
  view.navigate({ filters: [{ column: 'a', op: 'is', values: ['1', '2'] }] }, { replace: true });
  undo.undo();
  expect(view.get().view.filters).toEqual([]);
  expect(view.get().view.page).toBe('leads');
});

test('after any changes, undoing all and redoing all comes back to the same states', () => {
  const change = fc.oneof(
    fc.record({ windowDays: fc.constantFrom(null, 14, 30, 90) }),
    fc.record({ basis: fc.constantFrom('model' as const, 'recorded' as const) }),
    fc.record({ exclusions: fc.constantFrom([], [exclusion('a')], [exclusion('b')]) }),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const { view, saved, undo } = stores();
      const now = (): string => JSON.stringify([view.get().view, saved.get()]);
      const states = [now()];
      for (const one of changes) {
        if ('exclusions' in one) saved.set(one);
        else view.navigate(one);
        if (now() !== states.at(-1)) states.push(now());
      }
      const seen = [now()];
      while (undo.get().canUndo) {
        undo.undo();
        if (now() !== seen.at(-1)) seen.push(now());
      }
      expect(seen.toReversed()).toEqual(states);
      while (undo.get().canRedo) undo.redo();
      expect(now()).toBe(states.at(-1));
    }),
  );
});

test("what lies in the browser is read as a stranger's", () => {
  const read = (text: string | null) => createSavedStore(() => storage(text)).get();
  const good = { ...EMPTY_SAVED, exclusions: [exclusion('Acme')] };
  expect(read(JSON.stringify(good))).toEqual(good);
  for (const text of [
    null,
    '{',
    '[]',
    JSON.stringify({ ...good, more: 1 }),
    JSON.stringify({ ...good, exclusions: [{ ...exclusion('a'), filters: [] }] }),
    JSON.stringify({ ...good, annotations: [{ day: 'soon', text: 'x' }] }),
    ' '.repeat(LONGEST_SAVED) + JSON.stringify(good),
  ])
    expect(read(text)).toEqual(EMPTY_SAVED);
  const refused = createSavedStore(() => {
    throw new Error('no storage');
  });
  refused.set({ annotations: [{ day: '2024-01-31', text: 'fair' }] });
  expect(refused.get().annotations).toHaveLength(1);
});
