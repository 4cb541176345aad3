import { inverse, type Change, type Store, type Stored } from './store';

/** The steps of the hand, to take back and to do again. It learns of them from the store, so nothing can be forgotten. */
export class Undo<R extends Stored> {
  readonly #store: Store<R>;
  readonly #limit: number;
  #done: Change<R>[] = [];
  #undone: Change<R>[] = [];

  constructor(store: Store<R>, limit = 1000) {
    this.#store = store;
    this.#limit = limit;
    store.listen((change) => {
      if (change.origin !== 'user') return;
      this.#done = [...this.#done, change].slice(-this.#limit);
      this.#undone = [];
    });
  }

  canUndo(): boolean {
    return this.#done.length > 0;
  }

  canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Takes the last step back and returns the records it touched, as they are now. */
  undo(): readonly R[] {
    const change = this.#done.pop();
    if (change === undefined) return [];
    this.#undone.push(change);
    this.#store.revert(change, 'undo');
    return touched(inverse(change, 'undo'));
  }

  redo(): readonly R[] {
    const change = this.#undone.pop();
    if (change === undefined) return [];
    this.#done.push(change);
    this.#store.revert(inverse(change, 'undo'), 'undo');
    return touched(change);
  }

  /** Forgets the steps of a record that can no longer change, such as an answer that was refused for good. */
  forget(id: string): void {
    const concerns = (change: Change<R>) => ids(change).includes(id);
    this.#done = this.#done.filter((change) => !concerns(change));
    this.#undone = this.#undone.filter((change) => !concerns(change));
  }
}

function touched<R extends Stored>(change: Change<R>): readonly R[] {
  return [...change.created, ...change.updated.map(({ after }) => after)];
}

function ids<R extends Stored>(change: Change<R>): string[] {
  return [...touched(change), ...change.deleted].map((record) => record.id);
}
