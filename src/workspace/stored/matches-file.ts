/** Answers to conditions and columns as a file, and back. */
import type { ActivityMatch, CodedColumn, Columns, LeadBits } from '../../engine/columns.ts';
import { z } from '../../model/schema-library.ts';
import type { KeptMatches } from '../kept-matches.ts';
import { pack, StoredRefusal, unpack, type PackedArray } from './packed.ts';

/** To be raised whenever the way in which conditions are written or decided changes. */
const LABEL = 'matches 1';

const metaSchema = z.strictObject({
  /** grows with each writing */
  turn: z.int().check(z.gte(0)),
  lead: z.array(z.string()),
  activity: z.array(z.strictObject({ key: z.string(), by: z.enum(['kind', 'activity']) })),
  column: z.array(z.strictObject({ name: z.string(), values: z.array(z.string()) })),
});
type Meta = z.infer<typeof metaSchema>;

const bitWords = (count: number): number => Math.ceil(count / 32);

/**
 * @param turn grows with each writing, so that the newer of two files is known
 * @returns the file's parts in their order
 */
export function packMatches({ lead, activity, column }: KeptMatches, turn: number): readonly Uint8Array[] {
  const meta: Meta = {
    turn,
    lead: [...lead.keys()],
    activity: [...activity].map(([key, { by }]) => ({ key, by })),
    column: [...column].map(([name, { values }]) => ({ name, values: [...values] })),
  };
  const arrays = new Map<string, PackedArray>();
  [...lead.values()].forEach((bits, index) => arrays.set(`lead ${index}`, bits));
  [...activity.values()].forEach((match, index) =>
    arrays.set(`activity ${index}`, match.by === 'kind' ? match.holds : match.bits),
  );
  [...column.values()].forEach(({ codes }, index) => arrays.set(`column ${index}`, codes));
  return pack(LABEL, meta, arrays);
}

function checkCodes(codes: Int32Array, values: number): Int32Array {
  for (const code of codes)
    if (code < -1 || code >= values) throw new StoredRefusal('a code without a value');
  return codes;
}

/**
 * Reads matches back.
 * @param bytes stay in use
 * @param columns those that the matches belong to
 * @throws StoredRefusal for anything that the engine could not rely on
 */
export function unpackMatches(
  bytes: Uint8Array<ArrayBuffer>,
  { leads, activities }: Columns,
): { readonly turn: number; readonly kept: KeptMatches } {
  const file = unpack(bytes, LABEL);
  const parsed = metaSchema.safeParse(file.meta);
  if (!parsed.success) throw new StoredRefusal('no matches');
  const { turn, lead, activity, column } = parsed.data;
  return {
    turn,
    kept: {
      lead: new Map(
        lead.map((key, index): [string, LeadBits] => [
          key,
          file.section(`lead ${index}`, 'u32', bitWords(leads.count)),
        ]),
      ),
      activity: new Map(
        activity.map(({ key, by }, index): [string, ActivityMatch] => [
          key,
          by === 'kind'
            ? { by, holds: file.section(`activity ${index}`, 'u8', activities.kindCount) }
            : { by, bits: file.section(`activity ${index}`, 'u32', bitWords(activities.count)) },
        ]),
      ),
      column: new Map(
        column.map(({ name, values }, index): [string, CodedColumn] => [
          name,
          {
            codes: checkCodes(file.section(`column ${index}`, 'i32', leads.count), values.length),
            values,
          },
        ]),
      ),
    },
  };
}
