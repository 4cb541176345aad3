import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
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
}

/** Keeps what the server has not acknowledged yet, through reloads and crashes. */
export interface Journal {
  append(entry: Omit<Entry, 'key'>): Promise<Entry>;
  remove(keys: readonly number[]): Promise<void>;
  /** The entries of one owner, oldest first. */
  entries(owner: string): Promise<Entry[]>;
}

interface Schema extends DBSchema {
  entries: { key: number; value: Omit<Entry, 'key'>; indexes: { owner: string } };
}

export class BrowserJournal implements Journal {
  readonly #database: Promise<IDBPDatabase<Schema>>;

  constructor(name = 'maslin-journal') {
    this.#database = openDB<Schema>(name, 1, {
      upgrade: (database) => void database.createObjectStore('entries', { autoIncrement: true }).createIndex('owner', 'owner'),
    });
  }

  async append(entry: Omit<Entry, 'key'>): Promise<Entry> {
    const key = await (await this.#database).add('entries', entry);
    return { ...entry, key };
  }

  async remove(keys: readonly number[]): Promise<void> {
    const transaction = (await this.#database).transaction('entries', 'readwrite');
    await Promise.all(keys.map((key) => transaction.store.delete(key)));
    await transaction.done;
  }

  async entries(owner: string): Promise<Entry[]> {
    const transaction = (await this.#database).transaction('entries');
    const index = transaction.store.index('owner');
    const [keys, values] = await Promise.all([index.getAllKeys(owner), index.getAll(owner)]);
    return values.map((value, i) => ({ ...value, key: keys[i] as number })).sort((a, b) => a.key - b.key);
  }
}

/** The journal where the browser keeps none: it lasts as long as the page. */
export class MemoryJournal implements Journal {
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
