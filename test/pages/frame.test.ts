import { expect, test } from 'vitest';
import { makeFormat } from '../../src/components/format.ts';
import { VOCABULARY } from '../../src/components/vocabulary.ts';
import { filterSentence, toggleValue } from '../../src/pages/frame/filter-control.tsx';
import { FRAME_WORDS } from '../../src/pages/frame/words.ts';

test('values go into a filter and out of it', () => {
  const one = toggleValue([], 'source', 'web');
  expect(one).toEqual([{ column: 'source', values: ['web'] }]);
  const two = toggleValue(toggleValue(one, 'source', null), 'country', 'DE');
  expect(two).toEqual([
    { column: 'source', values: ['web', null] },
    { column: 'country', values: ['DE'] },
  ]);
  expect(toggleValue(two, 'source', 'web')[0]).toEqual({ column: 'source', values: [null] });
  expect(toggleValue(two, 'country', 'DE')).toEqual([{ column: 'source', values: ['web', null] }]);
});

test('a filter is said in plain words', () => {
  const say = (language: 'en' | 'de', values: readonly (string | null)[]) =>
    filterSentence(
      { column: 'source', values },
      FRAME_WORDS[language],
      makeFormat(language, 'UTC'),
      VOCABULARY[language],
    );
  expect(say('en', ['web'])).toBe('Source is web');
  expect(say('de', ['web', 'messe', null])).toBe('Quelle ist web, messe oder (ohne Angabe)');
  expect(say('en', ['a', 'b', 'c', 'd'])).toBe('Source is a or 3 others');
});
