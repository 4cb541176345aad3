import { Bitmap } from './bitmap';

/** The pixels of an image: four bytes each, red, green, blue and opacity, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

/**
 * The pixels that hang together with the one at a place and differ from it by at most `tolerance` in every colour:
 * whole pieces of rows at a time, then those above and below (scan-line flood fill).
 */
export function flood(pixels: Pixels, x: number, y: number, tolerance: number): Bitmap {
  const { width, height, data } = pixels;
  const found = new Bitmap(width, height);
  const [startX, startY] = [Math.floor(x), Math.floor(y)];
  if (startX < 0 || startY < 0 || startX >= width || startY >= height) return found;
  const seed = (startY * width + startX) * 4;
  const [red, green, blue] = [data[seed] as number, data[seed + 1] as number, data[seed + 2] as number];
  const fits = (at: number) =>
    found.data[at] === 0 &&
    Math.abs((data[at * 4] as number) - red) <= tolerance &&
    Math.abs((data[at * 4 + 1] as number) - green) <= tolerance &&
    Math.abs((data[at * 4 + 2] as number) - blue) <= tolerance;
  const open = [startY * width + startX];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (!fits(at)) continue;
    const row = Math.floor(at / width) * width;
    let [from, to] = [at, at];
    while (from > row && fits(from - 1)) from--;
    while (to < row + width - 1 && fits(to + 1)) to++;
    found.data.fill(1, from, to + 1);
    for (const other of [from - width, from + width]) {
      if (other < 0 || other >= width * height) continue;
      for (let i = other, joined = false; i <= other + to - from; i++) {
        const here = fits(i);
        if (here && !joined) open.push(i);
        joined = here;
      }
    }
  }
  return found;
}
