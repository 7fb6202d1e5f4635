/** Between the scroll position of an element and the place in a list that may be taller than any element can be. Pure. */

/** Tallest element that every browser lays out rightly, px. */
export const TALLEST = 15_000_000;

/** How a list lies in an element that scrolls. */
export interface ScrollScale {
  /** height of what scrolls, px */
  readonly height: number;
  /** px of the list above the upper edge, at a scroll position */
  readonly toList: (scrollTop: number) => number;
  /** scroll position at which so many px of the list are above the upper edge */
  readonly toScroll: (offset: number) => number;
}

/**
 * Up to `TALLEST` both are the same; beyond, the whole way of the list is stretched over the whole way of the element.
 * @param rows height of all rows, px
 * @param view height of the part in sight, px
 */
export function scrollScale(rows: number, view: number): ScrollScale {
  const height = Math.min(rows, TALLEST);
  const way = Math.max(0, rows - view);
  const factor = rows <= TALLEST ? 1 : way / Math.max(1, height - view);
  const within = (offset: number, end: number) => Math.min(Math.max(0, offset), end);
  return {
    height,
    toList: (scrollTop) => within(scrollTop * factor, way),
    toScroll: (offset) => within(offset, way) / factor,
  };
}

/**
 * The place of the list at which a row is wholly in sight, as near to the present one as can be.
 * @param offset px of the list above the upper edge now
 * @returns the same where the row is in sight already
 */
export function offsetShowing(index: number, rowHeight: number, offset: number, view: number): number {
  const top = index * rowHeight;
  if (top < offset) return top;
  return top + rowHeight > offset + view ? top + rowHeight - view : offset;
}
