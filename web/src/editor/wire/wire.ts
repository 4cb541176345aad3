import { onImage, type ImagePoint, type Pair } from '../geometry/points';
import type { Pixels } from '../mask/flood';
import { costsOf, type Costs } from './edges';

/** More cells than this are not searched; of a larger part each cell is several pixels wide. */
const mostCells = 1 << 18;
const reach = 192;
/** A step aside costs as much more as it is longer. */
const [straight, slanting] = [5, 7];

/**
 * A wire that lies along edges (Mortensen and Barrett 1995, "Intelligent scissors"): the cheapest way from one pixel to
 * every other of a part of the image, by Dijkstra's search. Costs are small whole numbers, so that what is open lies in
 * a ring of buckets (Dial 1969) and the search takes time in proportion to the part. It is made once for an anchor; the
 * way to wherever the hand goes is then read off. Where the hand leaves the part, a part around both is searched.
 */
export class Wire {
  readonly #pixels: Pixels;
  readonly #from: ImagePoint;
  #costs: Costs;
  #before: Int32Array;

  constructor(pixels: Pixels, from: ImagePoint) {
    this.#pixels = pixels;
    this.#from = from;
    [this.#costs, this.#before] = this.#search(from);
  }

  /** The points of the way, from the anchor to this place, both with it. */
  to(at: ImagePoint): Pair[] {
    if (!this.#holds(at)) [this.#costs, this.#before] = this.#search(at);
    const { x, y, width, step } = this.#costs;
    const way: Pair[] = [];
    for (let cell = this.#cell(at); cell >= 0; cell = this.#before[cell] as number) way.push([x + ((cell % width) + 0.5) * step, y + (Math.floor(cell / width) + 0.5) * step]);
    // Its ends are where the hand was, not in the middle of the cells that those lie in.
    return [[this.#from.x, this.#from.y], ...way.reverse().slice(1, -1), [at.x, at.y]];
  }

  #holds({ x, y }: ImagePoint): boolean {
    const part = this.#costs;
    return x >= part.x && y >= part.y && x < part.x + part.width * part.step && y < part.y + part.height * part.step;
  }

  #cell(at: ImagePoint): number {
    const { x, y, width, height, step } = this.#costs;
    const column = Math.max(0, Math.min(width - 1, Math.floor((at.x - x) / step)));
    return Math.max(0, Math.min(height - 1, Math.floor((at.y - y) / step))) * width + column;
  }

  #search(to: ImagePoint): [Costs, Int32Array] {
    const { width, height } = this.#pixels;
    const [left, top] = [Math.max(0, Math.floor(Math.min(this.#from.x, to.x)) - reach), Math.max(0, Math.floor(Math.min(this.#from.y, to.y)) - reach)];
    const [right, bottom] = [Math.min(width, Math.ceil(Math.max(this.#from.x, to.x)) + reach), Math.min(height, Math.ceil(Math.max(this.#from.y, to.y)) + reach)];
    const step = Math.max(1, Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / mostCells)));
    this.#costs = costsOf(this.#pixels, left, top, right - left, bottom - top, step);
    return [this.#costs, cheapest(this.#costs, this.#cell(onImage(this.#from.x, this.#from.y)))];
  }
}

/** For each cell the one before it on the cheapest way from the first; −1 for the first itself. */
export function cheapest({ width, height, data }: Costs, first: number): Int32Array {
  const before = new Int32Array(data.length).fill(-1);
  const cost = new Int32Array(data.length).fill(0x7fffffff);
  const done = new Uint8Array(data.length);
  const ring: number[][] = Array.from({ length: slanting * 255 + 1 }, () => []);
  cost[first] = 0;
  (ring[0] as number[]).push(first);
  for (let now = 0, open = 1; open > 0; now++) {
    const bucket = ring[now % ring.length] as number[];
    for (let cell = bucket.pop(); cell !== undefined; cell = bucket.pop()) {
      open--;
      if (done[cell] === 1) continue;
      done[cell] = 1;
      const [column, row] = [cell % width, Math.floor(cell / width)];
      for (let dy = -1; dy <= 1; dy++) {
        if (row + dy < 0 || row + dy >= height) continue;
        for (let dx = -1; dx <= 1; dx++) {
          if ((dx === 0 && dy === 0) || column + dx < 0 || column + dx >= width) continue;
          const next = cell + dy * width + dx;
          if (done[next] === 1) continue;
          const there = (cost[cell] as number) + (data[next] as number) * (dx !== 0 && dy !== 0 ? slanting : straight);
          if (there >= (cost[next] as number)) continue;
          cost[next] = there;
          before[next] = cell;
          (ring[there % ring.length] as number[]).push(next);
          open++;
        }
      }
    }
  }
  return before;
}
