import { Bitmap } from './bitmap';

/** Reads or writes numbers of any width, the highest bit first. */
class Bits {
  #at = 0;
  constructor(readonly bytes: Uint8Array | number[]) {}

  read(width: number): number {
    let value = 0;
    for (let i = 0; i < width; i++, this.#at++) value = value * 2 + (((this.bytes[this.#at >> 3] ?? 0) >> (7 - (this.#at & 7))) & 1);
    return value;
  }

  write(value: number, width: number): void {
    for (let i = width - 1; i >= 0; i--, this.#at++) {
      const bit = Math.floor(value / 2 ** i) & 1;
      this.bytes[this.#at >> 3] = (this.bytes[this.#at >> 3] ?? 0) | (bit << (7 - (this.#at & 7)));
    }
  }
}

const sizes = [3, 4, 8, 16] as const;
const longest = 65_536;

/**
 * The bytes of an RGBA image in Label Studio's packing: how many values, their width, four widths of counts; then pieces
 * of one value repeated or of values one by one. A pixel is in the mask if its fourth byte is not 0. Only that is kept:
 * an image of twelve megapixels would be 48 MB.
 */
export function fromLabelStudio(rle: readonly number[] | Uint8Array, width: number, height: number): Bitmap {
  const bits = new Bits(rle as Uint8Array);
  const count = bits.read(32);
  const wordSize = bits.read(5) + 1;
  const widths = [0, 1, 2, 3].map(() => bits.read(4) + 1);
  const bitmap = new Bitmap(width, height);
  for (let at = 0; at < count; ) {
    const repeated = bits.read(1) === 1;
    const length = bits.read(widths[bits.read(2)] as number) + 1;
    const value = repeated ? bits.read(wordSize) : 0;
    if (repeated && value === 0) {
      at += length;
      continue;
    }
    for (const end = Math.min(count, at + length); at < end; at++) {
      const here = repeated ? value : bits.read(wordSize);
      if (at % 4 === 3 && here > 0) bitmap.data[at >> 2] = 1;
    }
  }
  return bitmap;
}

/** All four bytes of a pixel are written alike, 0 or 255, as its own helper does. */
export function toLabelStudio(bitmap: Bitmap): number[] {
  const { data } = bitmap;
  const bytes: number[] = [];
  const bits = new Bits(bytes);
  bits.write(data.length * 4, 32);
  bits.write(7, 5);
  for (const size of sizes) bits.write(size - 1, 4);
  for (let from = 0; from < data.length; ) {
    let to = from + 1;
    while (to < data.length && data[to] === data[from]) to++;
    for (let left = (to - from) * 4; left > 0; ) {
      const length = Math.min(left, longest);
      const size = sizes.findIndex((one) => length <= 2 ** one);
      bits.write(1, 1);
      bits.write(size, 2);
      bits.write(length - 1, sizes[size] as number);
      bits.write(data[from] === 0 ? 0 : 255, 8);
      left -= length;
    }
    from = to;
  }
  return bytes;
}
