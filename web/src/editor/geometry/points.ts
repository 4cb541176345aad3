declare const space: unique symbol;

/** A place on the image, in its pixels, y downwards. It cannot be taken for a place on the screen. */
export type ImagePoint = { readonly x: number; readonly y: number; readonly [space]: 'image' };

/** A place on the screen, in CSS pixels from the top left of the stage. */
export type ScreenPoint = { readonly x: number; readonly y: number; readonly [space]: 'screen' };

export const onImage = (x: number, y: number): ImagePoint => ({ x, y }) as ImagePoint;
export const onScreen = (x: number, y: number): ScreenPoint => ({ x, y }) as ScreenPoint;

/** A point as it stands in an answer. */
export type Pair = readonly [number, number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const distanceOf = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y);
export const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The nearest place that lies on the image. */
export const kept = (at: ImagePoint, size: Size): ImagePoint => onImage(within(at.x, 0, size.width), within(at.y, 0, size.height));

export function around(points: Iterable<readonly number[]>): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const point of points) {
    const [x = 0, y = 0] = point;
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

export const meets = (a: Bounds, b: Bounds): boolean => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;

export const united = (a: Bounds, b: Bounds): Bounds => ({ left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) });

const radians = Math.PI / 180;

/** Turned clockwise (on a screen) about a centre, by degrees. */
export function turned(x: number, y: number, centreX: number, centreY: number, angle: number): Pair {
  if (angle === 0) return [x, y];
  const [cos, sin] = [Math.cos(angle * radians), Math.sin(angle * radians)];
  const [dx, dy] = [x - centreX, y - centreY];
  return [centreX + dx * cos - dy * sin, centreY + dx * sin + dy * cos];
}

/** An angle in degrees, from 0 up to 360. */
export const turn = (angle: number): number => ((angle % 360) + 360) % 360;
export const angleOf = (fromX: number, fromY: number, toX: number, toY: number): number => Math.atan2(toY - fromY, toX - fromX) / radians;
