/** Values that follow a moving hand only when it rests. */
import { startTransition, useEffect, useState } from 'react';

/** How long a value has to stay before it counts, ms. */
const REST = 200;

/**
 * The value, but while it changes quickly the one from before. What is drawn when it rests gives way to a hand that moves
 * on meanwhile.
 */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setRested(value)), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
