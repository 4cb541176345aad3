import type { Pixels } from '../mask/flood';

/** A part of the image, each of whose pixels belongs to one of `count` pieces. */
export interface Pieces {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** By pixel, row by row. */
  readonly of: Int32Array;
}

const rounds = 5;
const compactness = 12;

/**
 * Pieces of alike and near pixels, about `size` pixels wide (Achanta et al. 2012, SLIC): k-means over place and colour
 * (CIELAB), in which each centre looks no further than twice its width. In the end what does not hang together with its
 * piece, or is too small for one, goes to the piece beside it.
 */
export function slic(pixels: Pixels, x: number, y: number, width: number, height: number, size: number): Pieces {
  const [columns, rows] = [Math.max(1, Math.round(width / size)), Math.max(1, Math.round(height / size))];
  const [gapX, gapY] = [width / columns, height / rows];
  const lab = labOf(pixels, x, y, width, height);
  const n = columns * rows;
  // Lightness, two colours, place: five numbers a centre.
  const centres = new Float64Array(n * 5);
  for (let i = 0; i < n; i++) {
    const [cx, cy] = [Math.floor(((i % columns) + 0.5) * gapX), Math.floor((Math.floor(i / columns) + 0.5) * gapY)];
    centres.set([...lab.subarray((cy * width + cx) * 3, (cy * width + cx) * 3 + 3), cx, cy], i * 5);
  }
  const of = new Int32Array(width * height);
  const near = new Float64Array(width * height);
  const byPlace = (compactness / Math.max(gapX, gapY)) ** 2;
  for (let round = 0; round < rounds; round++) {
    near.fill(Infinity);
    for (let i = 0; i < n; i++) claim(i);
    settle();
  }
  return { x, y, width, height, ...joined(of, width, height, (gapX * gapY) / 4) };

  function claim(i: number): void {
    const [l, a, b, cx, cy] = centres.subarray(i * 5, i * 5 + 5) as unknown as [number, number, number, number, number];
    const [left, right] = [Math.max(0, Math.floor(cx - gapX)), Math.min(width - 1, Math.ceil(cx + gapX))];
    const [top, bottom] = [Math.max(0, Math.floor(cy - gapY)), Math.min(height - 1, Math.ceil(cy + gapY))];
    for (let py = top; py <= bottom; py++) {
      for (let px = left, at = py * width + left; px <= right; px++, at++) {
        const [dl, da, db] = [(lab[at * 3] as number) - l, (lab[at * 3 + 1] as number) - a, (lab[at * 3 + 2] as number) - b];
        const distance = dl * dl + da * da + db * db + byPlace * ((px - cx) * (px - cx) + (py - cy) * (py - cy));
        if (distance >= (near[at] as number)) continue;
        near[at] = distance;
        of[at] = i;
      }
    }
  }

  /** Each centre goes to the middle of what it has. */
  function settle(): void {
    const [sums, counts] = [new Float64Array(n * 5), new Int32Array(n)];
    for (let at = 0; at < of.length; at++) {
      const i = of[at] as number;
      counts[i] = (counts[i] as number) + 1;
      for (let k = 0; k < 3; k++) sums[i * 5 + k] = (sums[i * 5 + k] as number) + (lab[at * 3 + k] as number);
      sums[i * 5 + 3] = (sums[i * 5 + 3] as number) + (at % width);
      sums[i * 5 + 4] = (sums[i * 5 + 4] as number) + Math.floor(at / width);
    }
    for (let i = 0; i < n; i++) if (counts[i] !== 0) for (let k = 0; k < 5; k++) centres[i * 5 + k] = (sums[i * 5 + k] as number) / (counts[i] as number);
  }
}

/** Numbers the parts that hang together anew; one smaller than `least` joins the one before it in reading order. */
function joined(of: Int32Array, width: number, height: number, least: number): { count: number; of: Int32Array } {
  const next = new Int32Array(of.length).fill(-1);
  const part: number[] = [];
  let count = 0;
  for (let first = 0; first < of.length; first++) {
    if (next[first] !== -1) continue;
    const beside = first % width > 0 ? (next[first - 1] as number) : first >= width ? (next[first - width] as number) : -1;
    part.length = 0;
    part.push(first);
    next[first] = count;
    for (let i = 0; i < part.length; i++) {
      const at = part[i] as number;
      const [column, row] = [at % width, Math.floor(at / width)];
      for (const other of [column > 0 ? at - 1 : -1, column < width - 1 ? at + 1 : -1, row > 0 ? at - width : -1, row < height - 1 ? at + width : -1]) {
        if (other < 0 || next[other] !== -1 || of[other] !== of[at]) continue;
        next[other] = count;
        part.push(other);
      }
    }
    if (part.length < least && beside >= 0) for (const at of part) next[at] = beside;
    else count++;
  }
  return { count, of: next };
}

const linear = Float64Array.from({ length: 256 }, (_, i) => (i / 255 <= 0.04045 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4));
const bent = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);

/** The colours as people see their difference: CIELAB under daylight (D65). */
function labOf({ data, width: across }: Pixels, x: number, y: number, width: number, height: number): Float32Array {
  const lab = new Float32Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [from, to] = [((y + row) * across + x + column) * 4, (row * width + column) * 3];
      const [r, g, b] = [linear[data[from] as number] as number, linear[data[from + 1] as number] as number, linear[data[from + 2] as number] as number];
      const [fx, fy, fz] = [bent((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505), bent(0.2126 * r + 0.7152 * g + 0.0722 * b), bent((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)];
      lab[to] = 116 * fy - 16;
      lab[to + 1] = 500 * (fx - fy);
      lab[to + 2] = 200 * (fy - fz);
    }
  }
  return lab;
}
