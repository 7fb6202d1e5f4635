/**
 * What a record holds under a name from outside, such as a column of a stranger's file. A plain look-up would find
 * `constructor` or `toString` in every object.
 * @returns undefined where the record itself has no such name
 */
export function ownValue<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
