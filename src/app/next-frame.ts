/** The next picture of the page: whatever is to change in it changes in one go, so that it is rendered once. */

const waiting = new Set<() => void>();

function drawAll(): void {
  const all = [...waiting];
  waiting.clear();
  all.forEach((draw) => draw());
}

/**
 * Runs `draw` before the next picture, in one turn with everything else that waits for it; the same function once.
 * @param draw must not throw
 */
export function inNextFrame(draw: () => void): void {
  if (waiting.size === 0) requestAnimationFrame(drawAll);
  waiting.add(draw);
}
