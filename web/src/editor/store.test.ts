import { expect, test } from 'vitest';
import { inverse, Store, type Change } from './store';

interface Mark {
  readonly id: string;
  readonly word: string;
}
const changesOf = (store: Store<Mark>) => {
  const seen: Change<Mark>[] = [];
  store.listen((change) => seen.push(change));
  return seen;
};

test('put_ofANewRecord_isCreated', () => {
  const store = new Store<Mark>();
  const seen = changesOf(store);
  store.put({ id: 'a', word: 'rye' }, 'user');
  expect(seen).toEqual([{ created: [{ id: 'a', word: 'rye' }], updated: [], deleted: [], origin: 'user' }]);
});

test('put_ofAKnownRecord_isUpdatedWithBothSides', () => {
  const store = new Store<Mark>();
  store.put({ id: 'a', word: 'rye' }, 'remote');
  const seen = changesOf(store);
  store.put({ id: 'a', word: 'wheat' }, 'user');
  expect(seen[0]?.updated).toEqual([{ before: { id: 'a', word: 'rye' }, after: { id: 'a', word: 'wheat' } }]);
});

test('put_ofTheVeryRecord_saysNothing', () => {
  const store = new Store<Mark>();
  const record = { id: 'a', word: 'rye' };
  store.put(record, 'user');
  const seen = changesOf(store);
  store.put(record, 'user');
  expect(seen).toEqual([]);
});

test('remove_ofAnUnknownRecord_saysNothing', () => {
  const store = new Store<Mark>();
  const seen = changesOf(store);
  store.remove('a', 'user');
  expect(seen).toEqual([]);
});

test('revert_ofAnyChange_bringsTheRecordsBack', () => {
  const store = new Store<Mark>();
  store.put({ id: 'a', word: 'rye' }, 'user');
  const seen = changesOf(store);
  store.put({ id: 'a', word: 'wheat' }, 'user');
  store.put({ id: 'b', word: 'oat' }, 'user');
  store.remove('a', 'user');
  for (const change of [...seen].reverse()) store.revert(change, 'undo');
  expect(store.all()).toEqual([{ id: 'a', word: 'rye' }]);
});

test('inverse_twice_isTheChange', () => {
  const change: Change<Mark> = { created: [{ id: 'a', word: 'x' }], updated: [], deleted: [{ id: 'b', word: 'y' }], origin: 'user' };
  expect(inverse(inverse(change, 'undo'), 'user')).toEqual(change);
});

test('listen_afterItWasStopped_hearsNothing', () => {
  const store = new Store<Mark>();
  let heard = 0;
  store.listen(() => heard++)();
  store.put({ id: 'a', word: 'rye' }, 'user');
  expect(heard).toBe(0);
});
