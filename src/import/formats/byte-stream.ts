/** Bytes of a file in their order, packed or not: what the readers of texts are given. */
import type { FileBytes } from '../import-file.ts';

/** Some bytes. */
export interface ByteChunk {
  readonly bytes: Uint8Array;
  /** bytes of the stored file that were read so far */
  readonly read: number;
}

/** Bytes from the first to the last; every call of `chunks` begins anew. */
export interface ByteStream {
  chunks(): AsyncIterable<ByteChunk>;
}

const READ_AT_ONCE = 1_048_576;

/** Bytes of a chunk: few, so that the rows made of them are gone again before they are many. */
export const CHUNK = 131_072;

/** The bytes of a file as they are stored. */
export function storedStream(file: FileBytes): ByteStream {
  return {
    async *chunks() {
      for (let start = 0; start < file.size; start += READ_AT_ONCE) {
        const bytes = await file.slice(start, Math.min(start + READ_AT_ONCE, file.size));
        for (let at = 0; at < bytes.length; at += CHUNK) {
          const chunk = bytes.subarray(at, at + CHUNK);
          yield { bytes: chunk, read: start + at + chunk.length };
        }
      }
    },
  };
}

/** The first bytes, and whether there are no more. */
export async function readHead(
  stream: ByteStream,
  length: number,
): Promise<{ readonly bytes: Uint8Array; readonly isEnd: boolean }> {
  const parts: Uint8Array[] = [];
  let filled = 0;
  let isEnd = true;
  for await (const { bytes } of stream.chunks()) {
    if (filled >= length && bytes.length > 0) {
      isEnd = false;
      break;
    }
    parts.push(bytes);
    filled += bytes.length;
    if (filled > length) {
      isEnd = false;
      break;
    }
  }
  return { bytes: joinBytes(parts).subarray(0, length), isEnd };
}

/** All parts as one. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
