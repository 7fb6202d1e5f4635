/**
 * Finds out in which encoding a text is, and decodes it while it is read.
 *
 * A byte-order mark decides; then the places of zero bytes (UTF-16); then whether the bytes are UTF-8; what is left is
 * Windows-1252, or ISO-8859-15 where no byte lies between 0x80 and 0x9F and 0xA4, which is the euro sign there and
 * hardly ever used in Windows-1252, stands beside a number.
 */
import { joinBytes, type ByteStream } from './byte-stream.ts';
import { failure } from './failure.ts';

/** Encodings of texts, as the standard names them. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15';

/** Stands in a decoded text for bytes that are no text. A zero cannot occur otherwise. */
export const BAD_BYTES = '\0';

/** Some text. */
export interface TextChunk {
  readonly text: string;
  /** bytes of the stored file that were read so far */
  readonly read: number;
}

/** A text that can be read from its first character again and again. */
export interface TextStream {
  /** as far as it is known: a text without any letter beyond ASCII is UTF-8 until one comes */
  encoding(): TextEncoding;
  chunks(): AsyncIterable<TextChunk>;
}

const NAMES: Readonly<Record<string, TextEncoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'latin-9': 'iso-8859-15',
};

/** Upper half of the control characters in Windows-1252, which some decoders leave as they are. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** How many characters beyond ASCII are UTF-8, and how many bytes belong to none. The end may cut one in two. */
function countUtf8(bytes: Uint8Array): { readonly good: number; readonly bad: number } {
  let good = 0;
  let bad = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (byte < 128) continue;
    const more =
      byte >= 0xc2 && byte <= 0xdf
        ? 1
        : byte >= 0xe0 && byte <= 0xef
          ? 2
          : byte >= 0xf0 && byte <= 0xf4
            ? 3
            : 0;
    let seen = 0;
    while (
      seen < more &&
      index + seen + 1 < bytes.length &&
      ((bytes[index + seen + 1] as number) & 0xc0) === 0x80
    )
      seen++;
    if (more > 0 && (seen === more || index + seen + 1 >= bytes.length)) {
      good++;
      index += seen;
    } else bad++;
  }
  return { good, bad };
}

function seemsLatin9(bytes: Uint8Array): boolean {
  let hasEuro = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (byte >= 0x80 && byte <= 0x9f) return false;
    if (byte !== 0xa4) continue;
    const before = latin(bytes, index - 2, index);
    const after = latin(bytes, index + 1, index + 3);
    if (/\d ?$/.test(before) || /^ ?\d/.test(after)) hasEuro = true;
  }
  return hasEuro;
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(Math.max(0, start), Math.max(0, end)));
}

/**
 * The encoding of a text.
 * @param head its first bytes
 * @param asked the name of an encoding that somebody asked for; a byte-order mark counts for more
 */
export function detectEncoding(head: Uint8Array, asked: string | null): TextEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const named = asked === null ? undefined : NAMES[asked.trim().toLowerCase()];
  if (named !== undefined) return named;
  const pairs = Math.min(head.length >> 1, 4096);
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (head[2 * pair] === 0) even++;
    if (head[2 * pair + 1] === 0) odd++;
  }
  if (odd > pairs / 4 && even < pairs / 50) return 'utf-16le';
  if (even > pairs / 4 && odd < pairs / 50) return 'utf-16be';
  const { good, bad } = countUtf8(head);
  if (bad === 0 || good > bad) return 'utf-8';
  return seemsLatin9(head) ? 'iso-8859-15' : 'windows-1252';
}

function fixHigh(text: string): string {
  return /[\x80-\x9f]/.test(text)
    ? text.replace(/[\x80-\x9f]/g, (character) => HIGH[character.charCodeAt(0) - 0x80] as string)
    : text;
}

/** Bytes that a character may need beyond the end of a chunk: cut before it, unless it is whole. */
function wholeUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** A line in which bytes are no UTF-8: each of these as Windows-1252 has it, and `BAD_BYTES` behind the first of them. */
function decodeMixed(line: Uint8Array): string {
  const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  const single = new TextDecoder('windows-1252');
  let text = '';
  let good = 0;
  let hasMark = false;
  for (let index = 0; index < line.length;) {
    const byte = line[index] as number;
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (length > 1) {
      try {
        strict.decode(line.subarray(index, index + length));
      } catch {
        text += strict.decode(line.subarray(good, index));
        text += fixHigh(single.decode(line.subarray(index, index + 1)));
        if (!hasMark) text += BAD_BYTES;
        hasMark = true;
        index++;
        good = index;
        continue;
      }
    }
    index += length;
  }
  return text + strict.decode(line.subarray(good));
}

/** UTF-8 with `BAD_BYTES` in each line that holds what is none; within the line, since behind it the mark would stand behind a quote. */
function decodeWithMarks(bytes: Uint8Array): string {
  const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index <= bytes.length; index++) {
    const byte = bytes[index];
    if (index < bytes.length && byte !== 10 && byte !== 13) continue;
    const line = bytes.subarray(start, index + 1);
    try {
      parts.push(strict.decode(line));
    } catch {
      parts.push(decodeMixed(line));
    }
    start = index + 1;
  }
  return parts.join('');
}

/**
 * The text of a file.
 * @param file name, for errors
 * @param detected encoding as its head tells; a UTF-8 text in which the first letter beyond ASCII is none of UTF-8 is
 *   Windows-1252 after all, which changes nothing of what came before
 * @throws LoadError (while it is read) `notText` for zeros
 */
export function textStream(file: string, bytes: ByteStream, detected: TextEncoding): TextStream {
  let encoding = detected;
  return {
    encoding: () => encoding,
    async *chunks() {
      let carried: Uint8Array = new Uint8Array(0);
      let seemsAscii = true;
      let isFirst = true;
      let read = 0;
      const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding, { ignoreBOM: true });
      const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
      let late: TextDecoder | null = null;

      const utf8 = (all: Uint8Array): string => {
        if (late !== null) return fixHigh(late.decode(all, { stream: true }));
        try {
          const text = strict.decode(all);
          // a character beyond ASCII has more bytes than units
          seemsAscii &&= text.length === all.length;
          return text;
        } catch {
          if (!seemsAscii) return decodeWithMarks(all);
          const { good, bad } = countUtf8(all);
          seemsAscii = false;
          if (good > bad) return decodeWithMarks(all);
          encoding = 'windows-1252';
          late = new TextDecoder('windows-1252');
          return fixHigh(late.decode(all, { stream: true }));
        }
      };
      const checked = (text: string): string => {
        const out = isFirst ? text.replace(/^\uFEFF+/, '') : text;
        if (text.length > 0) isFirst = false;
        return out;
      };
      for await (const chunk of bytes.chunks()) {
        read = chunk.read;
        if (decoder !== null) {
          const text = decoder.decode(chunk.bytes, { stream: true });
          if (text.includes('\0')) throw failure(file, 'notText', 'NUL');
          yield { text: checked(encoding === 'windows-1252' ? fixHigh(text) : text), read };
          continue;
        }
        if (chunk.bytes.includes(0)) throw failure(file, 'notText', 'NUL');
        const all = carried.length === 0 ? chunk.bytes : joinBytes([carried, chunk.bytes]);
        const whole = late === null ? wholeUtf8(all) : all.length;
        carried = all.slice(whole);
        yield { text: checked(utf8(all.subarray(0, whole))), read };
      }
      const rest = decoder === null ? utf8(carried) : decoder.decode();
      if (rest !== '') yield { text: checked(rest), read };
    },
  };
}
