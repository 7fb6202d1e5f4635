/** The checksum of gzip (RFC 1952, section 8). */

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * Checksum of bytes that follow others.
 * @param previous checksum of what came before; 0 at the start
 * @returns 0 ≤ value < 2³²
 */
export function crc32(bytes: Uint8Array, previous: number): number {
  let value = ~previous;
  for (let index = 0; index < bytes.length; index++) {
    value = (TABLE[(value ^ (bytes[index] as number)) & 255] as number) ^ (value >>> 8);
  }
  return ~value >>> 0;
}
