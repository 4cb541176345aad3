import type { Page } from '../../api';

/**
 * The rows of a list that the server gives page by page, each after the one before: those that are looked at are read,
 * those left behind are let go, so that a million rows take no more room than some pages. Where a page begins is kept.
 */
export class KeysetPages<T> {
  readonly #read: (after: string | undefined, limit: number) => Promise<Page<T>>;
  readonly #changed: () => void;
  readonly #begins: (string | undefined)[] = [undefined];
  readonly #pages = new Map<number, readonly T[]>();
  readonly #reading = new Map<number, Promise<void>>();
  #known = 0;
  #ended = false;

  constructor(
    read: (after: string | undefined, limit: number) => Promise<Page<T>>,
    changed: () => void,
    readonly size = 100,
    readonly kept = 8,
  ) {
    this.#read = read;
    this.#changed = changed;
  }

  /** How many rows are known; more may follow until it has ended. */
  get known(): number {
    return this.#known;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** A row, if it is there. */
  row(place: number): T | undefined {
    return this.#pages.get(Math.floor(place / this.size))?.[place % this.size];
  }

  /** Reads the pages of these rows, as far as it is known where they begin. */
  async want(from: number, to: number): Promise<void> {
    const last = Math.min(Math.floor(Math.max(0, to) / this.size), this.#begins.length - 1);
    const first = Math.max(0, Math.min(Math.floor(Math.max(0, from) / this.size), last));
    const missing = [];
    for (let page = first; page <= last; page++) if (!this.#pages.has(page)) missing.push(this.#load(page));
    await Promise.all(missing);
    this.#letGo((first + last) / 2);
  }

  /** Reads again what is there of these rows. */
  async again(from: number, to: number): Promise<void> {
    const there = [...this.#pages.keys()].filter((page) => (page + 1) * this.size > from && page * this.size <= to);
    await Promise.all(there.map((page) => this.#load(page)));
  }

  #load(page: number): Promise<void> {
    const under = this.#reading.get(page);
    if (under !== undefined) return under;
    const reading = this.#loadOnce(page).finally(() => this.#reading.delete(page));
    this.#reading.set(page, reading);
    return reading;
  }

  async #loadOnce(page: number): Promise<void> {
    const { items, next } = await this.#read(this.#begins[page], this.size);
    this.#pages.set(page, items);
    if (page === this.#begins.length - 1) {
      this.#known = page * this.size + items.length;
      if (next === null) this.#ended = true;
      else {
        this.#ended = false;
        this.#begins.push(next);
      }
    }
    this.#changed();
  }

  #letGo(middle: number): void {
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of far.slice(0, Math.max(0, far.length - this.kept))) this.#pages.delete(page);
  }
}
