const pair = /[\ud800-\udbff][\udc00-\udfff]/g;

/**
 * Between UTF-16 units, in which a browser counts, and code points, in which offsets are kept. It remembers where the
 * surrogate pairs are, so a text without any costs nothing; a lone surrogate is a code point of its own.
 */
export class CodePoints {
  /** The first unit of every pair. */
  readonly #pairs: Uint32Array;
  readonly #units: number;

  constructor(text: string) {
    const found: number[] = [];
    if (/[\ud800-\udbff]/.test(text)) for (const match of text.matchAll(pair)) found.push(match.index);
    this.#pairs = Uint32Array.from(found);
    this.#units = text.length;
  }

  /** How many code points the text has. */
  get length(): number {
    return this.#units - this.#pairs.length;
  }

  /** The code point that begins at a unit; the middle of a pair counts as the one behind it. */
  pointAt(unit: number): number {
    return unit - count(this.#pairs.length, (i) => (this.#pairs[i] as number) + 2 <= unit);
  }

  /** The unit at which a code point begins. */
  unitAt(point: number): number {
    return point + count(this.#pairs.length, (i) => (this.#pairs[i] as number) - i < point);
  }
}

/** How many of the first numbers hold, where all that hold come first. */
function count(length: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
