const idleAfter = 30_000;

/** Time on task: it stands still while the tab is hidden and after thirty seconds without a sign of the person. */
export class Stopwatch {
  readonly #clock: () => number;
  #spent = 0;
  #seen: number;
  #counted: number;
  #hidden = false;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#seen = this.#counted = clock();
  }

  /** Starts over, from time already spent. */
  start(seconds = 0): void {
    this.#spent = seconds * 1000;
    this.#seen = this.#counted = this.#clock();
  }

  /** Somebody pressed a key or moved the pointer. */
  touch(): void {
    this.#count();
    this.#seen = this.#counted = this.#clock();
  }

  hide(): void {
    this.#count();
    this.#hidden = true;
  }

  show(): void {
    this.#hidden = false;
    this.#seen = this.#counted = this.#clock();
  }

  seconds(): number {
    this.#count();
    return Math.round(this.#spent / 100) / 10;
  }

  #count(): void {
    const until = Math.min(this.#clock(), this.#seen + idleAfter);
    if (!this.#hidden && until > this.#counted) this.#spent += until - this.#counted;
    this.#counted = Math.max(this.#counted, until);
  }
}
