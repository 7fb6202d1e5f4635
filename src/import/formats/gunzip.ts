/** Unpacks gzip while it is read, with limits on what may come out of it. */
import { CHUNK, joinBytes, type ByteChunk, type ByteStream } from './byte-stream.ts';
import { crc32 } from './crc32.ts';
import { damaged, failure } from './failure.ts';
import { EXPANSION_START, LARGEST_RATIO } from './limits.ts';

/** Bytes that are unpacked at once: few, so that a bomb is noticed early. */
const PIECE = 16_384;
/** Bytes that may come out of one file. */
const LARGEST_OUTPUT = 64 * 2 ** 30;
const TRAILER = 8;

/**
 * The bytes inside of gzip, of one member or of several.
 * @param file name, for errors
 * @param packed what begins with the gzip signature
 * @throws LoadError (while it is read) `damagedFile` where it is cut off or its checksum is wrong, `tooLarge` for a bomb
 */
export function gunzipStream(file: string, packed: ByteStream): ByteStream {
  return {
    async *chunks(): AsyncGenerator<ByteChunk> {
      const { Gunzip } = await import('fflate');
      let out: Uint8Array[] = [];
      let sum = 0;
      let length = 0;
      let total = 0;
      let taken = 0;
      let recent: Uint8Array = new Uint8Array(0);

      /** Holds the checksum and the length of a member against the eight bytes that end before `end`. */
      const check = (end: number): void => {
        const at = end - (taken - recent.length) - TRAILER;
        const view = new DataView(recent.buffer, recent.byteOffset, recent.byteLength);
        if (at < 0 || at + TRAILER > recent.length) throw failure(file, 'damagedFile', 'GZIP');
        if (view.getUint32(at, true) !== sum || view.getUint32(at + 4, true) !== length % 2 ** 32)
          throw failure(file, 'damagedFile', 'GZIP');
        sum = 0;
        length = 0;
      };
      const gunzip = new Gunzip((bytes) => {
        if (bytes.length === 0) return;
        out.push(bytes);
        sum = crc32(bytes, sum);
        length += bytes.length;
        total += bytes.length;
      });
      gunzip.onmember = check;

      const push = (piece: Uint8Array, isEnd: boolean): void => {
        recent = joinBytes([recent.subarray(-PIECE), piece]);
        taken += piece.length;
        try {
          gunzip.push(piece, isEnd);
        } catch (error) {
          throw damaged(file, 'GZIP', error);
        }
        if (total > LARGEST_OUTPUT || (total > EXPANSION_START && total > taken * LARGEST_RATIO))
          throw failure(file, 'tooLarge', 'GZIP');
      };
      /** What came out, in parts that those who take them further can hold many times over. */
      function* parts(read: number): Generator<ByteChunk> {
        const all = out.length === 1 && out[0] !== undefined ? out[0] : joinBytes(out);
        out = [];
        for (let start = 0; start < all.length; start += CHUNK)
          yield { bytes: all.subarray(start, start + CHUNK), read };
      }
      for await (const { bytes, read } of packed.chunks()) {
        for (let start = 0; start < bytes.length; start += PIECE) {
          push(bytes.slice(start, start + PIECE), false);
          yield* parts(read);
        }
      }
      push(new Uint8Array(0), true);
      check(taken);
      yield* parts(taken);
    },
  };
}
