/** Ways in which files are broken on their way, the same ones for the same seed. */

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = (seed ^ 0x9e_37_79_b9) >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
/** Changes bytes; `other` is another file. */
export type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const place = (bytes: Uint8Array, random: Random): number => Math.floor(random() * bytes.length);

function insert(bytes: Uint8Array, at: number, added: readonly number[]): Uint8Array {
  return joined(bytes.subarray(0, at), Uint8Array.from(added), bytes.subarray(at));
}

/** Places of bytes. */
function placesOf(bytes: Uint8Array, wanted: readonly number[]): number[] {
  const places: number[] = [];
  for (let index = 0; index < bytes.length; index++)
    if (wanted.includes(bytes[index] as number)) places.push(index);
  return places;
}

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;
const DELIMITERS = [44, 59, 9, 124];

/** The mutations by name. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'misplaced quote': (bytes, random) => insert(bytes, place(bytes, random), [QUOTE]),
  'missing delimiter': (bytes, random) => {
    const found = placesOf(bytes, DELIMITERS);
    const at = found[Math.floor(random() * found.length)];
    return at === undefined ? bytes : joined(bytes.subarray(0, at), bytes.subarray(at + 1));
  },
  'further delimiter': (bytes, random) =>
    insert(bytes, place(bytes, random), [DELIMITERS[Math.floor(random() * 4)] as number]),
  'two tables in one file': (bytes, random, other) =>
    joined(bytes, Uint8Array.from(random() < 0.5 ? [LINE_FEED] : [LINE_FEED, LINE_FEED]), other),
  'a table among the rows of another': (bytes, random, other) => {
    const found = placesOf(bytes, [LINE_FEED]);
    const at = (found[Math.floor(random() * found.length)] ?? -1) + 1;
    return joined(bytes.subarray(0, at), other, bytes.subarray(at));
  },
  'bytes changed': (bytes, random) => {
    const changed = bytes.slice();
    for (let count = 1 + Math.floor(random() * 8); count > 0; count--)
      changed[place(bytes, random)] = Math.floor(random() * 256);
    return changed;
  },
  'a bit changed': (bytes, random) => {
    const changed = bytes.slice();
    const at = place(bytes, random);
    changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return changed;
  },
  'cut off': (bytes, random) => bytes.slice(0, place(bytes, random)),
  'beginning lost': (bytes, random) => bytes.slice(place(bytes, random)),
  'chunk lost': (bytes, random) => {
    const at = place(bytes, random);
    return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(random() * 200)));
  },
  'chunk doubled': (bytes, random) => {
    const at = place(bytes, random);
    const end = Math.min(bytes.length, at + 1 + Math.floor(random() * 400));
    return joined(bytes.subarray(0, end), bytes.subarray(at));
  },
  zeros: (bytes, random) => insert(bytes, place(bytes, random), Array(1 + Math.floor(random() * 3)).fill(0)),
  'bytes that are no UTF-8': (bytes, random) =>
    insert(bytes, place(bytes, random), [128 + Math.floor(random() * 128)]),
  'line ends mixed': (bytes, random) => {
    const parts: number[] = [];
    for (const byte of bytes) {
      if (byte !== LINE_FEED || random() < 0.5) parts.push(byte);
      else parts.push(...(random() < 0.5 ? [RETURN] : [RETURN, LINE_FEED]));
    }
    return Uint8Array.from(parts);
  },
  'rows pushed together': (bytes, random) => {
    const found = placesOf(bytes, [LINE_FEED]);
    const at = found[Math.floor(random() * found.length)];
    return at === undefined ? bytes : joined(bytes.subarray(0, at), bytes.subarray(at + 1));
  },
  'end repeated': (bytes) => joined(bytes, bytes.subarray(Math.floor(bytes.length / 2))),
  'nothing but spaces': (_, random) =>
    new Uint8Array(Math.floor(random() * 300)).fill(random() < 0.5 ? 32 : LINE_FEED),
  'read as another encoding': (bytes) => new TextEncoder().encode(new TextDecoder('latin1').decode(bytes)),
};
