/** Writes texts in the encodings of exports. */
import type { TextEncoding } from '../../../src/import/formats/decode-text.ts';

/** What each byte from 0x80 on stands for, by the platform's decoder of ISO-8859-15, and by the table of Windows-1252. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function byteOf(character: string, encoding: 'windows-1252' | 'iso-8859-15'): number {
  const code = character.charCodeAt(0);
  if (encoding === 'windows-1252') {
    const high = WINDOWS.indexOf(character);
    return high >= 0 ? 0x80 + high : code;
  }
  const special: Record<string, number> = {
    '€': 0xa4,
    Š: 0xa6,
    š: 0xa8,
    Ž: 0xb4,
    ž: 0xb8,
    Œ: 0xbc,
    œ: 0xbd,
    Ÿ: 0xbe,
  };
  return special[character] ?? code;
}

/** Bytes of a text. */
export function encodeText(text: string, encoding: TextEncoding, hasMark = false): Uint8Array<ArrayBuffer> {
  const marked = hasMark ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return new TextEncoder().encode(marked);
  if (encoding === 'windows-1252' || encoding === 'iso-8859-15')
    return Uint8Array.from(text, (character) => byteOf(character, encoding));
  const bytes = new Uint8Array(2 * marked.length);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < marked.length; index++)
    view.setUint16(2 * index, marked.charCodeAt(index), encoding === 'utf-16le');
  return bytes;
}
