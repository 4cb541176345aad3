import { untrack } from 'svelte';
import { Problem } from '../api';

const skeletonAfter = 150;

/**
 * Something read from the server. The old content stays while it refreshes; a skeleton is wished for only after
 * 150 ms without any content. With `every`, it reads again that many milliseconds after each answer, but not in a hidden tab.
 */
export class Query<T> {
  data = $state.raw<T | undefined>();
  problem = $state.raw<Problem | null>(null);
  slow = $state(false);
  readonly #read: () => Promise<T>;
  readonly #every: ((data: T) => number | null) | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  #turn = 0;

  constructor(read: () => Promise<T>, every: ((data: T) => number | null) | null = null) {
    this.#read = read;
    this.#every = every;
  }

  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    clearTimeout(this.#timer);
    if (this.data === undefined) this.#slowTimer ??= setTimeout(() => (this.slow = true), skeletonAfter);
    try {
      const data = await this.#read();
      if (turn !== this.#turn || this.#stopped) return;
      this.data = data;
      this.problem = null;
    } catch (error) {
      if (turn !== this.#turn || this.#stopped) return;
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
    }
    clearTimeout(this.#slowTimer);
    this.slow = false;
    this.#plan();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#slowTimer);
  }

  #plan(): void {
    if (this.#every === null || this.#stopped) return;
    const wait = this.data === undefined ? 4000 : this.#every(this.data);
    if (wait === null) return;
    this.#timer = setTimeout(() => (document.hidden ? this.#plan() : void this.refresh()), wait);
  }
}

/** A query that lives as long as the component which asks. Call it while the component is set up. */
export function query<T>(read: () => Promise<T>, every: ((data: T) => number | null) | null = null): Query<T> {
  const made = new Query(read, every);
  // Only the life of the component counts: what the query itself reads and writes must not start it again.
  $effect(() => {
    untrack(() => void made.refresh());
    return () => made.stop();
  });
  return made;
}
