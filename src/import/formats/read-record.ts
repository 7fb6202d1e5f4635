/**
 * Takes the records of a text apart, by the rule of `scan-records.ts` for any dialect: a quoted field begins with a quote
 * that only spaces part from the field's start, and ends with a quote that only spaces part from the next delimiter or
 * line end; where it has no such end, its record is broken and ends with the line of that quote. A quote anywhere else
 * stands for itself. Empty lines are no records.
 */
import type { Cell } from '../row-source.ts';
import { BAD_BYTES } from './decode-text.ts';
import { failure } from './failure.ts';
import { LONGEST_RECORD } from './limits.ts';

/** How a text writes its table. */
export interface Dialect {
  /** one character; a space stands for any number of them */
  readonly delimiter: string;
  readonly quote: '"' | "'";
  /** how a quote inside of quotes is written */
  readonly escape: 'doubled' | 'backslash';
}

/** A record of a text. */
export interface TextRecord {
  /** from 1 */
  readonly line: number;
  /** null: broken */
  readonly cells: readonly Cell[] | null;
  readonly quoted: number;
  /** an empty line stands before it */
  readonly isAfterBlank: boolean;
  readonly raw: string;
}

/** Reads records from text that comes in parts. */
export interface RecordReader {
  /**
   * The records that are whole by now.
   * @param isEnd no text follows
   * @throws LoadError `lineTooLong` where a line has no end
   */
  push(text: string, isEnd: boolean): TextRecord[];
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const BACKSLASH = 92;

function countLines(text: string, start: number, end: number): number {
  let lines = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code === LF || (code === CR && text.charCodeAt(index + 1) !== LF)) lines++;
  }
  return lines;
}

/** A reader of records that begins at the first line of a text. */
export function recordReader(file: string, { delimiter, quote, escape }: Dialect): RecordReader {
  const delimiterCode = delimiter.charCodeAt(0);
  const quoteCode = quote.charCodeAt(0);
  const isSpaced = delimiter === ' ';
  const isDoubled = escape === 'doubled';
  const escaped = isDoubled
    ? new RegExp(quote + quote, 'g')
    : new RegExp(`\\\\([\\s\\S])|${quote}${quote}`, 'g');
  const unescape = (text: string): string =>
    isDoubled
      ? text.replace(escaped, quote)
      : text.replace(escaped, (_, character?: string) => character ?? quote);
  const needsUnescaping = (text: string): boolean =>
    text.includes(quote) || (!isDoubled && text.includes('\\'));
  let rest = '';
  let line = 1;
  let isAfterBlank = false;

  /** The place of the quote that ends a field; -1: there is none; -2: it may still come. */
  const closingQuote = (text: string, from: number, isEnd: boolean): number => {
    const limit = from + LONGEST_RECORD;
    let at = from;
    for (;;) {
      if (isDoubled) at = text.indexOf(quote, at);
      else {
        while (at < text.length && text.charCodeAt(at) !== quoteCode)
          at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
        if (at >= text.length) at = -1;
      }
      if (at < 0 || at > limit) return text.length > limit || isEnd ? -1 : -2;
      if (at + 1 >= text.length && !isEnd) return -2;
      if (text.charCodeAt(at + 1) !== quoteCode) return at;
      at += 2;
    }
  };

  return {
    push(text, isEnd) {
      const all = rest === '' ? text : rest + text;
      const { length } = all;
      const hasBadBytes = all.includes(BAD_BYTES);
      const records: TextRecord[] = [];
      let start = 0;
      reading: while (start < length) {
        const cells: Cell[] = [];
        let isBroken = false;
        let lines = 0;
        let quoted = 0;
        let index = start;
        for (;;) {
          if (isSpaced) while (all.charCodeAt(index) === SPACE) index++;
          let first = index;
          while (all.charCodeAt(first) === SPACE) first++;
          if (all.charCodeAt(first) === quoteCode) {
            const close = closingQuote(all, first + 1, isEnd);
            if (close === -2) break reading;
            let after = close + 1;
            if (close >= 0) {
              while (all.charCodeAt(after) === SPACE) after++;
              if (after >= length && !isEnd) break reading;
            }
            const next = close < 0 ? 0 : after >= length ? LF : all.charCodeAt(after);
            if (
              close >= 0 &&
              (next === delimiterCode || next === LF || next === CR || (isSpaced && after > close + 1))
            ) {
              const inner = all.slice(first + 1, close);
              quoted++;
              if (inner.includes('\n') || inner.includes('\r')) lines += countLines(all, first + 1, close);
              cells.push(inner === '' ? null : needsUnescaping(inner) ? unescape(inner) : inner);
              index = after;
              if (isSpaced && next !== LF && next !== CR) continue;
            } else {
              isBroken = true;
              index = first + 1;
              while (index < length && all.charCodeAt(index) !== LF && all.charCodeAt(index) !== CR) index++;
            }
          } else {
            const from = index;
            let code = 0;
            for (; index < length; index++) {
              code = all.charCodeAt(index);
              if (code === delimiterCode || code === LF || code === CR) break;
            }
            const isTail = isSpaced && index === from && cells.length > 0;
            if (!isTail) cells.push(index === from ? null : all.slice(from, index));
          }
          if (index >= length || all.charCodeAt(index) !== delimiterCode || isBroken) break;
          index++;
        }
        let next = index + 1;
        if (index >= length) {
          if (!isEnd) break;
          next = length;
        } else if (all.charCodeAt(index) === CR) {
          if (next >= length && !isEnd) break;
          if (all.charCodeAt(next) === LF) next++;
        }
        if (index > start) {
          const raw = all.slice(start, index);
          if (raw.length > LONGEST_RECORD || (hasBadBytes && raw.includes(BAD_BYTES))) isBroken = true;
          records.push({ line, cells: isBroken ? null : cells, quoted, isAfterBlank, raw });
          isAfterBlank = false;
        } else isAfterBlank = true;
        line += lines + 1;
        start = next;
      }
      rest = isEnd ? '' : all.slice(start);
      if (rest.length > 2 * LONGEST_RECORD) throw failure(file, 'lineTooLong', null, line);
      return records;
    },
  };
}
