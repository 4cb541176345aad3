import { distanceToMask, maskArea, type Mask } from '../mask/mask';
import { cornersOf, distanceToBox, type Box } from './box';
import { distanceToEllipse, ellipseBounds, ellipsePoints, type Ellipse } from './ellipse';
import { covers, distanceToPath, lengthOf, polygonArea } from './path';
import { around, type Bounds, type Pair } from './points';

/** Not in the image, there but hidden, visible. */
export type Visibility = 0 | 1 | 2;
export type Keypoint = readonly [number, number, Visibility];

/** Where a region lies. The value stands in an answer under the name of its kind. */
export type Shape =
  | { readonly kind: 'box'; readonly box: Box }
  | { readonly kind: 'polygon'; readonly polygon: readonly Pair[]; readonly holes?: readonly (readonly Pair[])[] }
  | { readonly kind: 'line'; readonly line: readonly Pair[] }
  | { readonly kind: 'point'; readonly point: Pair }
  | { readonly kind: 'ellipse'; readonly ellipse: Ellipse }
  | { readonly kind: 'keypoints'; readonly keypoints: readonly Keypoint[] }
  | { readonly kind: 'mask'; readonly mask: Mask };

export type Kind = Shape['kind'];
export const kinds: readonly Kind[] = ['box', 'polygon', 'line', 'point', 'ellipse', 'keypoints', 'mask'];

export const placed = (keypoints: readonly Keypoint[]): Keypoint[] => keypoints.filter((one) => one[2] > 0);

export function boundsOf(shape: Shape): Bounds {
  switch (shape.kind) {
    case 'box':
      return around(cornersOf(shape.box));
    case 'polygon':
      return around(shape.polygon);
    case 'line':
      return around(shape.line);
    case 'point':
      return around([shape.point]);
    case 'ellipse':
      return ellipseBounds(shape.ellipse);
    case 'keypoints': {
      const there = placed(shape.keypoints);
      return around(there.length > 0 ? there : [[0, 0]]);
    }
    case 'mask': {
      const { x, y, width, height } = shape.mask;
      return { left: x, top: y, right: x + width, bottom: y + height };
    }
  }
}

/** How far a place is from the shape; 0 inside an area. */
export function distanceTo(shape: Shape, x: number, y: number): number {
  switch (shape.kind) {
    case 'box':
      return distanceToBox(shape.box, x, y);
    case 'polygon': {
      const inHole = shape.holes?.some((hole) => covers(hole, x, y)) ?? false;
      if (covers(shape.polygon, x, y) && !inHole) return 0;
      return Math.min(...[shape.polygon, ...(shape.holes ?? [])].map((outline) => distanceToPath(outline, true, x, y)));
    }
    case 'line':
      return distanceToPath(shape.line, false, x, y);
    case 'point':
      return Math.hypot(shape.point[0] - x, shape.point[1] - y);
    case 'ellipse':
      return distanceToEllipse(shape.ellipse, x, y);
    case 'keypoints':
      return Math.min(Infinity, ...placed(shape.keypoints).map((one) => Math.hypot(one[0] - x, one[1] - y)));
    case 'mask':
      return distanceToMask(shape.mask, x, y);
  }
}

/** In pixels of the image; 0 for what has no inside. */
export function areaOf(shape: Shape): number {
  switch (shape.kind) {
    case 'box':
      return shape.box.width * shape.box.height;
    case 'polygon':
      return polygonArea(shape.polygon, shape.holes);
    case 'ellipse':
      return Math.PI * shape.ellipse.radiusX * shape.ellipse.radiusY;
    case 'mask':
      return maskArea(shape.mask);
    default:
      return 0;
  }
}

const by = (dx: number, dy: number) => (point: Pair): Pair => [point[0] + dx, point[1] + dy];

