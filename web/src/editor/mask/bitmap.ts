/** One byte a pixel, row by row: 1 where it is set. */
export class Bitmap {
  readonly data: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
    data?: Uint8Array,
  ) {
    this.data = data ?? new Uint8Array(width * height);
  }

  /** The smallest part that holds all pixels that are set; null if none is. */
  tight(): { x: number; y: number; width: number; height: number } | null {
    const { width, height, data } = this;
    const first = data.indexOf(1);
    if (first < 0) return null;
    const [top, bottom] = [Math.floor(first / width), Math.floor(data.lastIndexOf(1) / width)];
    let [left, right] = [width, -1];
    for (let y = top; y <= Math.min(bottom, height - 1); y++) {
      const row = data.subarray(y * width, (y + 1) * width);
      const from = row.indexOf(1);
      if (from < 0) continue;
      left = Math.min(left, from);
      right = Math.max(right, row.lastIndexOf(1));
    }
    return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  }
}
