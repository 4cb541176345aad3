import type { Deed, Entry, Journal } from './journal';
import { patched, patchOf, type Patch } from './patch';
import { isRegions } from './regions/region';
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

/** A deed on its way, with the keys of all that leaves the journal when it has arrived. */
type Waiting = Entry & { readonly keys: readonly number[] };

const draftPause = 400;
const largestPause = 4000;
const tooOld = 30 * 86_400_000;
const longestPause = 30_000;

/**
 * Sends every change of work to the server, journal first. One deed travels at a time and deeds keep their order;
 * drafts of the same work that wait are replaced by the newest. An entry leaves the journal only when the server
 * took it, or when the person let it go. Of large work each edit is kept alone, and the whole is sent after a longer pause.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #listeners = new Set<() => void>();
  #queue: Waiting[] = [];
  /** Edits of an earlier visit, of work that only the server has. */
  #loose: Entry[] = [];
  #refusals: Refusal[] = [];
  #stopListening: () => void;
  readonly #sitting = crypto.randomUUID();
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
    const { queue, loose } = folded(await this.#parts.journal.entries(this.#parts.owner));
    const old = loose.filter((one) => one.at < this.#parts.clock() - tooOld);
    this.#queue = [...queue, ...this.#queue];
    this.#loose = loose.filter((one) => !old.includes(one));
    if (old.length > 0) await this.#parts.journal.remove(old.map((one) => one.key));
    this.#changed();
    void this.#send();
    return this.#queue.filter((entry) => entry.deed === 'draft').map((entry) => entry.work);
  }

  /** The work with the edits of an earlier visit that had not reached the server; they are sent with it. */
  replay(work: Work): Work {
    const mine = this.#loose.filter((one) => one.work.id === work.id || one.work.task === work.task);
    if (mine.length === 0) return work;
    this.#loose = this.#loose.filter((one) => !mine.includes(one));
    const now = mine.reduce((before, one) => patched(before, one.patch as Patch), work);
    const { patch, ...last } = mine.at(-1) as Entry;
    void patch;
    this.#queue = [...this.#queue, { ...last, work: now, keys: mine.map((one) => one.key) }];
    this.#changed();
    void this.#send();
    return now;
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
    for (;;) {
      const appending = this.#appending;
      await appending;
      if (this.#queue.length > 0 && this.#obstacle === null) await new Promise<void>((resolve) => this.#once(resolve));
      // What was done meanwhile may still be on its way into the journal, and waits nowhere yet.
      else if (appending === this.#appending) return;
    }
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
      if (deed !== null) this.#keep(deed, after, deed === 'draft' ? patchOf(before, after) : null);
    }
  }

  #keep(deed: Deed, work: Work, patch: Patch | null = null): void {
    const { owner, journal, clock } = this.#parts;
    const entry = { owner, deed, work, revision: ++this.#revision, at: clock(), sitting: this.#sitting };
    // At once, whatever else is under way: the page may be gone in a moment.
    const appended = journal.append(patch === null ? entry : { ...entry, work: { ...work, answers: {} }, patch });
    this.#appending = this.#appending.then(async () => {
      const { key } = await appended;
      const stale = this.#queue.filter((one, i) => (i > 0 || !this.#travelling) && one.deed === 'draft' && one.work.id === work.id);
      const before = stale.flatMap((one) => one.keys);
      // An edit alone stands on those before it, so they stay until it has arrived.
      this.#queue = [...this.#queue.filter((one) => !stale.includes(one)), { ...entry, key, keys: patch === null ? [key] : [...before, key] }];
      if (patch === null) await journal.remove(before);
      this.#changed();
      if (deed === 'draft' && this.#obstacle === null) this.#wait(pauseOf(work));
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

  async #settle(entry: Waiting, delivery: Delivery): Promise<void> {
    switch (delivery.kind) {
      case 'accepted':
        this.#queue = this.#queue.filter((one) => one !== entry);
        this.#savedAt = this.#parts.clock();
        this.#failures = 0;
        await this.#parts.journal.remove(entry.keys);
        break;
      case 'refused':
        this.#queue = this.#queue.filter((one) => one !== entry);
        if (entry.deed === 'submit') this.#refusals = [...this.#refusals, { entry, why: delivery.why }];
        else await this.#parts.journal.remove(entry.keys);
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

/** Large work is sent less often, for it is sent whole. */
function pauseOf(work: Work): number {
  const regions = Object.values(work.answers).reduce<number>((sum, one) => sum + (isRegions(one) ? one.regions.length : 0), 0);
  return draftPause + Math.min(largestPause, regions);
}

/** Puts edits onto the work that they were made on, and leaves out drafts that later ones replace; what is loose has its work elsewhere. */
function folded(entries: readonly Entry[]): { queue: Waiting[]; loose: Entry[] } {
  let queue: Waiting[] = [];
  let loose: Entry[] = [];
  for (const { patch, ...entry } of entries) {
    const base = queue.findLastIndex((one) => one.work.id === entry.work.id && one.deed === 'draft');
    const before = queue[base];
    if (patch === undefined) {
      const over = entry.deed === 'draft' ? [] : loose.filter((one) => one.work.id === entry.work.id);
      loose = loose.filter((one) => !over.includes(one));
      const stale = queue.filter((one) => one.deed === 'draft' && one.work.id === entry.work.id);
      queue = queue.filter((one) => !stale.includes(one));
      queue.push({ ...entry, keys: [...over.map((one) => one.key), ...stale.flatMap((one) => one.keys), entry.key] });
    } else if (before === undefined) loose.push({ ...entry, patch });
    else queue[base] = { ...entry, work: patched(before.work, patch), keys: [...before.keys, entry.key] };
  }
  return { queue, loose };
}

/** What a change of work means to the server. */
export function deedOf(before: Work, after: Work): Deed | null {
  if (before.state === after.state) return after.state === 'open' && before.answers !== after.answers ? 'draft' : null;
  if (after.state === 'submitted') return 'submit';
  if (after.state === 'skipped') return 'skip';
  return before.state === 'submitted' ? 'withdraw' : 'reclaim';
}
