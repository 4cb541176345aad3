import { Bitmap } from './bitmap';

/**
 * A part of the image and which of its pixels are meant: lengths of runs over its rows, outside and inside in turn,
 * outside first. It is as small as it can be, so that its first and last row and column are not empty.
 */
export interface Mask {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly number[];
}

export const nothing: Mask = { x: 0, y: 0, width: 1, height: 1, runs: [1] };

/** Calls with each run inside: where it begins, counted over the part's rows, and its length. */
function eachRun(mask: Mask, call: (start: number, length: number) => void): void {
  let at = 0;
  mask.runs.forEach((length, i) => {
    if (i % 2 === 1 && length > 0) call(at, length);
    at += length;
  });
}

/** Calls with each piece of a row that is inside, in pixels of the image. */
export function eachPieceOf(mask: Mask, call: (x: number, y: number, length: number) => void): void {
  const { width } = mask;
  eachRun(mask, (start, length) => {
    for (let at = start; at < start + length; ) {
      const [row, column] = [Math.floor(at / width), at % width];
      const here = Math.min(width - column, start + length - at);
      call(mask.x + column, mask.y + row, here);
      at += here;
    }
  });
}

export function maskArea(mask: Mask): number {
  let area = 0;
  eachRun(mask, (_, length) => (area += length));
  return area;
}

export function maskCovers(mask: Mask, x: number, y: number): boolean {
  const [column, row] = [Math.floor(x) - mask.x, Math.floor(y) - mask.y];
  if (column < 0 || row < 0 || column >= mask.width || row >= mask.height) return false;
  const at = row * mask.width + column;
  let end = 0;
  for (let i = 0; i < mask.runs.length; i++) {
    end += mask.runs[i] as number;
    if (at < end) return i % 2 === 1;
  }
  return false;
}

/** 0 inside; outside, the distance to the part of the image that it lies in, or one pixel within that. */
export function distanceToMask(mask: Mask, x: number, y: number): number {
  if (maskCovers(mask, x, y)) return 0;
  return Math.max(1, Math.hypot(Math.max(mask.x - x, 0, x - mask.x - mask.width), Math.max(mask.y - y, 0, y - mask.y - mask.height)));
}

/** The mask of the pixels that are set; null if none is. */
export function maskOf(bitmap: Bitmap): Mask | null {
  const box = bitmap.tight();
  if (box === null) return null;
  const runs: number[] = [];
  let [inside, length] = [0, 0];
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let i = y * bitmap.width + box.x, end = i + box.width; i < end; i++) {
      if (bitmap.data[i] === inside) length++;
      else {
        runs.push(length);
        [inside, length] = [1 - inside, 1];
      }
    }
  }
  return { ...box, runs: [...runs, length] };
}

/** The mask on a bitmap of the size of the image; what lies beside the image is left out. */
export function bitmapOf(mask: Mask | null, width: number, height: number): Bitmap {
  const bitmap = new Bitmap(width, height);
  if (mask !== null) {
    eachPieceOf(mask, (x, y, length) => {
      if (y >= 0 && y < height) bitmap.data.fill(1, y * width + Math.max(0, x), y * width + Math.min(width, x + length));
    });
  }
  return bitmap;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Rectangles that together are the mask: pieces of rows, joined where they lie under each other with the same ends. */
export function rectanglesOf(mask: Mask): Rectangle[] {
  const done: Rectangle[] = [];
  let open = new Map<number, { x: number; y: number; width: number; height: number }>();
  let next = new Map<number, { x: number; y: number; width: number; height: number }>();
  let row = -1;
  const turnRow = (to: number) => {
    for (const [x, one] of open) if (next.get(x) !== one) done.push(one);
    open = next;
    next = new Map();
    if (to !== row + 1) {
      done.push(...open.values());
      open = new Map();
    }
    row = to;
  };
  eachPieceOf(mask, (x, y, width) => {
    if (y !== row) turnRow(y);
    const above = open.get(x);
    if (above?.width === width) {
      above.height++;
      next.set(x, above);
    } else next.set(x, { x, y, width, height: 1 });
  });
  turnRow(-2);
  return done;
}
