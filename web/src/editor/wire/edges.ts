import type { Pixels } from '../mask/flood';

/** A part of the image in cells of `step` pixels, each as costly to cross as there is little of an edge in it: 1 to 255. */
export interface Costs {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly step: number;
  readonly data: Uint8Array;
}

/** How costly the cells of a part of the image are: by the steepest of its three colours (Sobel's operator), the steepest of the part being the cheapest. */
export function costsOf(pixels: Pixels, x: number, y: number, width: number, height: number, step: number): Costs {
  const [columns, rows] = [Math.max(1, Math.floor(width / step)), Math.max(1, Math.floor(height / step))];
  const steep = new Float32Array(columns * rows);
  const across = new Float32Array(3);
  let most = 0;
  for (let row = 0; row < rows; row++) {
    const [above, here, below] = [-1, 0, 1].map((by) => clamp(y + (row + by) * step, pixels.height) * pixels.width) as [number, number, number];
    for (let column = 0; column < columns; column++) {
      const [left, middle, right] = [-1, 0, 1].map((by) => clamp(x + (column + by) * step, pixels.width)) as [number, number, number];
      for (let colour = 0; colour < 3; colour++) {
        const at = (line: number, place: number) => pixels.data[(line + place) * 4 + colour] as number;
        const dx = at(above, right) + 2 * at(here, right) + at(below, right) - at(above, left) - 2 * at(here, left) - at(below, left);
        const dy = at(below, left) + 2 * at(below, middle) + at(below, right) - at(above, left) - 2 * at(above, middle) - at(above, right);
        across[colour] = Math.hypot(dx, dy);
      }
      const steepest = Math.max(across[0] as number, across[1] as number, across[2] as number);
      steep[row * columns + column] = steepest;
      most = Math.max(most, steepest);
    }
  }
  const data = new Uint8Array(columns * rows);
  // A flat part has no edge to follow: then every way costs the same, and the straight one wins.
  for (let i = 0; i < data.length; i++) data[i] = most === 0 ? 255 : Math.max(1, Math.round(255 * (1 - (steep[i] as number) / most) ** 2));
  return { x, y, width: columns, height: rows, step, data };
}

function clamp(at: number, size: number): number {
  return Math.max(0, Math.min(size - 1, Math.floor(at)));
}
