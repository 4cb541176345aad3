import type { Page } from '../../api';

/** Which page is read: the one behind a cursor, or the one so many rows from the beginning. */
export interface Place {
  readonly after?: string | undefined;
  readonly skip?: number | undefined;
  readonly limit: number;
}

/**
 * The rows of a list that the server gives page by page, each after the one before: those that are looked at are read,
 * those left behind are let go, so that a million rows take no more room than some pages. Where a page begins is kept.
 * Where it is known how many rows there are, a page far away is read at once.
 */
export class KeysetPages<T> {
  readonly #read: (place: Place) => Promise<Page<T>>;
  readonly #changed: () => void;
  readonly #begins = new Map<number, string | undefined>([[0, undefined]]);
  readonly #pages = new Map<number, readonly T[]>();
  readonly #reading = new Map<number, Promise<void>>();
  /** How many rows there are, as far as it was told; null if nobody knows before the end is read. */
  #told: number | null;
  #known = 0;
  #ended = false;
  #wish: readonly [number, number] | null = null;
  #granting: Promise<void> | null = null;
  #turn = 0;

  constructor(
    read: (place: Place) => Promise<Page<T>>,
    changed: () => void,
    told: number | null = null,
    readonly size = 100,
    readonly kept = 8,
  ) {
    this.#read = read;
    this.#changed = changed;
    this.#told = told;
  }

  /** How many rows are known; more may follow until it has ended. */
  get known(): number {
    return this.#told ?? this.#known;
  }

  get ended(): boolean {
    return this.#ended || this.#told !== null;
  }

  /** A row, if it is there. */
  row(place: number): T | undefined {
    return this.#pages.get(Math.floor(place / this.size))?.[place % this.size];
  }

  /** Reads the pages of these rows. While some are read, only the last wish waits: whoever scrolls by does not want what was passed. */
  want(from: number, to: number): Promise<void> {
    this.#wish = [from, to];
    this.#granting ??= this.#grant().finally(() => (this.#granting = null));
    return this.#granting;
  }

  async #grant(): Promise<void> {
    while (this.#wish !== null) {
      const [from, to] = this.#wish;
      this.#wish = null;
      const most = this.#told === null ? Math.max(...this.#begins.keys()) : Math.max(0, Math.ceil(this.#told / this.size) - 1);
      const last = Math.min(Math.floor(Math.max(0, to) / this.size), most);
      const first = Math.max(0, Math.min(Math.floor(Math.max(0, from) / this.size), last));
      const missing = [];
      for (let page = first; page <= last; page++) if (!this.#pages.has(page)) missing.push(this.#load(page));
      await Promise.all(missing);
      this.#letGo((first + last) / 2);
    }
  }

  /** Reads again what is there of these rows; less often where it has to be counted anew where they are. */
  async again(from: number, to: number): Promise<void> {
    const counted = this.#turn++ % 4 === 0;
    const there = [...this.#pages.keys()].filter((page) => (page + 1) * this.size > from && page * this.size <= to && (counted || this.#begins.has(page)));
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
    const { size } = this;
    const begin = page * size;
    const { items, next } = await this.#read(this.#begins.has(page) ? { after: this.#begins.get(page), limit: size } : { skip: begin, limit: size });
    this.#pages.set(page, items);
    if (next !== null) this.#begins.set(page + 1, next);
    if (this.#told !== null) {
      // What was told may be out of date: the end is where it is found.
      if (next === null) this.#told = begin + items.length;
      else if (begin + items.length >= this.#told) this.#told = begin + 2 * size;
    } else if (begin + items.length > this.#known || next === null) {
      this.#known = begin + items.length;
      this.#ended = next === null;
    }
    this.#changed();
  }

  #letGo(middle: number): void {
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of far.slice(0, Math.max(0, far.length - this.kept))) this.#pages.delete(page);
  }
}
