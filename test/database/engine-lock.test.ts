import { expect, test } from 'vitest';
import { engineError, isFatal } from '../../src/database/engine-lock.ts';

test.each([
  ['Catalog Error: Table with name t does not exist!', false],
  ['Out of Memory Error: could not allocate block of size 256.0 KiB', false],
  ['Invalid Error: NotFoundError: A requested file could not be found', false],
  ['TransactionContext Error: Current transaction is aborted', false],
  ['INTERNAL Error: Attempted to access index 5 within vector of size 5', true],
  ['FATAL Error: Failed: database has been invalidated', true],
  ['memory access out of bounds', true],
  ['function signature mismatch', true],
  ['unreachable', true],
  ['Array buffer allocation failed', true],
  ['_setThrew is not defined', true],
])('%s', (message, fatal) => {
  expect(isFatal(engineError(new Error(message)).message)).toBe(fatal);
});

test('an error that comes while an answer is fetched is unwrapped', () => {
  const wrap = (text: string): Error =>
    new Error(JSON.stringify({ exception_type: 'Invalid Input', exception_message: text }));
  const inner = 'Conversion Error: Could not convert\n\nLINE 1: …';
  expect(
    engineError(wrap(`Attempting to execute an unsuccessful or closed pending query result\nError: ${inner}`))
      .message,
  ).toBe(inner);
  expect(engineError(wrap('plain')).message).toBe('Invalid Input Error: plain');
  expect(engineError('no error at all').message).toBe('no error at all');
});
