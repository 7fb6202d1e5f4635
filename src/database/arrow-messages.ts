/**
 * Cuts Arrow IPC into its messages and checks each before the library sees it: lengths that lead out of a message make
 * the library count to billions, or wait for what never comes. Layouts as in the format's Message.fbs and Schema.fbs.
 */

/** Message of the error for buffers that are compressed, for which no reader is there. */
export const ARROW_COMPRESSED = 'The buffers of the Arrow file are compressed';

/** Kinds of messages, by their number in the format. */
const KINDS = { schema: 1, dictionary: 2, batch: 3 } as const;

const LARGEST_METADATA = 64 * 2 ** 20;
const LARGEST_BODY = 2 ** 30;
/** Values without any byte, such as those of a column of nulls. */
const BARE_VALUES = 1_000_000;
const MOST_FIELDS = 100_000;
const DEEPEST = 64;

const broken = (what: string): Error => new Error(`The Arrow message is broken: ${what}`);

/** Reads tables of flat buffers; every place outside of the bytes is a RangeError. */
function flatBuffer(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const field = (table: number, index: number): number | null => {
    const layout = table - view.getInt32(table, true);
    const entry = 4 + 2 * index;
    if (entry + 2 > view.getUint16(layout, true)) return null;
    const offset = view.getUint16(layout + entry, true);
    return offset === 0 ? null : table + offset;
  };
  return {
    view,
    field,
    root: (): number => view.getUint32(0, true),
    /** table that a field points to */
    table(of: number, index: number): number | null {
      const at = field(of, index);
      return at === null ? null : at + view.getUint32(at, true);
    },
    /** first element and number of elements of a list; it lies within the bytes */
    list(of: number, index: number, size: number): { readonly start: number; readonly length: number } {
      const at = field(of, index);
      if (at === null) return { start: 0, length: 0 };
      const start = at + view.getUint32(at, true);
      const length = view.getUint32(start, true);
      if (start + 4 + length * size > bytes.length) throw broken('a list leads out of it');
      return { start: start + 4, length };
    },
    /** number of eight bytes */
    long(at: number): number {
      return Number(view.getBigInt64(at, true));
    },
  };
}

type FlatBuffer = ReturnType<typeof flatBuffer>;

function checkFields(
  buffer: FlatBuffer,
  of: number,
  index: number,
  depth: number,
  seen: { count: number },
): void {
  const { start, length } = buffer.list(of, index, 4);
  seen.count += length;
  if (depth > DEEPEST || seen.count > MOST_FIELDS) throw broken('too many fields');
  for (let number = 0; number < length; number++) {
    const at = start + 4 * number;
    const field = at + buffer.view.getUint32(at, true);
    buffer.list(field, 6, 4);
    checkFields(buffer, field, 5, depth + 1, seen);
  }
}

function checkBatch(buffer: FlatBuffer, batch: number, body: number): void {
  if (buffer.field(batch, 3) !== null) throw new Error(ARROW_COMPRESSED);
  const most = 8 * body + BARE_VALUES;
  const check = (value: number, limit: number): void => {
    if (value < 0 || value > limit) throw broken('a length leads out of its body');
  };
  const rows = buffer.field(batch, 0);
  if (rows !== null) check(buffer.long(rows), most);
  const nodes = buffer.list(batch, 1, 16);
  for (let number = 0; number < nodes.length; number++) check(buffer.long(nodes.start + 16 * number), most);
  const buffers = buffer.list(batch, 2, 16);
  for (let number = 0; number < buffers.length; number++) {
    const at = buffers.start + 16 * number;
    const [offset, length] = [buffer.long(at), buffer.long(at + 8)];
    check(offset, body);
    check(length, body - offset);
  }
}

