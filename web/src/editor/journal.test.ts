import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { BrowserJournal, MemoryJournal, type Entry, type Journal } from './journal';
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
