import { inverse, type Change, type Store, type Stored } from './store';

/** A step of the hand, to take back and to do again; both tell the records that they touched, as they are then. */
export interface Step<R extends Stored> {
  readonly ids: readonly string[];
  back(store: Store<R>): readonly R[];
  forth(store: Store<R>): readonly R[];
}

/** The steps of the hand, without limit. It learns of them from the store, so nothing can be forgotten. */
export class Undo<R extends Stored> {
  readonly #store: Store<R>;
  #done: Step<R>[] = [];
  #undone: Step<R>[] = [];

  /** @param lean keeps a step in less room than both states of its records; null where it cannot */
  constructor(store: Store<R>, lean: (change: Change<R>) => Step<R> | null = () => null) {
    this.#store = store;
    store.listen((change) => {
      if (change.origin !== 'user') return;
      this.#done.push(lean(change) ?? whole(change));
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
    const step = this.#done.pop();
    if (step === undefined) return [];
    this.#undone.push(step);
    return step.back(this.#store);
  }

  redo(): readonly R[] {
    const step = this.#undone.pop();
    if (step === undefined) return [];
    this.#done.push(step);
    return step.forth(this.#store);
  }

  /** Forgets the steps of a record that can no longer change, such as an answer that was refused for good. */
  forget(id: string): void {
    this.#done = this.#done.filter((step) => !step.ids.includes(id));
    this.#undone = this.#undone.filter((step) => !step.ids.includes(id));
  }
}

function whole<R extends Stored>(change: Change<R>): Step<R> {
  const back = inverse(change, 'undo');
  const forth = inverse(back, 'undo');
  const go = (to: Change<R>) => (store: Store<R>) => {
    store.revert(inverse(to, 'undo'), 'undo');
    return touched(to);
  };
  return { ids: [...touched(change), ...change.deleted].map((record) => record.id), back: go(back), forth: go(forth) };
}

function touched<R extends Stored>(change: Change<R>): readonly R[] {
  return [...change.created, ...change.updated.map(({ after }) => after)];
}