/** Checks the metadata of a message. */
function checkMessage(bytes: Uint8Array): { readonly kind: number; readonly body: number } {
  const buffer = flatBuffer(bytes);
  const message = buffer.root();
  const kindAt = buffer.field(message, 1);
  const header = buffer.table(message, 2);
  const bodyAt = buffer.field(message, 3);
  const kind = kindAt === null ? 0 : buffer.view.getUint8(kindAt);
  const body = bodyAt === null ? 0 : buffer.long(bodyAt);
  if (header === null || body < 0 || body > LARGEST_BODY) throw broken('no header, or no sane body');
  buffer.list(message, 4, 4);
  if (kind === KINDS.schema) {
    buffer.list(header, 2, 4);
    checkFields(buffer, header, 1, 0, { count: 0 });
  } else if (kind === KINDS.batch) checkBatch(buffer, header, body);
  else if (kind === KINDS.dictionary) {
    const batch = buffer.table(header, 1);
    if (batch === null) throw broken('a dictionary without data');
    checkBatch(buffer, batch, body);
  } else throw broken('of a kind that is not known');
  return { kind, body };
}

/** Takes numbers of bytes out of chunks. */
function byteTaker(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  /** Up to `most` bytes; none at the end. */
  const some = async (most: number): Promise<Uint8Array> => {
    while (rest.length === 0) {
      const next = await iterator.next();
      if (next.done === true) return rest;
      rest = next.value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  };
  return {
    some,
    async all(length: number): Promise<Uint8Array<ArrayBuffer>> {
      const bytes = new Uint8Array(length);
      for (let filled = 0; filled < length;) {
        const part = await some(length - filled);
        if (part.length === 0) throw broken('it ends early');
        bytes.set(part, filled);
        filled += part.length;
      }
      return bytes;
    },
  };
}

const int32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(at, true);

/**
 * The messages of a stream of Arrow, checked, up to its end, which has to be there.
 * @param chunks bytes from the first message on
 * @param schema message to begin with where the stream has none, as in the files of some writers
 * @throws Error where a message is broken, or `ARROW_COMPRESSED`
 */
export async function* checkedMessages(
  chunks: AsyncIterable<Uint8Array>,
  schema: () => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const taker = byteTaker(chunks);
  for (let isFirst = true; ; isFirst = false) {
    let length = int32(await taker.all(4), 0);
    if (length === -1) length = int32(await taker.all(4), 0);
    if (length === 0) break;
    if (length < 0 || length > LARGEST_METADATA) throw broken('its length');
    const metadata = await taker.all(length);
    const { kind, body } = checkMessage(metadata);
    if (isFirst && kind !== KINDS.schema) yield await schema();
    if (!isFirst && kind === KINDS.schema) throw broken('a second schema');
    const prefix = new Uint8Array(8).fill(0xff, 0, 4);
    new DataView(prefix.buffer).setInt32(4, length, true);
    yield prefix;
    yield metadata;
    for (let left = body; left > 0;) {
      const part = await taker.some(left);
      if (part.length === 0) throw broken('it ends early');
      yield part.slice();
      left -= part.length;
    }
  }
  yield new Uint8Array(8).fill(0xff, 0, 4);
}

/**
 * A file of Arrow that holds nothing but the schema of another.
 * @param tail the end of a file: at least its footer
 * @throws Error where the footer is broken
 */
export function schemaFile(tail: Uint8Array): Uint8Array {
  const end = tail.length - 10;
  const length = end < 0 ? -1 : int32(tail, end);
  if (length <= 0 || length > end) throw broken('its footer');
  const footer = tail.slice(end - length, end);
  const buffer = flatBuffer(footer);
  const root = buffer.root();
  const schema = buffer.table(root, 1);
  if (schema === null) throw broken('no schema in its footer');
  buffer.list(schema, 2, 4);
  checkFields(buffer, schema, 1, 0, { count: 0 });
  // without its lists of blocks the footer is that of an empty file
  const layout = root - buffer.view.getInt32(root, true);
  for (const index of [2, 3])
    if (buffer.field(root, index) !== null) buffer.view.setUint16(layout + 4 + 2 * index, 0, true);
  const magic = new TextEncoder().encode('ARROW1');
  const file = new Uint8Array(8 + length + 10);
  file.set(magic, 0);
  file.set(footer, 8);
  new DataView(file.buffer).setInt32(8 + length, length, true);
  file.set(magic, 8 + length + 4);
  return file;
}
