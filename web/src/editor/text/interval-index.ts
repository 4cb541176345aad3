import type { Part } from './parts';

/**
 * Which of many stretches meet one, without asking all of them: sorted by their start, with the farthest end below every
 * node of the tree whose root is the middle (an augmented interval tree laid out in its array).
 */
export class IntervalIndex {
  readonly #parts: readonly Part[];
  readonly #order: Uint32Array;
  readonly #farthest: Float64Array;

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
    this.#order = Uint32Array.from(parts.keys()).sort((a, b) => this.#part(a).start - this.#part(b).start || a - b);
    this.#farthest = new Float64Array(parts.length);
    this.#measure(0, parts.length);
  }

  /** The places in the list of those that share at least one character with this stretch, by their start. */
  meeting(start: number, end: number): number[] {
    const found: number[] = [];
    this.#search(0, this.#parts.length, start, end, found);
    return found;
  }

  #part(place: number): Part {
    return this.#parts[place] as Part;
  }

  #measure(low: number, high: number): number {
    if (low >= high) return -Infinity;
    const middle = (low + high) >> 1;
    const end = Math.max(this.#part(this.#order[middle] as number).end, this.#measure(low, middle), this.#measure(middle + 1, high));
    this.#farthest[middle] = end;
    return end;
  }

  #search(low: number, high: number, start: number, end: number, found: number[]): void {
    if (low >= high) return;
    const middle = (low + high) >> 1;
    if ((this.#farthest[middle] as number) <= start) return;
    this.#search(low, middle, start, end, found);
    const place = this.#order[middle] as number;
    const part = this.#part(place);
    if (part.start >= end) return;
    if (part.end > start) found.push(place);
    this.#search(middle + 1, high, start, end, found);
  }
}
