/** Parts that nobody looks at wait while figures move quickly, so that those in sight keep up with the hand. */
import { createContext, memo, useContext, type ReactNode } from 'react';

/** True while figures change with every picture. A page that moves them gives it; elsewhere nothing waits. */
export const Moving = createContext(false);

const Kept = memo(
  (props: { readonly waits: boolean; readonly children: ReactNode }) => props.children,
  (_, next) => next.waits,
);

/**
 * Draws its part anew at once while it is seen, and once the figures rest while it is not: explanations that are closed,
 * tables that are folded away, sections that are scrolled out of sight.
 */
export function Waiting(props: { readonly seen: boolean; readonly children: ReactNode }) {
  const moving = useContext(Moving);
  return <Kept waits={moving && !props.seen}>{props.children}</Kept>;
}
