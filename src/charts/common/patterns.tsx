/** Patterns that say without colour what a mark is: stripes for skipped, a hatch for what is still open. */

/** How a mark is filled. */
export type PatternName = 'skipped' | 'open' | 'past';

const LINES: Readonly<
  Record<PatternName, { readonly ground: string; readonly line: string; readonly width: number }>
> = {
  skipped: { ground: 'var(--surface-0)', line: 'var(--skipped)', width: 4 },
  open: { ground: 'var(--open-soft)', line: 'var(--open)', width: 1.5 },
  past: { ground: 'var(--surface-0)', line: 'currentColor', width: 4 },
};

/**
 * Definition of a pattern for `<defs>`, in px of the drawing (so the drawing must not be stretched).
 * @param props.id unique in the page
 */
export function Pattern(props: { readonly id: string; readonly name: PatternName }) {
  const { ground, line, width } = LINES[props.name];
  return (
    <pattern id={props.id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" style={{ fill: ground }} />
      <line x1="0" y1="0" x2="0" y2="6" style={{ stroke: line, strokeWidth: width }} />
    </pattern>
  );
}