export function movedBy(shape: Shape, dx: number, dy: number): Shape {
  switch (shape.kind) {
    case 'box':
      return { ...shape, box: { ...shape.box, x: shape.box.x + dx, y: shape.box.y + dy } };
    case 'polygon': {
      const holes = shape.holes === undefined ? {} : { holes: shape.holes.map((hole) => hole.map(by(dx, dy))) };
      return { ...shape, polygon: shape.polygon.map(by(dx, dy)), ...holes };
    }
    case 'line':
      return { ...shape, line: shape.line.map(by(dx, dy)) };
    case 'point':
      return { ...shape, point: by(dx, dy)(shape.point) };
    case 'ellipse':
      return { ...shape, ellipse: { ...shape.ellipse, x: shape.ellipse.x + dx, y: shape.ellipse.y + dy } };
    case 'keypoints':
      return { ...shape, keypoints: shape.keypoints.map((one) => (one[2] === 0 ? one : ([one[0] + dx, one[1] + dy, one[2]] as const))) };
    case 'mask':
      // Masks lie on whole pixels, and on the image.
      return { ...shape, mask: { ...shape.mask, x: Math.max(0, shape.mask.x + Math.round(dx)), y: Math.max(0, shape.mask.y + Math.round(dy)) } };
  }
}

/** Wider and higher by so much, with the left and upper edge where they are; what has no size, or lies on whole pixels, stays. */
export function grownBy(shape: Shape, dx: number, dy: number): Shape {
  const { left, top, right, bottom } = boundsOf(shape);
  const grown = (from: number, at: number, size: number, more: number) => (size > 0 ? from + ((at - from) * Math.max(1, size + more)) / size : at);
  const put = (point: Pair): Pair => [grown(left, point[0], right - left, dx), grown(top, point[1], bottom - top, dy)];
  switch (shape.kind) {
    case 'box':
      return { ...shape, box: { ...shape.box, width: Math.max(1, shape.box.width + dx), height: Math.max(1, shape.box.height + dy) } };
    case 'ellipse':
      return { ...shape, ellipse: { ...shape.ellipse, radiusX: Math.max(1, shape.ellipse.radiusX + dx / 2), radiusY: Math.max(1, shape.ellipse.radiusY + dy / 2) } };
    case 'polygon':
      return { ...shape, polygon: shape.polygon.map(put), ...(shape.holes === undefined ? {} : { holes: shape.holes.map((hole) => hole.map(put)) }) };
    case 'line':
      return { ...shape, line: shape.line.map(put) };
    case 'keypoints':
      return { ...shape, keypoints: shape.keypoints.map((one) => (one[2] === 0 ? one : ([...put([one[0], one[1]]), one[2]] as const))) };
    default:
      return shape;
  }
}

/** Can it be kept: does it have a size, and enough points? */
export function isWhole(shape: Shape): boolean {
  switch (shape.kind) {
    case 'box':
      return shape.box.width > 0 && shape.box.height > 0;
    case 'polygon':
      return shape.polygon.length >= 3 && polygonArea(shape.polygon) > 0;
    case 'line':
      return shape.line.length >= 2 && lengthOf(shape.line) > 0;
    case 'ellipse':
      return shape.ellipse.radiusX > 0 && shape.ellipse.radiusY > 0;
    case 'keypoints':
      return placed(shape.keypoints).length > 0;
    case 'mask':
      return shape.mask.runs.length > 1;
    case 'point':
      return true;
  }
}

export interface Path {
  readonly points: readonly Pair[];
  readonly closed: boolean;
}

/** The lines that draw it; a mask has none, it is drawn by its area. */
export function pathsOf(shape: Shape, edges: readonly (readonly number[])[] = []): Path[] {
  switch (shape.kind) {
    case 'box':
      return [{ points: cornersOf(shape.box), closed: true }];
    case 'polygon':
      return [shape.polygon, ...(shape.holes ?? [])].map((points) => ({ points, closed: true }));
    case 'line':
      return [{ points: shape.line, closed: false }];
    case 'ellipse':
      return [{ points: ellipsePoints(shape.ellipse), closed: true }];
    case 'keypoints':
      return edges.flatMap(([from = 0, to = 0]) => {
        const [a, b] = [shape.keypoints[from], shape.keypoints[to]];
        return a && b && a[2] > 0 && b[2] > 0 ? [{ points: [[a[0], a[1]] as Pair, [b[0], b[1]] as Pair], closed: false }] : [];
      });
    default:
      return [];
  }
}

/** The places that are drawn as dots. */
export function dotsOf(shape: Shape): (readonly [number, number, Visibility])[] {
  if (shape.kind === 'point') return [[shape.point[0], shape.point[1], 2]];
  return shape.kind === 'keypoints' ? placed(shape.keypoints) : [];
}
