import { angleOf, onImage, turn, turned, type ImagePoint, type Pair } from './points';

/** A box of the image; `angle` turns it clockwise about its centre, in degrees. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle?: number;
}

export const centreOf = (box: Box): ImagePoint => onImage(box.x + box.width / 2, box.y + box.height / 2);

/** A box without an angle of 0, which says nothing. */
export function boxOf(x: number, y: number, width: number, height: number, angle = 0): Box {
  return turn(angle) === 0 ? { x, y, width, height } : { x, y, width, height, angle: turn(angle) };
}

export function boxBetween(a: ImagePoint, b: ImagePoint): Box {
  return boxOf(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y));
}

/** Top left, top right, bottom right, bottom left, as they are before it is turned. */
export function cornersOf(box: Box): [Pair, Pair, Pair, Pair] {
  const { x, y } = centreOf(box);
  const corner = (px: number, py: number) => turned(px, py, x, y, box.angle ?? 0);
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  return [corner(box.x, box.y), corner(right, box.y), corner(right, bottom), corner(box.x, bottom)];
}

/** The box with an edge from a to b, reaching as far from it as c. */
export function boxOnEdge(a: ImagePoint, b: ImagePoint, c: ImagePoint): Box {
  const width = Math.hypot(b.x - a.x, b.y - a.y);
  const [ux, uy] = width === 0 ? [1, 0] : [(b.x - a.x) / width, (b.y - a.y) / width];
  const depth = (c.x - a.x) * -uy + (c.y - a.y) * ux;
  const centre = { x: (a.x + b.x) / 2 - (uy * depth) / 2, y: (a.y + b.y) / 2 + (ux * depth) / 2 };
  const height = Math.abs(depth);
  return boxOf(centre.x - width / 2, centre.y - height / 2, width, height, angleOf(a.x, a.y, b.x, b.y));
}

/** How far a place is from the box; 0 inside. */
export function distanceToBox(box: Box, x: number, y: number): number {
  const centre = centreOf(box);
  const [px, py] = turned(x, y, centre.x, centre.y, -(box.angle ?? 0));
  return Math.hypot(Math.max(box.x - px, 0, px - box.x - box.width), Math.max(box.y - py, 0, py - box.y - box.height));
}
