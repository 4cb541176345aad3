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
