/** Finds records of a file by their numbers: the file is read again from a known place on. */
import type { ImportFile } from './import-file.ts';
import { countFields } from './read-fields.ts';
import { scanRecords, type Checkpoint } from './scan-records.ts';

/** Bytes that are read from a place on: as a rule more than lie before the next place. Long records take more. */
const READ_AHEAD = 262_144;

const LONGEST_TEXT = 2_000;
/** Cuts a text, but not within a character that is written as two. */
function cutText(text: string): string {
  return text.length <= LONGEST_TEXT ? text : text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '');
}

/** A record as it stands in its file. */
export interface Located {
  /** from 1 */
  readonly line: number;
  /** cut at 2,000 characters */
  readonly text: string;
  /** how many fields it has; null where a quote in it has no end */
  readonly fields: number | null;
}

/** Finds records in bytes that begin with record `first` on line `line` (from 0). */
function locate(
  bytes: Uint8Array,
  place: { readonly file: string; readonly first: number; readonly line: number; readonly isEnd: boolean },
  wanted: ReadonlySet<number>,
): Map<number, Located> {
  const found = new Map<number, Located>();
  let record = place.first;
  scanRecords(
    bytes,
    { file: place.file, line: place.line, isEnd: place.isEnd },
    (start, end, line, isBroken) => {
      if (wanted.has(record)) {
        // a character has at most four bytes
        const text = new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + 4 * LONGEST_TEXT)));
        found.set(record, {
          line: place.line + line + 1,
          text: cutText(text),
          fields: isBroken ? null : countFields(bytes, start, end),
        });
      }
      record++;
    },
  );
  return found;
}

/**
 * Records of a file that the database read as it is.
 * @param place one at or before the first of them
 * @param wanted numbers of records in the file, from 0
 * @returns those that were found: all of them, unless the file is another one by now
 */
export async function locateRecords(
  file: ImportFile,
  place: Checkpoint,
  wanted: ReadonlySet<number>,
): Promise<ReadonlyMap<number, Located>> {
  const { record: first, line, start } = place;
  let located: ReadonlyMap<number, Located> = new Map<number, Located>();
  for (let ahead = READ_AHEAD, end = start; located.size < wanted.size && end < file.bytes.size; ahead *= 4) {
    end = Math.min(start + ahead, file.bytes.size);
    const from = { file: file.name, first, line, isEnd: end === file.bytes.size };
    located = locate(await file.bytes.slice(start, end), from, wanted);
  }
  return located;
}
