/**
 * Typed arrays in one file: a head in JSON that names the sections with their lengths and checksums, then the sections
 * as they lie in memory, in the byte order of this machine (which is where they stay).
 */
import { checksum } from './checksum.ts';

/** Sorts of sections. */
const ARRAYS = {
  i32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
  f64: Float64Array,
} as const;
/** Name of a sort of section. */
export type ArrayKind = keyof typeof ARRAYS;
/** The typed array of a sort. */
export type ArrayOf<Kind extends ArrayKind> = InstanceType<(typeof ARRAYS)[Kind]>;
/** Any section. */
export type PackedArray = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** "LEADPACK" in the byte order of this machine. */
const MAGIC = [0x4441454c, 0x4b434150] as const;
/** Bytes before the head: magic, length and checksum of the head. */
const PREFIX = 16;
const ALIGNMENT = 8;
/** Longest head in bytes: texts of kinds and of columns with many values. */
const LONGEST_HEAD = 256 * 1024 * 1024;

interface SectionHead {
  readonly name: string;
  readonly kind: ArrayKind;
  readonly length: number;
  readonly checksum: number;
}

/** Stored bytes that are not what was written, or were never written by this version. */
export class StoredRefusal extends Error {}

const aligned = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;
const bytesOf = (array: PackedArray): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function kindOf(array: PackedArray): ArrayKind {
  const found = (Object.keys(ARRAYS) as ArrayKind[]).find((kind) => array instanceof ARRAYS[kind]);
  if (found === undefined) throw new TypeError('There is no section for this array');
  return found;
}

/**
 * Packs arrays.
 * @param label what the file is, and its version
 * @param meta anything in JSON
 * @returns the file's parts in their order; the sections among them are views of the arrays, not copies
 */
export function pack(
  label: string,
  meta: unknown,
  arrays: ReadonlyMap<string, PackedArray>,
): readonly Uint8Array[] {
  const sections = [...arrays].map(([name, array]): SectionHead => ({
    name,
    kind: kindOf(array),
    length: array.length,
    checksum: checksum(bytesOf(array)),
  }));
  const head = new TextEncoder().encode(JSON.stringify({ label, meta, sections }));
  const first = new Uint8Array(aligned(PREFIX + head.length));
  first.set(new Uint8Array(Uint32Array.from([...MAGIC, head.length, checksum(head)]).buffer));
  first.set(head, PREFIX);
  return [
    first,
    ...[...arrays.values()].flatMap((array) => {
      const gap = aligned(array.byteLength) - array.byteLength;
      return gap === 0 ? [bytesOf(array)] : [bytesOf(array), new Uint8Array(gap)];
    }),
  ];
}

/** What came out of a file. */
export interface Unpacked {
  readonly meta: unknown;
  /** @throws StoredRefusal where there is no such section of that sort and length */
  section<Kind extends ArrayKind>(name: string, kind: Kind, length?: number): ArrayOf<Kind>;
}

function isSection(value: unknown): value is SectionHead {
  if (typeof value !== 'object' || value === null) return false;
  const section = value as Partial<Record<keyof SectionHead, unknown>>;
  return (
    typeof section.name === 'string' &&
    typeof section.kind === 'string' &&
    Object.hasOwn(ARRAYS, section.kind) &&
    Number.isSafeInteger(section.length) &&
    (section.length as number) >= 0 &&
    typeof section.checksum === 'number'
  );
}

function readHead(bytes: Uint8Array, label: string): { meta: unknown; sections: SectionHead[]; end: number } {
  if (bytes.length < PREFIX) throw new StoredRefusal('too short');
  const [first, second, length, sum] = new Uint32Array(bytes.slice(0, PREFIX).buffer);
  if (first !== MAGIC[0] || second !== MAGIC[1]) throw new StoredRefusal('no packed file');
  if (length === undefined || length > LONGEST_HEAD || PREFIX + length > bytes.length)
    throw new StoredRefusal('head cut off');
  const head = bytes.subarray(PREFIX, PREFIX + length);
  if (checksum(head) !== sum) throw new StoredRefusal('head changed');
  const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(head)) as Record<string, unknown>;
  if (value['label'] !== label) throw new StoredRefusal('another kind of file, or another version');
  const sections = value['sections'];
  if (!Array.isArray(sections) || !sections.every(isSection)) throw new StoredRefusal('no sections');
  return { meta: value['meta'], sections, end: aligned(PREFIX + length) };
}

/**
 * Reads a packed file. Nothing of it is given out before all of it is found whole.
 * @param bytes stay in use: the sections are views of them
 * @throws StoredRefusal for bytes that `pack` did not write under this label, or that changed since
 */
export function unpack(bytes: Uint8Array<ArrayBuffer>, label: string): Unpacked {
  const base = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const { meta, sections, end } = readHead(base, label);
  const found = new Map<string, PackedArray>();
  let at = end;
  for (const { name, kind, length, checksum: sum } of sections) {
    const size = length * ARRAYS[kind].BYTES_PER_ELEMENT;
    if (at + size > base.length) throw new StoredRefusal(`section ${name} cut off`);
    const array = new ARRAYS[kind](base.buffer, base.byteOffset + at, length);
    if (checksum(bytesOf(array)) !== sum) throw new StoredRefusal(`section ${name} changed`);
    if (found.has(name)) throw new StoredRefusal(`section ${name} twice`);
    found.set(name, array);
    at += aligned(size);
  }
  if (at !== base.length) throw new StoredRefusal('of another length');
  return {
    meta,
    section<Kind extends ArrayKind>(name: string, kind: Kind, length?: number) {
      const array = found.get(name);
      if (!(array instanceof ARRAYS[kind]) || (length !== undefined && array.length !== length))
        throw new StoredRefusal(`no section ${name} of ${length ?? 'any'} ${kind}`);
      return array as ArrayOf<Kind>;
    },
  };
}
