/** Where a popover stands: below its anchor if there is room, else above, never outside the window. */

const GAP = 6;
const EDGE = 8;

/** A rectangle of the window, px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * @param anchor what the popover belongs to
 * @param size of the popover
 * @param view of the window
 * @param align which edges of anchor and popover lie on one line
 * @returns left and top of the popover in the window, px
 */
export function placeBeside(
  anchor: Box,
  size: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
  align: 'start' | 'end' | 'center' = 'start',
): { left: number; top: number } {
  const wanted = {
    start: anchor.left,
    center: anchor.left + anchor.width / 2 - size.width / 2,
    end: anchor.left + anchor.width - size.width,
  }[align];
  const left = Math.max(EDGE, Math.min(wanted, view.width - EDGE - size.width));
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - GAP - size.height;
  const fitsBelow = below + size.height <= view.height - EDGE;
  const top =
    fitsBelow || above < EDGE ? Math.max(EDGE, Math.min(below, view.height - EDGE - size.height)) : above;
  return { left: Math.round(left), top: Math.round(top) };
}

/**
 * Puts an open popover beside its anchor, through properties that a strict style policy allows.
 * @param popover an element that is shown in the top layer
 * @param anchor what it belongs to
 */
export function putBeside(popover: HTMLElement, anchor: Element, align?: 'start' | 'end' | 'center'): void {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const size = { width: popover.offsetWidth, height: popover.offsetHeight };
  const place = placeBeside(anchor.getBoundingClientRect(), size, { width, height }, align);
  popover.style.left = `${place.left}px`;
  popover.style.top = `${place.top}px`;
}
