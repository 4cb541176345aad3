import { Bitmap } from '../mask/bitmap';
import type { Pixels } from '../mask/flood';
import { maskOf, type Mask } from '../mask/mask';
import { slic, type Pieces } from './slic';

/** The sides of the parts that are cut at a time, so that a hand waits for one of them at most. */
const side = 384;

interface Part extends Pieces {
  /** Left, top, right and bottom of each piece. */
  readonly bounds: Int32Array;
}

/** The superpixels of an image, part by part as a hand comes there; the same wherever one looks from. */
export class Superpixels {
  readonly #pixels: Pixels;
  readonly #parts = new Map<string, Part>();
  readonly #masks = new Map<string, Mask | null>();

  constructor(
    pixels: Pixels,
    readonly size: number,
  ) {
    this.#pixels = pixels;
  }

  /** Which one this place lies in; null beside the image. */
  nameAt(x: number, y: number): string | null {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    if (column < 0 || row < 0 || column >= this.#pixels.width || row >= this.#pixels.height) return null;
    const part = this.#partAt(column, row);
    return `${part.x} ${part.y} ${part.of[(row - part.y) * part.width + column - part.x]}`;
  }

  mask(name: string): Mask | null {
    const known = this.#masks.get(name);
    if (known !== undefined) return known;
    const [x, y, piece] = name.split(' ').map(Number) as [number, number, number];
    const part = this.#partAt(x, y);
    const [left, top, right, bottom] = part.bounds.subarray(piece * 4, piece * 4 + 4) as unknown as [number, number, number, number];
    const bitmap = new Bitmap(right - left, bottom - top);
    for (let row = top, to = 0; row < bottom; row++) for (let at = row * part.width + left; at < row * part.width + right; at++, to++) if (part.of[at] === piece) bitmap.data[to] = 1;
    const found = maskOf(bitmap);
    const mask = found && { ...found, x: found.x + part.x + left, y: found.y + part.y + top };
    this.#masks.set(name, mask);
    return mask;
  }

  #partAt(x: number, y: number): Part {
    const [left, top] = [Math.floor(x / side) * side, Math.floor(y / side) * side];
    const known = this.#parts.get(`${left} ${top}`);
    if (known !== undefined) return known;
    const cut = slic(this.#pixels, left, top, Math.min(side, this.#pixels.width - left), Math.min(side, this.#pixels.height - top), this.size);
    const part = { ...cut, bounds: boundsOf(cut) };
    this.#parts.set(`${left} ${top}`, part);
    return part;
  }
}

function boundsOf({ width, count, of }: Pieces): Int32Array {
  const bounds = new Int32Array(count * 4);
  for (let piece = 0; piece < count; piece++) bounds.set([0x7fffffff, 0x7fffffff, 0, 0], piece * 4);
  of.forEach((piece, at) => {
    const [x, y, i] = [at % width, Math.floor(at / width), piece * 4];
    bounds[i] = Math.min(bounds[i] as number, x);
    bounds[i + 1] = Math.min(bounds[i + 1] as number, y);
    bounds[i + 2] = Math.max(bounds[i + 2] as number, x + 1);
    bounds[i + 3] = Math.max(bounds[i + 3] as number, y + 1);
  });
  return bounds;
}
