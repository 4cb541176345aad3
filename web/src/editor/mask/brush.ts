import type { ImagePoint } from '../geometry/points';
import type { Bitmap } from './bitmap';

/** Sets (1) or clears (0) the pixels whose middle a round brush passes over on its way from a to b. */
export function stroke(bitmap: Bitmap, a: ImagePoint, b: ImagePoint, radius: number, value: 0 | 1): void {
  const { width, height, data } = bitmap;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const [top, bottom] = [Math.max(0, Math.floor(Math.min(a.y, b.y) - radius)), Math.min(height - 1, Math.ceil(Math.max(a.y, b.y) + radius))];
  const [left, right] = [Math.max(0, Math.floor(Math.min(a.x, b.x) - radius)), Math.min(width - 1, Math.ceil(Math.max(a.x, b.x) + radius))];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - a.x, y + 0.5 - a.y];
      const t = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
      if ((px - t * dx) ** 2 + (py - t * dy) ** 2 <= radius * radius) data[y * width + x] = value;
    }
  }
}
