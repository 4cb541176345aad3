/** Who caused a change: the hand, an undo, the network, or the journal of an earlier visit. */
export type Origin = 'user' | 'undo' | 'remote' | 'journal';

export interface Stored {
  readonly id: string;
}

/** What one step did to the records. Undo, autosave and rendering listen to this and to nothing else. */
export interface Change<R extends Stored> {
  readonly created: readonly R[];
  readonly updated: readonly { readonly before: R; readonly after: R }[];
  readonly deleted: readonly R[];
  readonly origin: Origin;
}

export type Listener<R extends Stored> = (change: Change<R>) => void;

/** The records of an editor. Records are values: a change replaces them, it never edits them. */
export class Store<R extends Stored> {
  readonly #records = new Map<string, R>();
  readonly #listeners = new Set<Listener<R>>();

  get(id: string): R | undefined {
    return this.#records.get(id);
  }

  all(): R[] {
    return [...this.#records.values()];
  }

  put(record: R, origin: Origin): void {
    const before = this.#records.get(record.id);
    if (before === undefined) this.#apply({ created: [record], updated: [], deleted: [], origin });
    else if (before !== record) this.#apply({ created: [], updated: [{ before, after: record }], deleted: [], origin });
  }

  remove(id: string, origin: Origin): void {
    const record = this.#records.get(id);
    if (record !== undefined) this.#apply({ created: [], updated: [], deleted: [record], origin });
  }

  /** Takes a change back, as a change of its own. */
  revert(change: Change<R>, origin: Origin): void {
    this.#apply(inverse(change, origin));
  }

  /** Calls back after each change, until the returned function is called. */
  listen(listener: Listener<R>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #apply(change: Change<R>): void {
    for (const record of change.created) this.#records.set(record.id, record);
    for (const { after } of change.updated) this.#records.set(after.id, after);
    for (const record of change.deleted) this.#records.delete(record.id);
    for (const listener of [...this.#listeners]) listener(change);
  }
}

export function inverse<R extends Stored>(change: Change<R>, origin: Origin): Change<R> {
  return {
    created: change.deleted,
    updated: change.updated.map(({ before, after }) => ({ before: after, after: before })),
    deleted: change.created,
    origin,
  };
}
