import { distanceToPiece } from './path';
import type { Pair } from './points';

/**
 * The path with fewer points, none of those left out further than `tolerance` from it: the point furthest from the
 * line between two kept ones is kept, until none is too far (Douglas and Peucker 1973). Without recursion, as paths
 * drawn by hand are long.
 */
export function simplified(points: readonly Pair[], tolerance: number): Pair[] {
  const n = points.length;
  if (n < 3) return [...points];
  const keep = new Uint8Array(n);
  keep[0] = keep[n - 1] = 1;
  const open: [number, number][] = [[0, n - 1]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    let [furthest, far] = [-1, tolerance];
    for (let i = from + 1; i < to; i++) {
      const [x, y] = points[i] as Pair;
      const distance = distanceToPiece(points[from] as Pair, points[to] as Pair, x, y);
      if (distance > far) [furthest, far] = [i, distance];
    }
    if (furthest < 0) continue;
    keep[furthest] = 1;
    open.push([from, furthest], [furthest, to]);
  }
  return points.filter((_, i) => keep[i]);
}

/** The same for a closed outline, which keeps three points at least. */
export function simplifiedOutline(outline: readonly Pair[], tolerance: number): Pair[] {
  const first = outline[0];
  if (first === undefined || outline.length < 4) return [...outline];
  const closed = simplified([...outline, first], tolerance).slice(0, -1);
  return closed.length >= 3 ? closed : [...outline];
}
