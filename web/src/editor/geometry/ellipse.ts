import { turned, type Bounds, type Pair } from './points';

/** An ellipse about its centre; `angle` turns it clockwise, in degrees. */
export interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly angle?: number;
}

export function ellipseBounds({ x, y, radiusX, radiusY, angle = 0 }: Ellipse): Bounds {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const [across, down] = [Math.hypot(radiusX * cos, radiusY * sin), Math.hypot(radiusX * sin, radiusY * cos)];
  return { left: x - across, top: y - down, right: x + across, bottom: y + down };
}

/** Points on it, at even steps of its parameter. */
export function ellipsePoints({ x, y, radiusX, radiusY, angle = 0 }: Ellipse, n = 48): Pair[] {
  return Array.from({ length: n }, (_, i) => {
    const at = (2 * Math.PI * i) / n;
    return turned(x + radiusX * Math.cos(at), y + radiusY * Math.sin(at), x, y, angle);
  });
}

/** How far a place is from it, along the ray from its centre; 0 inside. */
export function distanceToEllipse({ x, y, radiusX, radiusY, angle = 0 }: Ellipse, px: number, py: number): number {
  const [qx, qy] = turned(px, py, x, y, -angle);
  const away = Math.hypot((qx - x) / radiusX, (qy - y) / radiusY);
  return away <= 1 ? 0 : Math.hypot(qx - x, qy - y) * (1 - 1 / away);
}
