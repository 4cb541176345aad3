import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Patch } from './patch';
import type { Work } from './work';

/** What is to be told to the server about a piece of work. */
export type Deed = 'draft' | 'submit' | 'skip' | 'withdraw' | 'reclaim';

/** One deed as it was kept in this browser before it was sent. */
export interface Entry {
  readonly key: number;
  readonly owner: string;
  readonly deed: Deed;
  readonly work: Work;
  readonly revision: number;
  readonly at: number;
  /** The visit that it was made in; within one, the revisions tell the order. */
  readonly sitting?: string;
  /** The edit alone, of work that is large: then the work here has no answers, and stands on what the server has. */
  readonly patch?: Patch;
}

/** Keeps what the server has not acknowledged yet, through reloads and crashes. */
export interface Journal {
  append(entry: Omit<Entry, 'key'>): Promise<Entry>;
  remove(keys: readonly number[]): Promise<void>;
  /** The entries of one owner, oldest first. */
  entries(owner: string): Promise<Entry[]>;
  /** Whether it could not write: what is new lasts as long as the page. */
  readonly isFull: boolean;
}

interface Schema extends DBSchema {
  entries: { key: number; value: Omit<Entry, 'key'>; indexes: { owner: string } };
}

interface Coming {
  readonly entry: Omit<Entry, 'key'>;
  /** Where it was put down meanwhile. */
  readonly slot: string;
  readonly kept: (entry: Entry) => void;
}

interface Going {
  readonly keys: readonly number[];
  readonly gone: () => void;
}

/** Where a page can write without waiting, such as `localStorage`. */
export type Ahead = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The browser's database. It takes a moment to write, in which a page can go; so an entry is first put down where
 * that takes none, and found there by the next page.
 */
export class BrowserJournal implements Journal {
  readonly #database: Promise<IDBPDatabase<Schema>>;
  readonly #ahead: Ahead | undefined;
  readonly #prefix: string;
  /** What the database had no room for, by a key below 0: where it was put down instead. */
  readonly #held = new Map<number, string>();
  #heldEver = 0;
  readonly #coming: Coming[] = [];
  readonly #going: Going[] = [];
  #writing = false;
  isFull = false;

