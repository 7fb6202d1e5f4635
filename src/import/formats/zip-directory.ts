/** Reads archives by their directory, so that what they claim is known before anything is unpacked. */
import type { FileBytes } from '../import-file.ts';
import { joinBytes } from './byte-stream.ts';
import { crc32 } from './crc32.ts';
import { damaged, failure } from './failure.ts';
import { EXPANSION_START, LARGEST_ARCHIVE, LARGEST_PART, LARGEST_RATIO, MOST_ENTRIES } from './limits.ts';

/** A file within an archive. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated */
  readonly method: number;
  readonly crc: number;
  /** bytes in the archive, and unpacked */
  readonly packed: number;
  readonly size: number;
  /** where its local header is */
  readonly offset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record and the longest comment after it. */
const END_REACH = 22 + 65_535;
const LARGEST_DIRECTORY = 32 * 2 ** 20;
const LONGEST_NAME = 1024;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function isSane(name: string): boolean {
  const parts = name.split(/[/\\]/);
  return (
    name.length > 0 &&
    name.length <= LONGEST_NAME &&
    !name.includes('\0') &&
    !/^(?:[/\\]|[a-z]:)/i.test(name) &&
    !parts.includes('..')
  );
}

interface Directory {
  readonly start: number;
  readonly length: number;
  readonly entries: number;
}

async function findDirectory(file: string, bytes: FileBytes): Promise<Directory> {
  const from = Math.max(0, bytes.size - END_REACH);
  const tail = await bytes.slice(from, bytes.size);
  const view = viewOf(tail);
  let at = tail.length - 22;
  while (at >= 0 && view.getUint32(at, true) !== END) at--;
  if (at < 0) throw failure(file, 'damagedFile', 'ZIP');
  const entries = view.getUint16(at + 10, true);
  const length = view.getUint32(at + 12, true);
  const start = view.getUint32(at + 16, true);
  if (entries !== 0xffff && length !== 0xffffffff && start !== 0xffffffff) return { start, length, entries };
  if (at < 20 || view.getUint32(at - 20, true) !== LOCATOR_64) throw failure(file, 'damagedFile', 'ZIP');
  const offset = Number(view.getBigUint64(at - 12, true));
  if (offset + 56 > bytes.size) throw failure(file, 'damagedFile', 'ZIP');
  const large = viewOf(await bytes.slice(offset, offset + 56));
  if (large.getUint32(0, true) !== END_64) throw failure(file, 'damagedFile', 'ZIP');
  return {
    entries: Number(large.getBigUint64(32, true)),
    length: Number(large.getBigUint64(40, true)),
    start: Number(large.getBigUint64(48, true)),
  };
}

/**
 * What an archive holds.
 * @throws LoadError `damagedFile` where it is cut off or contradicts itself, `encryptedFile`, `tooLarge` where it asks
 * for more than the limits, `unsafeFile` for names that lead out of it
 */
export async function readZipDirectory(file: string, bytes: FileBytes): Promise<ZipEntry[]> {
  const { start, length, entries } = await findDirectory(file, bytes);
  if (entries > MOST_ENTRIES || length > LARGEST_DIRECTORY) throw failure(file, 'tooLarge', 'ZIP');
  if (start + length > bytes.size) throw failure(file, 'damagedFile', 'ZIP');
  const directory = await bytes.slice(start, start + length);
  const view = viewOf(directory);
  const found: ZipEntry[] = [];
  let at = 0;
  for (let number = 0; number < entries; number++) {
    if (at + 46 > length || view.getUint32(at, true) !== ENTRY) throw failure(file, 'damagedFile', 'ZIP');
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    if (extraEnd > length) throw failure(file, 'damagedFile', 'ZIP');
    const name = new TextDecoder().decode(directory.subarray(at + 46, nameEnd));
    if (!isSane(name)) throw failure(file, 'unsafeFile', 'ZIP');
    if ((view.getUint16(at + 8, true) & 1) !== 0) throw failure(file, 'encryptedFile', 'ZIP');
    let packed = view.getUint32(at + 20, true);
    let size = view.getUint32(at + 24, true);
    let offset = view.getUint32(at + 42, true);
    for (let extra = nameEnd; extra + 4 <= extraEnd;) {
      const bytesOfExtra = view.getUint16(extra + 2, true);
      let value = extra + 4;
      const next = (): number => {
        if (value + 8 > extraEnd) throw failure(file, 'damagedFile', 'ZIP');
        value += 8;
        return Number(view.getBigUint64(value - 8, true));
      };
      if (view.getUint16(extra, true) === 1) {
        if (size === 0xffffffff) size = next();
        if (packed === 0xffffffff) packed = next();
        if (offset === 0xffffffff) offset = next();
      }
      extra += 4 + bytesOfExtra;
    }
    found.push({
      name: name.replaceAll('\\', '/').replace(/^\.\//, ''),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed,
      size,
      offset,
    });
    at = extraEnd + view.getUint16(at + 32, true);
  }
  checkEntries(file, found, bytes.size);
  return found;
}

function checkEntries(file: string, entries: readonly ZipEntry[], fileSize: number): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const packed = entries.reduce((sum, each) => sum + each.packed, 0);
  if (total > LARGEST_ARCHIVE || (total > EXPANSION_START && total > packed * LARGEST_RATIO))
    throw failure(file, 'tooLarge', 'ZIP');
  // parts that share their bytes are how a small archive holds a large one
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset < end) throw failure(file, 'unsafeFile', 'ZIP');
    end = entry.offset + 30 + entry.packed;
  }
  if (end > fileSize) throw failure(file, 'damagedFile', 'ZIP');
  if (new Set(entries.map(({ name }) => name)).size < entries.length)
    throw failure(file, 'unsafeFile', 'ZIP');
}

const PIECE = 65_536;

/**
 * The bytes of one part, as many as the directory says.
 * @throws LoadError `damagedFile` where they are others, `tooLarge` beyond what a text can hold
 */
export async function readZipEntry(
  file: string,
  bytes: FileBytes,
  entry: ZipEntry,
): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.size > LARGEST_PART) throw failure(file, 'tooLarge', entry.name);
  if (entry.method !== 0 && entry.method !== 8) throw failure(file, 'otherArchive', 'ZIP');
  const header = viewOf(await bytes.slice(entry.offset, Math.min(entry.offset + 30, bytes.size)));
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL)
    throw failure(file, 'damagedFile', 'ZIP');
  const start = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + entry.packed > bytes.size) throw failure(file, 'damagedFile', 'ZIP');
  const packed = await bytes.slice(start, start + entry.packed);
  const unpacked = entry.method === 0 ? joinBytes([packed]) : await inflate(file, packed, entry.size);
  if (unpacked.length !== entry.size || crc32(unpacked, 0) !== entry.crc)
    throw failure(file, 'damagedFile', 'ZIP');
  return unpacked;
}

async function inflate(file: string, packed: Uint8Array, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const { Inflate } = await import('fflate');
  const unpacked = new Uint8Array(size);
  let filled = 0;
  const inflater = new Inflate((part) => {
    if (filled + part.length > size) throw failure(file, 'damagedFile', 'ZIP');
    unpacked.set(part, filled);
    filled += part.length;
  });
  try {
    for (let start = 0; start < packed.length; start += PIECE)
      inflater.push(packed.slice(start, start + PIECE), start + PIECE >= packed.length);
  } catch (error) {
    throw damaged(file, 'ZIP', error);
  }
  if (filled !== size) throw failure(file, 'damagedFile', 'ZIP');
  return unpacked;
}
