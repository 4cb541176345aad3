import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { BrowserJournal, MemoryJournal, type Ahead, type Entry, type Journal } from './journal';
import { freshWork } from './work';

const entry = (owner: string, revision: number): Omit<Entry, 'key'> => ({ owner, deed: 'draft', work: freshWork('a', 't', { q: 'rye' }), revision, at: 1 });
let names = 0;

const journals: [string, () => Journal][] = [
  ['BrowserJournal', () => new BrowserJournal(`test-${names++}`)],
  ['MemoryJournal', () => new MemoryJournal()],
];

describe.each(journals)('%s', (_, make) => {
  test('entries_areKeptInOrder_ofOneOwner', async () => {
    const journal = make();
    await journal.append(entry('a/1', 1));
    await journal.append(entry('b/1', 2));
    await journal.append(entry('a/1', 3));
    expect((await journal.entries('a/1')).map((one) => one.revision)).toEqual([1, 3]);
  });

  test('remove_takesOnlyWhatWasNamed', async () => {
    const journal = make();
    const first = await journal.append(entry('a', 1));
    await journal.append(entry('a', 2));
    await journal.remove([first.key]);
    expect((await journal.entries('a')).map((one) => one.revision)).toEqual([2]);
  });

  test('append_givesTheEntryItsKey', async () => {
    const journal = make();
    const kept = await journal.append(entry('a', 1));
    expect((await journal.entries('a'))[0]).toEqual(kept);
  });
});

test('BrowserJournal_openedAgain_hasWhatWasKept', async () => {
  const name = `test-${names++}`;
  await new BrowserJournal(name).append(entry('a', 7));
  expect((await new BrowserJournal(name).entries('a'))[0]?.work.answers).toEqual({ q: 'rye' });
});

test('BrowserJournal_ofAPageThatWasGoneAtOnce_isFoundByTheNext', async () => {
  const name = `test-${names++}`;
  const slots = new Map<string, string>();
  const ahead: Ahead = {
    get length() {
      return slots.size;
    },
    key: (i) => [...slots.keys()][i] ?? null,
    getItem: (slot) => slots.get(slot) ?? null,
    setItem: (slot, text) => void slots.set(slot, text),
    removeItem: (slot) => void slots.delete(slot),
  };
  const gone = new BrowserJournal(name, ahead).append(entry('a', 1));
  expect(slots.size).toBe(1);
  const left = new Map(slots);
  await gone;
  expect(slots.size).toBe(0);

  left.forEach((text, slot) => slots.set(slot, text.replace('"revision":1', '"revision":2')));
  expect((await new BrowserJournal(name, ahead).entries('a')).map((one) => one.revision)).toEqual([1, 2]);
  expect(slots.size).toBe(0);
  left.forEach((text, slot) => slots.set(slot, text));
  expect(await new BrowserJournal(name, ahead).entries('a')).toHaveLength(2);
});

test('append_whereTheDatabaseCannotBeOpened_isHeldByThePage_andSaysSo', async () => {
  await new Promise<void>((resolve) => {
    const newer = indexedDB.open('shut', 9);
    newer.onsuccess = () => resolve();
  });
  const journal = new BrowserJournal('shut', undefined);
  expect(await journal.entries('me')).toEqual([]);
  const first = await journal.append({ owner: 'me', deed: 'draft', work: freshWork('a', 't'), revision: 1, at: 1 });
  const second = await journal.append({ owner: 'me', deed: 'draft', work: freshWork('a', 't'), revision: 2, at: 2 });
  expect(first.key).not.toBe(second.key);
  expect(journal.isFull).toBe(true);
  await journal.remove([first.key, second.key]);
});

test('append_ofManyAtOnce_isOneTransaction_andKeepsTheirOrder', async () => {
  const journal = new BrowserJournal(`test-${names++}`, undefined);
  await journal.append(entry('a', 0));
  const [begin, begun] = [IDBDatabase.prototype.transaction, [] as unknown[]];
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...how: Parameters<typeof begin>) {
    begun.push(how[1]);
    return begin.apply(this, how);
  };
  try {
    const all = await Promise.all(Array.from({ length: 200 }, (_, i) => journal.append(entry('a', i + 1))));
    await Promise.all([journal.remove([all[3]?.key as number]), journal.append(entry('a', 201))]);
    expect(begun.length).toBeLessThanOrEqual(4);
  } finally {
    IDBDatabase.prototype.transaction = begin;
  }
  const kept = (await journal.entries('a')).map((one) => one.revision);
  expect(kept).toEqual(Array.from({ length: 202 }, (_, i) => i).filter((i) => i !== 4));
});

test('append_whereTheRoomEndsAmongSeveral_keepsThoseThatFit_andHoldsTheRest', async () => {
  const journal = new BrowserJournal(`test-${names++}`, undefined);
  await journal.append(entry('a', 0));
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (this: IDBObjectStore, value: Entry) {
    if (value.revision >= 3) throw new DOMException('full', 'QuotaExceededError');
    return add.call(this, value);
  };
  try {
    const kept = await Promise.all([1, 2, 3, 4].map((i) => journal.append(entry('a', i))));
    expect(kept.map((one) => one.key > 0)).toEqual([true, true, false, false]);
    expect(new Set(kept.map((one) => one.key)).size).toBe(4);
    expect(journal.isFull).toBe(true);
  } finally {
    IDBObjectStore.prototype.add = add;
  }
  expect((await journal.entries('a')).map((one) => one.revision)).toEqual([0, 1, 2]);
});

test('entries_ofOneVisit_standInTheOrderOfTheirMaking_whateverCameIntoTheDatabaseFirst', async () => {
  const journal = new BrowserJournal(`test-${names++}`, undefined);
  for (const [sitting, revision] of [['x', 2], ['y', 1], ['x', 1], ['y', 2]] as const) await journal.append({ ...entry('a', revision), sitting });
  expect((await journal.entries('a')).map((one) => `${one.sitting}${one.revision}`)).toEqual(['x1', 'x2', 'y1', 'y2']);
});
