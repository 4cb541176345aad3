import type { Bounds, Pair } from './points';

/** What of an outline lies in a rectangle: cut by one of its sides after the other (Sutherland and Hodgman 1974). */
export function clipped(outline: readonly Pair[], { left, top, right, bottom }: Bounds): Pair[] {
  const sides: [0 | 1, number, 1 | -1][] = [[0, left, 1], [0, right, -1], [1, top, 1], [1, bottom, -1]];
  return sides.reduce<Pair[]>((points, [axis, limit, sign]) => cut(points, axis, limit, sign), [...outline]);
}

function cut(points: readonly Pair[], axis: 0 | 1, limit: number, sign: 1 | -1): Pair[] {
  const inside = (p: Pair) => (p[axis] - limit) * sign >= 0;
  return points.flatMap((point, i) => {
    const before = points[(i + points.length - 1) % points.length] as Pair;
    const crossing = inside(before) !== inside(point) ? [crossingOf(before, point, axis, limit)] : [];
    return inside(point) ? [...crossing, point] : crossing;
  });
}

function crossingOf(a: Pair, b: Pair, axis: 0 | 1, limit: number): Pair {
  const t = (limit - a[axis]) / (b[axis] - a[axis]);
  const other = axis === 0 ? a[1] + t * (b[1] - a[1]) : a[0] + t * (b[0] - a[0]);
  return axis === 0 ? [limit, other] : [other, limit];
}
