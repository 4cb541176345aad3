/** A point of a curve, with its interval where there is one. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** The least and the greatest value, never the same twice, so that a scale can be made of them. */
export function extent(values: readonly number[]): readonly [number, number] {
  const real = values.filter(Number.isFinite);
  if (real.length === 0) return [0, 1];
  const [low, high] = real.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  if (low < high) return [low, high];
  const pad = Math.abs(low) * 0.1 || 1;
  return [low - pad, high + pad];
}

/** At most `most` points, spread evenly, with the last one kept: what the eye can tell apart on a screen. */
export function thin<P>(points: readonly P[], most: number): readonly P[] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * step)] as P);
}
