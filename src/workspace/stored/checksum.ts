/** Tells whether stored bytes are still those that were written. */

const PRIME = 0x85ebca6b;

/** One step: for a given state each word leads to another state, and each state to another for a given word. */
function step(state: number, word: number): number {
  const mixed = Math.imul(state ^ word, PRIME);
  return mixed ^ (mixed >>> 15);
}

/**
 * A 32-bit checksum, made for speed (a gigabyte takes about half a second): any change within one word of four bytes
 * changes it, others do but for one in 2³². It is no protection against somebody who means to deceive.
 */
export function checksum(bytes: Uint8Array): number {
  const whole = bytes.length & ~3;
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice(0, whole);
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, whole >>> 2);
  // four independent chains keep the processor busy
  let [a, b, c, d] = [bytes.length | 0, 1, 2, 3];
  const quads = words.length & ~3;
  for (let at = 0; at < quads; at += 4) {
    a = step(a, words[at] as number);
    b = step(b, words[at + 1] as number);
    c = step(c, words[at + 2] as number);
    d = step(d, words[at + 3] as number);
  }
  for (let at = quads; at < words.length; at++) a = step(a, words[at] as number);
  for (let at = whole; at < bytes.length; at++) a = step(a, bytes[at] as number);
  return step(step(step(a, b), c), d) >>> 0;
}

/** Writes a value as a text that knows its checksum. */
export function seal(value: unknown): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(JSON.stringify(value));
  const head = new TextEncoder().encode(`${checksum(body).toString(16).padStart(8, '0')}\n`);
  const sealed = new Uint8Array(head.length + body.length);
  sealed.set(head);
  sealed.set(body, head.length);
  return sealed;
}

/**
 * Reads what `seal` wrote.
 * @returns the value; undefined for anything else, whatever it is
 */
export function unseal(bytes: Uint8Array): unknown {
  const body = bytes.subarray(9);
  const head = new TextDecoder().decode(bytes.subarray(0, 9));
  if (!/^[0-9a-f]{8}\n$/.test(head) || Number.parseInt(head, 16) !== checksum(body)) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
