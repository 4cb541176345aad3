import { meets, type Bounds } from '../geometry/points';
import { boundsOf, distanceTo, type Shape } from '../geometry/shape';

/** The part that both cover is looked at in so many cells on its longer side. */
const cells = 96;

/**
 * How much two shapes are the same: the share that both cover of what one of them does (intersection over union), 0 to 1.
 * Boxes that are not turned are reckoned; other areas are counted in cells. What has no inside counts as wide as `reach`
 * around its points and lines.
 */
export function overlapOf(a: Shape, b: Shape, reach: number): number {
  const [first, second] = [wide(boundsOf(a), a, reach), wide(boundsOf(b), b, reach)];
  if (!meets(first, second)) return 0;
  if (isPlainBox(a) && isPlainBox(b)) return ofBounds(first, second);
  const all = { left: Math.min(first.left, second.left), top: Math.min(first.top, second.top), right: Math.max(first.right, second.right), bottom: Math.max(first.bottom, second.bottom) };
  const cell = Math.max(all.right - all.left, all.bottom - all.top) / cells;
  if (!(cell > 0)) return 1;
  let [both, either] = [0, 0];
  for (let y = all.top + cell / 2; y < all.bottom; y += cell) {
    for (let x = all.left + cell / 2; x < all.right; x += cell) {
      const [inFirst, inSecond] = [covers(a, first, x, y, reach), covers(b, second, x, y, reach)];
      if (inFirst || inSecond) either++;
      if (inFirst && inSecond) both++;
    }
  }
  return either === 0 ? 0 : both / either;
}

const hasInside = (shape: Shape) => shape.kind !== 'point' && shape.kind !== 'line' && shape.kind !== 'keypoints';
const isPlainBox = (shape: Shape) => shape.kind === 'box' && (shape.box.angle ?? 0) === 0;

function wide({ left, top, right, bottom }: Bounds, shape: Shape, reach: number): Bounds {
  const by = hasInside(shape) ? 0 : reach;
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

function covers(shape: Shape, bounds: Bounds, x: number, y: number, reach: number): boolean {
  if (x < bounds.left || x > bounds.right || y < bounds.top || y > bounds.bottom) return false;
  return distanceTo(shape, x, y) <= (hasInside(shape) ? 0 : reach);
}

function ofBounds(a: Bounds, b: Bounds): number {
  const both = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  const either = (a.right - a.left) * (a.bottom - a.top) + (b.right - b.left) * (b.bottom - b.top) - both;
  return either > 0 ? both / either : 0;
}

