import { getContext, setContext } from 'svelte';
import type { Keys } from '../keys';

/** The keys that a command has now: who reads them is drawn again when they change. */
export type KeysOf = (command: string) => readonly Keys[];

const place = Symbol('keys');

/** Says to all that is drawn below where the keys of a command are read. */
export function showKeys(keysOf: KeysOf): void {
  setContext(place, keysOf);
}

export function shownKeys(): KeysOf {
  return getContext<KeysOf | undefined>(place) ?? (() => []);
}
