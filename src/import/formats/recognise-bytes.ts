/** Tells from the first bytes what a file is, whatever its name says. */
import type { FileBytes } from '../import-file.ts';
import { damaged, failure } from './failure.ts';

/** Kinds of files that have a reader. */
export type ByteKind = 'gzip' | 'zip' | 'parquet' | 'arrow' | 'text';

/** First bytes (as Latin-1) of files without a reader: the code of the error, and the word for it. */
const OTHERS = [
  ['%PDF', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['GIF8', 'GIF'],
  ['\xff\xd8\xff', 'JPEG'],
  ['RIFF', 'RIFF'],
  ['Rar!', 'RAR'],
  ['7z\xbc\xaf\x27\x1c', '7-Zip'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ\0', 'xz'],
  ['\x28\xb5\x2f\xfd', 'Zstandard'],
  ['SQLite format 3\0', 'SQLite'],
  ['Obj\x01', 'Avro'],
  ['ORC', 'ORC'],
  ['FEA1', 'Feather 1'],
  ['{\\rtf', 'RTF'],
  ['\x00\x00\xfe\xff', 'UTF-32'],
  ['\xff\xfe\x00\x00', 'UTF-32'],
] as const;

const PACKED: ReadonlySet<string> = new Set(['RAR', '7-Zip', 'bzip2', 'xz', 'Zstandard']);

const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/**
 * What a file is.
 * @param file name, for errors
 * @param head its first bytes
 * @throws LoadError naming what the file is, where nothing can read it
 */
export function recogniseBytes(file: string, head: Uint8Array): ByteKind {
  const start = latin1(head.subarray(0, 64));
  if (start.startsWith('\x1f\x8b')) return 'gzip';
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  if (start.startsWith('PAR1')) return 'parquet';
  if (start.startsWith('PARE')) throw failure(file, 'encryptedFile', 'PARQUET');
  if (start.startsWith('ARROW1')) return 'arrow';
  if (start.startsWith('\xff\xff\xff\xff') && head.length > 8) return 'arrow';
  const other = OTHERS.find(([signature]) => start.startsWith(signature));
  if (other !== undefined)
    throw failure(file, PACKED.has(other[1]) ? 'otherArchive' : 'otherFormat', other[1]);
  if (latin1(head.subarray(257, 262)) === 'ustar') throw failure(file, 'otherArchive', 'TAR');
  if (start.startsWith(LFS_POINTER)) throw failure(file, 'gitLfsPointer');
  return 'text';
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * Refuses the compound files of older office programs, and says whether one is an encrypted workbook.
 * @throws LoadError `encryptedFile` or `otherFormat`
 */
export async function refuseCompoundFile(file: string, bytes: FileBytes): Promise<void> {
  const head = await bytes.slice(0, Math.min(bytes.size, 512));
  if (head.length < 8 || OLE.some((byte, index) => head[index] !== byte)) return;
  if (head.length < 512) throw damaged(file, 'XLS', null);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const sector = 2 ** Math.min(view.getUint16(30, true), 12);
  const start = Math.min((view.getUint32(48, true) + 1) * sector, bytes.size);
  const folder = new TextDecoder('utf-16le').decode(
    await bytes.slice(start, Math.min(start + 8192, bytes.size)),
  );
  if (folder.includes('EncryptedPackage')) throw failure(file, 'encryptedFile', 'XLSX');
  throw failure(file, 'otherFormat', folder.includes('WordDocument') ? 'DOC' : 'XLS');
}

/**
 * Refuses texts that are no table: pages and other markup.
 * @param text the beginning, decoded
 * @throws LoadError `webTable` for a page that is a table, `webPage` for others, or `otherFormat` for XML
 */
export function refuseMarkup(file: string, text: string): void {
  const start = text.slice(0, 2000).trimStart();
  if (start.startsWith(LFS_POINTER)) throw failure(file, 'gitLfsPointer');
  if (!/^<[!?a-z]/i.test(start)) return;
  if (
    /^<(?:!doctype\s+html|html|head|body|table|script|meta|title|div)\b/i.test(start) ||
    /<html\b/i.test(start)
  ) {
    const isSignIn = /<form\b|type=["']?password/i.test(text);
    if (!isSignIn && /<table\b/i.test(text) && /<t[rdh]\b/i.test(text))
      throw failure(file, 'webTable', null, 1);
    throw failure(file, 'webPage', null, 1);
  }
  if (/^<(?:\?xml|!--|!doctype|svg\b|[a-z][\w:.-]*(?:\s[^<>]*)?>)/i.test(start))
    throw failure(file, 'otherFormat', 'XML', 1);
}