  constructor(name = 'maslin-journal', ahead: Ahead | undefined = globalThis.localStorage) {
    this.#ahead = ahead;
    this.#prefix = `${name}:`;
    this.#database = openDB<Schema>(name, 1, {
      upgrade: (database) => void database.createObjectStore('entries', { autoIncrement: true }).createIndex('owner', 'owner'),
    });
    this.#database.catch(() => (this.isFull = true));
  }

  append(entry: Omit<Entry, 'key'>): Promise<Entry> {
    const slot = this.#prefix + crypto.randomUUID();
    this.#putDown(slot, entry);
    return new Promise((kept) => {
      this.#coming.push({ entry, slot, kept });
      void this.#write();
    });
  }

  /** Writes all that waits in one transaction, and then what came meanwhile: an edit never waits behind a queue of others. */
  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#coming.length + this.#going.length > 0) {
      const [coming, going] = [this.#coming.splice(0), this.#going.splice(0)];
      if (!(await this.#together(coming, going))) await this.#oneByOne(coming, going);
      going.forEach(({ gone }) => gone());
    }
    this.#writing = false;
  }

  async #together(coming: readonly Coming[], going: readonly Going[]): Promise<boolean> {
    const transaction = await this.#database.then((database) => database.transaction('entries', 'readwrite', { durability: 'strict' })).catch(() => null);
    if (transaction === null) return false;
    const asked: Promise<unknown>[] = [transaction.done];
    const keys: Promise<number>[] = [];
    try {
      for (const { keys } of going) asked.push(...keys.map((key) => transaction.store.delete(key)));
      for (const { entry } of coming) keys.push(transaction.store.add(entry));
      // Its end is asked for along with what it does: were that waited for, a page killed in between would take all of it along.
      transaction.commit();
      const known = await Promise.all(keys);
      await Promise.all(asked);
      this.isFull = false;
      coming.forEach(({ entry, slot, kept }, i) => {
        this.#ahead?.removeItem(slot);
        kept({ ...entry, key: known[i] as number });
      });
      return true;
    } catch {
      undone(transaction);
      await Promise.allSettled([...asked, ...keys]);
      return false;
    }
  }

  /** What is too much together may find room one by one, first of all what makes room. */
  async #oneByOne(coming: readonly Coming[], going: readonly Going[]): Promise<void> {
    if (going.length > 0) await this.#together([], going);
    for (const one of coming) if (!(await this.#together([one], []))) this.#hold(one);
  }

  /** The disk is full, or the browser keeps nothing: the page itself holds it until the server has it. */
  #hold({ entry, slot, kept }: Coming): void {
    this.isFull = true;
    const key = -1 - this.#heldEver++;
    this.#held.set(key, slot);
    kept({ ...entry, key });
  }

  #putDown(slot: string, entry: Omit<Entry, 'key'>): void {
    try {
      this.#ahead?.setItem(slot, JSON.stringify(entry));
    } catch {
      // It is full or forbidden; the database has its own room.
    }
  }

  /** Brings what a page left behind into the database, unless it came there in time. */
  async #takeUp(): Promise<void> {
    const ahead = this.#ahead;
    if (ahead === undefined) return;
    const slots = Array.from({ length: ahead.length }, (_, i) => ahead.key(i) ?? '').filter((slot) => slot.startsWith(this.#prefix));
    const left = slots.map((slot) => JSON.parse(ahead.getItem(slot) ?? 'null') as Omit<Entry, 'key'> | null);
    const transaction = (await this.#database).transaction('entries', 'readwrite');
    const known = new Set((await transaction.store.getAll()).map(identity));
    for (const entry of left.filter((one) => one !== null).sort((a, b) => a.at - b.at || a.revision - b.revision)) {
      if (!known.has(identity(entry))) await transaction.store.add(entry);
    }
    await transaction.done;
    slots.forEach((slot) => ahead.removeItem(slot));
  }

  async remove(keys: readonly number[]): Promise<void> {
    for (const key of keys) {
      this.#ahead?.removeItem(this.#held.get(key) ?? '');
      this.#held.delete(key);
    }
    const kept = keys.filter((key) => key > 0);
    if (kept.length === 0) return;
    await new Promise<void>((gone) => {
      this.#going.push({ keys: kept, gone });
      void this.#write();
    });
  }

  async entries(owner: string): Promise<Entry[]> {
    try {
      return await this.#entries(owner);
    } catch {
      this.isFull = true;
      return [];
    }
  }

  async #entries(owner: string): Promise<Entry[]> {
    await this.#takeUp();
    const transaction = (await this.#database).transaction('entries');
    const index = transaction.store.index('owner');
    const [keys, values] = await Promise.all([index.getAllKeys(owner), index.getAll(owner)]);
    return inOrder(values.map((value, i) => ({ ...value, key: keys[i] as number })));
  }
}

function undone(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

/** Visit by visit, and as they were made within each: what a page left behind has a later key than what it wrote after that. */
function inOrder(entries: readonly Entry[]): Entry[] {
  const first = new Map<string, number>();
  for (const { sitting, key } of entries) if (sitting !== undefined) first.set(sitting, Math.min(key, first.get(sitting) ?? key));
  const visit = ({ sitting, key }: Entry) => (sitting === undefined ? key : (first.get(sitting) as number));
  return [...entries].sort((a, b) => visit(a) - visit(b) || a.revision - b.revision || a.key - b.key);
}

function identity(entry: Omit<Entry, 'key'>): string {
  return [entry.owner, entry.work.id, entry.deed, entry.revision, entry.at].join(' ');
}

/** The journal where the browser keeps none: it lasts as long as the page. */
export class MemoryJournal implements Journal {
  readonly isFull = true;
  #next = 1;
  #entries: Entry[] = [];

  append(entry: Omit<Entry, 'key'>): Promise<Entry> {
    const kept = { ...entry, key: this.#next++ };
    this.#entries.push(kept);
    return Promise.resolve(kept);
  }

  remove(keys: readonly number[]): Promise<void> {
    this.#entries = this.#entries.filter((entry) => !keys.includes(entry.key));
    return Promise.resolve();
  }

  entries(owner: string): Promise<Entry[]> {
    return Promise.resolve(this.#entries.filter((entry) => entry.owner === owner));
  }
}
