import type { Deed, Entry, Journal } from './journal';
import type { Change, Store } from './store';
import type { Work } from './work';

/** What came of sending a deed. */
export type Delivery =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly why: string };

/** Carries a deed to the server. It never throws. */
export type Courier = (deed: Deed, work: Work) => Promise<Delivery>;

/** Where the work is, in one word for the header. */
export type Saving =
  | { readonly kind: 'saved'; readonly at: number | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'kept'; readonly waiting: number; readonly onlyInPage: boolean }
  | { readonly kind: 'signed-out'; readonly waiting: number; readonly onlyInPage: boolean }
  | { readonly kind: 'refused'; readonly count: number };

export interface Refusal {
  readonly entry: Entry;
  readonly why: string;
}

export interface OutboxParts {
  readonly owner: string;
  readonly store: Store<Work>;
  readonly journal: Journal;
  readonly courier: Courier;
  readonly clock: () => number;
  readonly later: (run: () => void, millis: number) => () => void;
}

const draftPause = 400;
const longestPause = 30_000;

/**
 * Sends every change of work to the server, journal first. One deed travels at a time and deeds keep their order;
 * drafts of the same work that wait are replaced by the newest. An entry leaves the journal only when the server
 * took it, or when the person let it go.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #listeners = new Set<() => void>();
  #queue: Entry[] = [];
  #refusals: Refusal[] = [];
  #stopListening: () => void;
  #revision = 0;
  #travelling = false;
  #appending: Promise<void> = Promise.resolve();
  #obstacle: 'unreachable' | 'signed-out' | null = null;
  #failures = 0;
  #savedAt: number | null = null;
  #cancelLater: () => void = () => {};

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#stopListening = parts.store.listen((change) => this.#hear(change));
  }

  /** Takes up what an earlier visit left, and returns the drafts among it. */
  async resume(): Promise<Work[]> {
    this.#queue = [...(await this.#parts.journal.entries(this.#parts.owner)), ...this.#queue];
    this.#changed();
    void this.#send();
    return this.#queue.filter((entry) => entry.deed === 'draft').map((entry) => entry.work);
  }

  saving(): Saving {
    const waiting = this.#queue.length;
    const onlyInPage = this.#parts.journal.isFull;
    if (this.#obstacle === 'signed-out' && waiting > 0) return { kind: 'signed-out', waiting, onlyInPage };
    if (this.#obstacle === 'unreachable' && waiting > 0) return { kind: 'kept', waiting, onlyInPage };
    if (this.#refusals.length > 0) return { kind: 'refused', count: this.#refusals.length };
    return waiting > 0 ? { kind: 'saving' } : { kind: 'saved', at: this.#savedAt };
  }

  refusals(): readonly Refusal[] {
    return this.#refusals;
  }

  /** Tries again now: the network or the session is back. */
  wake(): void {
    this.#obstacle = null;
    this.#failures = 0;
    void this.#send();
  }

  /** Lets a refused deed go. */
  async drop(refusal: Refusal): Promise<void> {
    this.#refusals = this.#refusals.filter((one) => one !== refusal);
    await this.#parts.journal.remove([refusal.entry.key]);
    this.#changed();
  }

  /** Asks for the task again and sends the refused answer once more. */
  async again(refusal: Refusal): Promise<void> {
    await this.drop(refusal);
    this.#keep('reclaim', refusal.entry.work);
    this.#keep('submit', refusal.entry.work);
  }

  /** Resolves when nothing waits or something stands in the way. */
  async settled(): Promise<void> {
    await this.#appending;
    while (this.#queue.length > 0 && this.#obstacle === null) await new Promise<void>((resolve) => this.#once(resolve));
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop(): void {
    this.#stopListening();
    this.#cancelLater();
  }

  #once(listener: () => void): void {
    const stop = this.listen(() => {
      stop();
      listener();
    });
  }

  #hear(change: Change<Work>): void {
    if (change.origin !== 'user' && change.origin !== 'undo') return;
    for (const { before, after } of change.updated) {
      const deed = deedOf(before, after);
      if (deed !== null) this.#keep(deed, after);
    }
  }

  #keep(deed: Deed, work: Work): void {
    const { owner, journal, clock } = this.#parts;
    const entry = { owner, deed, work, revision: ++this.#revision, at: clock() };
    // At once, whatever else is under way: the page may be gone in a moment.
    const appended = journal.append(entry);
    this.#appending = this.#appending.then(async () => {
      const stale = this.#queue.filter((one, i) => (i > 0 || !this.#travelling) && one.deed === 'draft' && one.work.id === work.id);
      const kept = await appended;
      this.#queue = [...this.#queue.filter((one) => !stale.includes(one)), kept];
      await journal.remove(stale.map((one) => one.key));
      this.#changed();
      if (deed === 'draft' && this.#obstacle === null) this.#wait(draftPause);
      else if (this.#obstacle === null) void this.#send();
    });
  }

  async #send(): Promise<void> {
    if (this.#travelling) return;
    this.#travelling = true;
    this.#cancelLater();
    while (this.#queue[0] !== undefined && this.#obstacle === null) {
      const entry = this.#queue[0];
      await this.#settle(entry, await this.#parts.courier(entry.deed, entry.work));
      this.#changed();
    }
    this.#travelling = false;
  }

  async #settle(entry: Entry, delivery: Delivery): Promise<void> {
    switch (delivery.kind) {
      case 'accepted':
        this.#queue = this.#queue.filter((one) => one !== entry);
        this.#savedAt = this.#parts.clock();
        this.#failures = 0;
        await this.#parts.journal.remove([entry.key]);
        break;
      case 'refused':
        this.#queue = this.#queue.filter((one) => one !== entry);
        if (entry.deed === 'submit') this.#refusals = [...this.#refusals, { entry, why: delivery.why }];
        else await this.#parts.journal.remove([entry.key]);
        break;
      case 'signed-out':
        this.#obstacle = 'signed-out';
        break;
      case 'unreachable':
        this.#obstacle = 'unreachable';
        this.#wait(Math.min(longestPause, 1000 * 2 ** this.#failures++));
        break;
    }
  }

  #wait(millis: number): void {
    this.#cancelLater();
    this.#cancelLater = this.#parts.later(() => {
      if (this.#obstacle === 'unreachable') this.#obstacle = null;
      void this.#send();
    }, millis);
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** What a change of work means to the server. */
export function deedOf(before: Work, after: Work): Deed | null {
  if (before.state === after.state) return after.state === 'open' && before.answers !== after.answers ? 'draft' : null;
  if (after.state === 'submitted') return 'submit';
  if (after.state === 'skipped') return 'skip';
  return before.state === 'submitted' ? 'withdraw' : 'reclaim';
}
