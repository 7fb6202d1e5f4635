/** Remembers the last few results by key, the oldest used going first. */
export interface Memo<Value> {
  /** The remembered value of a key, else the one that `make` gives. */
  get(key: string, make: () => Value): Value;
}

/**
 * @param limit how many values are kept
 * @param onDrop told of each value that goes
 */
export function makeMemo<Value>(
  limit: number,
  onDrop: (value: Value) => void = () => undefined,
): Memo<Value> {
  const kept = new Map<string, { readonly value: Value }>();
  return {
    get(key, make) {
      const hit = kept.get(key);
      if (hit) {
        kept.delete(key);
        kept.set(key, hit);
        return hit.value;
      }
      const value = make();
      kept.set(key, { value });
      if (kept.size > limit) {
        const [oldest] = kept;
        if (oldest !== undefined) {
          kept.delete(oldest[0]);
          onDrop(oldest[1].value);
        }
      }
      return value;
    },
  };
}
