import { boxOf, centreOf, type Box } from './box';
import type { Ellipse } from './ellipse';
import { turn, turned, type Pair, type Size } from './points';

/** A box as Label Studio keeps it: in percent of the image, turned about its top left corner. */
export interface PercentBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation?: number;
}

export interface PercentEllipse {
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly rotation?: number;
}

const px = (percent: number, whole: number) => (percent / 100) * whole;
const pc = (pixels: number, whole: number) => (pixels / whole) * 100;

/** Turned in pixels and not in percent, which differ in length across and down. */
export function boxFromPercent(value: PercentBox, image: Size): Box {
  const [left, top] = [px(value.x, image.width), px(value.y, image.height)];
  const [width, height] = [px(value.width, image.width), px(value.height, image.height)];
  const angle = value.rotation ?? 0;
  const [cx, cy] = turned(left + width / 2, top + height / 2, left, top, angle);
  return boxOf(cx - Math.abs(width) / 2, cy - Math.abs(height) / 2, Math.abs(width), Math.abs(height), angle);
}

export function boxToPercent(box: Box, image: Size): PercentBox {
  const { x, y } = centreOf(box);
  const [left, top] = turned(box.x, box.y, x, y, box.angle ?? 0);
  return { x: pc(left, image.width), y: pc(top, image.height), width: pc(box.width, image.width), height: pc(box.height, image.height), rotation: turn(box.angle ?? 0) };
}

export function ellipseFromPercent(value: PercentEllipse, image: Size): Ellipse {
  const [x, y, radiusX, radiusY] = [px(value.x, image.width), px(value.y, image.height), px(value.radiusX, image.width), px(value.radiusY, image.height)];
  return { x, y, radiusX, radiusY, ...(turn(value.rotation ?? 0) === 0 ? {} : { angle: turn(value.rotation ?? 0) }) };
}

export const pointsFromPercent = (points: readonly Pair[], image: Size): Pair[] => points.map(([x, y]) => [px(x, image.width), px(y, image.height)]);
export const pointsToPercent = (points: readonly Pair[], image: Size): Pair[] => points.map(([x, y]) => [pc(x, image.width), pc(y, image.height)]);
