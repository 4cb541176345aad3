import { within, type Bounds, type Size } from '../geometry/points';
import type { View } from '../geometry/view';

/** A large image in tiles of several levels: level 0 at its own size, each further one at half the size of the one before. */
export interface Pyramid extends Size {
  readonly side: number;
  readonly levels: number;
  readonly address: (level: number, column: number, row: number) => string;
}

/** A tile, and where it lies on the image. */
export interface PlacedTile extends Size {
  readonly key: string;
  readonly level: number;
  readonly x: number;
  readonly y: number;
  readonly bitmap: ImageBitmap;
}

interface Wanted {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

const mostAtOnce = 6;
const keyOf = ({ level, column, row }: Wanted) => `${level}/${column}-${row}`;

/** The coarsest level that has a pixel for each of the screen. */
export function levelFor({ levels }: Pyramid, scale: number): number {
  return within(Math.floor(-Math.log2(scale) + 1e-9), 0, levels - 1);
}

/** The tiles of a level that meet a part of the image, those in its middle first. */
export function tilesIn({ width, height, side }: Pyramid, level: number, part: Bounds): Wanted[] {
  const span = side * 2 ** level;
  const range = (low: number, high: number, size: number) => [within(Math.floor(low / span), 0, Math.ceil(size / span) - 1), within(Math.floor(high / span), 0, Math.ceil(size / span) - 1)] as const;
  const [left, right] = range(part.left, part.right, width);
  const [top, bottom] = range(part.top, part.bottom, height);
  if (part.right < 0 || part.bottom < 0 || part.left > width || part.top > height) return [];
  const found: Wanted[] = [];
  for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) found.push({ level, column, row });
  const away = (one: Wanted) => Math.hypot(one.column - (left + right) / 2, one.row - (top + bottom) / 2);
  return found.sort((a, b) => away(a) - away(b));
}

/**
 * The tiles of one image that are near at hand. It loads those that the screen needs, a few at a time and the latest wishes
 * first, keeps so many of those used last, and lets the others go; a coarser tile stands in while a finer one is on its way.
 */
export class Tiles {
  readonly #there = new Map<string, PlacedTile>();
  readonly #loading = new Map<string, AbortController>();
  readonly #failed = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly Wanted[] = [];
  #closed = false;

  constructor(
    readonly pyramid: Pyramid,
    readonly fetchTile: (address: string, signal: AbortSignal) => Promise<ImageBitmap>,
    readonly most = 128,
  ) {}

  /** How many tiles it holds now. */
  get size(): number {
    return this.#there.size;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What there is to be seen of a part of the image, coarse tiles first; what is missing is on its way. */
  see(view: View, stage: Size, ratio: number): readonly PlacedTile[] {
    const part = view.shown(stage);
    const level = levelFor(this.pyramid, view.scale * ratio);
    const last = this.pyramid.levels - 1;
    const fine = tilesIn(this.pyramid, level, part).slice(0, this.most - 1);
    this.#wanted = [{ level: last, column: 0, row: 0 }, ...fine];
    const isWanted = new Set(this.#wanted.map(keyOf));
    for (const [key, load] of this.#loading) if (!isWanted.has(key)) load.abort();
    this.#load();
    const missing = fine.some((one) => !this.#there.has(keyOf(one)));
    const seen = new Map<string, PlacedTile>();
    for (let coarse = last; coarse >= level; coarse--) {
      if (coarse !== last && coarse !== level && !missing) continue;
      for (const one of coarse === level ? fine : tilesIn(this.pyramid, coarse, part)) {
        const tile = this.#there.get(keyOf(one));
        if (tile === undefined) continue;
        seen.set(tile.key, tile);
        // Used last, kept longest.
        this.#there.delete(tile.key);
        this.#there.set(tile.key, tile);
      }
    }
    return [...seen.values()];
  }

  close(): void {
    this.#closed = true;
    for (const load of this.#loading.values()) load.abort();
    for (const { bitmap } of this.#there.values()) bitmap.close();
    this.#there.clear();
    this.#listeners.clear();
  }

  #load(): void {
    for (const one of this.#wanted) {
      const key = keyOf(one);
      if (this.#loading.size >= mostAtOnce) return;
      if (this.#there.has(key) || this.#loading.has(key) || this.#failed.has(key)) continue;
      const stop = new AbortController();
      this.#loading.set(key, stop);
      void this.fetchTile(this.pyramid.address(one.level, one.column, one.row), stop.signal)
        .then((bitmap) => this.#take(one, bitmap), () => {
          if (stop.signal.aborted) return;
          this.#failed.add(key);
          setTimeout(() => this.#failed.delete(key), 3000);
        })
        .finally(() => {
          this.#loading.delete(key);
          if (!this.#closed) this.#load();
        });
    }
  }

  #take(one: Wanted, bitmap: ImageBitmap): void {
    if (this.#closed) return bitmap.close();
    const span = this.pyramid.side * 2 ** one.level;
    const by = 2 ** one.level;
    const key = keyOf(one);
    // At the right and the bottom a tile of a coarse level may end half a pixel behind the image.
    this.#there.set(key, { key, level: one.level, x: one.column * span, y: one.row * span, width: bitmap.width * by, height: bitmap.height * by, bitmap });
    for (const [old, tile] of this.#there) {
      if (this.#there.size <= this.most) break;
      if (this.#wanted.some((wanted) => keyOf(wanted) === old)) continue;
      this.#there.delete(old);
      tile.bitmap.close();
    }
    for (const listener of [...this.#listeners]) listener();
  }
}

export async function loadTile(address: string, signal: AbortSignal): Promise<ImageBitmap> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`The tile answers ${answer.status}.`);
  return createImageBitmap(await answer.blob());
}
