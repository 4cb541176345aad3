import type { Pair } from './points';

/** How far a place is from the straight piece from a to b. */
export function distanceToPiece(a: Pair, b: Pair, x: number, y: number): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / length));
  return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
}

/** Calls with each straight piece of a path; a closed one ends where it began. */
export function eachPiece(points: readonly Pair[], closed: boolean, call: (a: Pair, b: Pair, i: number) => void): void {
  const n = points.length;
  for (let i = 0; i < (closed ? n : n - 1); i++) call(points[i] as Pair, points[(i + 1) % n] as Pair, i);
}

export function distanceToPath(points: readonly Pair[], closed: boolean, x: number, y: number): number {
  let least = points.length === 1 ? Math.hypot(x - (points[0] as Pair)[0], y - (points[0] as Pair)[1]) : Infinity;
  eachPiece(points, closed, (a, b) => (least = Math.min(least, distanceToPiece(a, b, x, y))));
  return least;
}

/** Whether a ray from the place crosses the outline an odd number of times. */
export function covers(outline: readonly Pair[], x: number, y: number): boolean {
  let inside = false;
  eachPiece(outline, true, (a, b) => {
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  });
  return inside;
}

/** The area by the shoelace formula: positive where the outline goes clockwise on a screen. */
export function signedArea(outline: readonly Pair[]): number {
  let twice = 0;
  // About the first point, so that little is lost far from the origin.
  const [ox, oy] = outline[0] ?? [0, 0];
  eachPiece(outline, true, (a, b) => (twice += (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy)));
  return twice / 2;
}

export function polygonArea(outline: readonly Pair[], holes: readonly (readonly Pair[])[] = []): number {
  return Math.abs(signedArea(outline)) - holes.reduce((sum, hole) => sum + Math.abs(signedArea(hole)), 0);
}

export function lengthOf(points: readonly Pair[], closed = false): number {
  let length = 0;
  eachPiece(points, closed, (a, b) => (length += Math.hypot(b[0] - a[0], b[1] - a[1])));
  return length;
}
