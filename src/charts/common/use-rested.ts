/** Values that follow a moving hand only when it rests. */
import { useEffect, useState } from 'react';

/** How long a value has to stay before it counts, ms. */
const REST = 200;

/**
 * The value, but while it changes quickly the one from before: for what is read rather than seen, such as a folded
 * table, which must not cost a frame while a minimum is moved.
 * @param live follow at once
 */
export function useRested<T>(value: T, live: boolean): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return live ? value : rested;
}
