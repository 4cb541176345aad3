import type { Bounds } from '../geometry/points';

const smallest = 32;
const step = 4;
const levels = 8;
const columns = 0x8000;

/**
 * Finds what lies near a place. Each entry stands in the cells that it touches of one grid, whose cells are as large as
 * the entry or up to four times larger: so in four cells at most, and a place is looked up in one cell of each grid.
 */
export class Grid {
  readonly #cells = Array.from({ length: levels }, () => new Map<number, number[]>());
  readonly #counts = new Int32Array(levels);

  add(entry: number, bounds: Bounds): void {
    const level = levelOf(bounds);
    this.#counts[level] = (this.#counts[level] as number) + 1;
    this.#each(level, bounds, (cell, cells) => {
      const here = cells.get(cell);
      if (here === undefined) cells.set(cell, [entry]);
      else here.push(entry);
    });
  }

  /** @param bounds those that it was added with */
  remove(entry: number, bounds: Bounds): void {
    const level = levelOf(bounds);
    this.#counts[level] = (this.#counts[level] as number) - 1;
    this.#each(level, bounds, (cell, cells) => {
      const left = cells.get(cell)?.filter((one) => one !== entry) ?? [];
      if (left.length > 0) cells.set(cell, left);
      else cells.delete(cell);
    });
  }

  /** Calls with each entry that may touch the bounds; with some of them more than once. */
  search(bounds: Bounds, call: (entry: number) => void): void {
    for (let level = 0; level < levels; level++) {
      if ((this.#counts[level] as number) === 0) continue;
      const cells = this.#cells[level] as Map<number, number[]>;
      const [left, top, right, bottom] = cellsOf(level, bounds);
      if ((right - left + 1) * (bottom - top + 1) > cells.size) {
        for (const [cell, entries] of cells) {
          const [x, y] = [cell % columns, Math.floor(cell / columns)];
          if (x >= left && x <= right && y >= top && y <= bottom) entries.forEach(call);
        }
      } else this.#each(level, bounds, (cell) => cells.get(cell)?.forEach(call));
    }
  }

  #each(level: number, bounds: Bounds, call: (cell: number, cells: Map<number, number[]>) => void): void {
    const cells = this.#cells[level] as Map<number, number[]>;
    const [left, top, right, bottom] = cellsOf(level, bounds);
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) call(y * columns + x, cells);
  }
}

function levelOf({ left, top, right, bottom }: Bounds): number {
  const size = Math.max(right - left, bottom - top, smallest);
  return Math.min(levels - 1, Math.ceil(Math.log(size / smallest) / Math.log(step)));
}

/** Places far beside the image share the cells at its edge. */
function cellsOf(level: number, { left, top, right, bottom }: Bounds): [number, number, number, number] {
  const size = smallest * step ** level;
  const cell = (at: number) => Math.min(columns - 1, Math.max(0, Math.floor(at / size) + 1));
  return [cell(left), cell(top), cell(right), cell(bottom)];
}
