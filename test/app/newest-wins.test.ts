import { expect, test } from 'vitest';
import { newestWins } from '../../src/app/newest-wins.ts';

/** Answers by hand and paints by hand, and notes what happens. */
function bench() {
  const asked: number[] = [];
  const committed: string[] = [];
  const failed: unknown[] = [];
  const open: { resolve: (answer: string) => void; reject: (error: unknown) => void }[] = [];
  const frames: (() => void)[] = [];
  const line = newestWins<number, string>(
    (question) => {
      asked.push(question);
      return new Promise((resolve, reject) => open.push({ resolve, reject }));
    },
    (answer) => committed.push(answer),
    (error) => failed.push(error),
    (paint) => frames.push(paint),
  );
  const settle = async (end: (call: (typeof open)[number]) => void) => {
    const call = open.shift();
    if (call === undefined) throw new Error('nothing was asked');
    end(call);
    await new Promise((done) => setTimeout(done));
  };
  return {
    line,
    asked,
    committed,
    failed,
    frames,
    answer: (text: string) => settle((call) => call.resolve(text)),
    fail: (error: unknown) => settle((call) => call.reject(error)),
    paint: () => frames.splice(0).forEach((frame) => frame()),
  };
}

test('one in flight, and of those that wait only the newest', async () => {
  const b = bench();
  b.line.ask(1);
  b.line.ask(2);
  b.line.ask(3);
  expect(b.asked).toEqual([1]);
  await b.answer('one');
  expect(b.asked).toEqual([1, 3]);
  await b.answer('three');
  expect(b.asked).toEqual([1, 3]);
  b.line.ask(4);
  expect(b.asked).toEqual([1, 3, 4]);
});

test('one commit in a frame, and it is the newest', async () => {
  const b = bench();
  b.line.ask(1);
  b.line.ask(2);
  await b.answer('one');
  await b.answer('two');
  expect(b.committed).toEqual([]);
  expect(b.frames).toHaveLength(1);
  b.paint();
  expect(b.committed).toEqual(['two']);
  b.line.ask(3);
  await b.answer('three');
  b.paint();
  expect(b.committed).toEqual(['two', 'three']);
});

test('after a stop nothing comes, and what is asked next does', async () => {
  const b = bench();
  b.line.ask(1);
  b.line.stop();
  await b.answer('one');
  b.paint();
  expect(b.committed).toEqual([]);
  b.line.ask(2);
  await b.answer('two');
  b.line.stop();
  b.paint();
  expect(b.committed).toEqual([]);
  b.line.ask(3);
  await b.answer('three');
  b.paint();
  expect(b.committed).toEqual(['three']);
});

test('an error does not end the line', async () => {
  const b = bench();
  b.line.ask(1);
  b.line.ask(2);
  await b.fail('no');
  expect(b.failed).toEqual(['no']);
  await b.answer('two');
  b.paint();
  expect(b.committed).toEqual(['two']);
});
