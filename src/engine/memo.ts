/** Remembers the last few results by key, the oldest used going first. */
export interface Memo<Value> {
  /** The remembered value of a key, else the one that `make` gives. */
  get(key: string, make: () => Value): Value;
}

/** @param limit how many values are kept */
export function makeMemo<Value>(limit: number): Memo<Value> {
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
        const [oldest] = kept.keys();
        if (oldest !== undefined) kept.delete(oldest);
      }
      return value;
    },
  };
}
