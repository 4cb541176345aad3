import { expect, test } from 'vitest';
import { MemoryJournal, type Deed } from './journal';
import { deedOf, Outbox, type Delivery } from './outbox';
import { Store } from './store';
import { Undo } from './undo';
import { freshWork, type Work } from './work';

/** A desk with a server that answers as told, and timers that ring by hand. */
function desk(journal = new MemoryJournal()) {
  const told: [Deed, Record<string, unknown>][] = [];
  let answer: Delivery = { kind: 'accepted' };
  let timers: (() => void)[] = [];
  const store = new Store<Work>();
  const undo = new Undo(store);
  const outbox = new Outbox({
    owner: 'o',
    store,
    journal,
    clock: () => 5,
    later: (run) => {
      timers.push(run);
      return () => (timers = timers.filter((one) => one !== run));
    },
    courier: async (deed, work) => {
      told.push([deed, { ...work.answers }]);
      return answer;
    },
  });
  store.put(freshWork('a', 't'), 'remote');
  const put = (more: Partial<Work>) => store.put({ ...(store.get('a') as Work), ...more }, 'user');
  const rest = async () => {
    for (let i = 0; i < 30; i++) await Promise.resolve();
  };
  return {
    outbox, store, undo, told, put, rest, journal,
    answers: (delivery: Delivery) => (answer = delivery),
    ring: async () => {
      const due = timers;
      timers = [];
      for (const run of due) run();
      await rest();
    },
  };
}

test('drafts_thatFollowQuickly_travelAsOne', async () => {
  const { put, ring, told, rest } = desk();
  put({ answers: { q: 'rye' } });
  put({ answers: { q: 'oat' } });
  await rest();
  expect(told).toEqual([]);
  await ring();
  expect(told).toEqual([['draft', { q: 'oat' }]]);
});

test('submit_goesAtOnce_andReplacesTheWaitingDraft', async () => {
  const { put, rest, told, outbox, journal } = desk();
  put({ answers: { q: 'rye' } });
  put({ state: 'submitted' });
  await rest();
  expect(told).toEqual([['submit', { q: 'rye' }]]);
  expect(outbox.saving()).toEqual({ kind: 'saved', at: 5 });
  expect(await journal.entries('o')).toEqual([]);
});

test('unreachable_keepsTheAnswerInTheJournal_andTriesAgain', async () => {
  const { put, rest, told, outbox, journal, answers, ring } = desk();
  answers({ kind: 'unreachable' });
  put({ answers: { q: 'rye' } });
  put({ state: 'submitted' });
  await rest();
  expect(outbox.saving()).toEqual({ kind: 'kept', waiting: 1, onlyInPage: true });
  expect(await journal.entries('o')).toHaveLength(1);
  answers({ kind: 'accepted' });
  await ring();
  expect(told.map(([deed]) => deed)).toEqual(['submit', 'submit']);
  expect(await journal.entries('o')).toEqual([]);
});

test('signedOut_waitsUntilWoken', async () => {
  const { put, rest, told, outbox, answers } = desk();
  answers({ kind: 'signed-out' });
  put({ state: 'submitted' });
  await rest();
  expect(outbox.saving()).toEqual({ kind: 'signed-out', waiting: 1, onlyInPage: true });
  answers({ kind: 'accepted' });
  outbox.wake();
  await rest();
  expect(told).toHaveLength(2);
  expect(outbox.saving().kind).toBe('saved');
});

test('refusedSubmit_isShown_andStaysInTheJournal', async () => {
  const { put, rest, outbox, answers, journal } = desk();
  answers({ kind: 'refused', why: 'The lease has ended.' });
  put({ state: 'submitted' });
  await rest();
  expect(outbox.saving()).toEqual({ kind: 'refused', count: 1 });
  expect(outbox.refusals()[0]?.why).toBe('The lease has ended.');
  expect(await journal.entries('o')).toHaveLength(1);
});

test('again_ofARefusal_leasesTheTaskAndSubmits', async () => {
  const { put, rest, outbox, answers, told, journal } = desk();
  answers({ kind: 'refused', why: '' });
  put({ answers: { q: 'rye' }, state: 'submitted' });
  await rest();
  answers({ kind: 'accepted' });
  await outbox.again(outbox.refusals()[0]!);
  await rest();
  expect(told.slice(1).map(([deed]) => deed)).toEqual(['reclaim', 'submit']);
  expect(await journal.entries('o')).toEqual([]);
});

test('drop_ofARefusal_emptiesTheJournal', async () => {
  const { put, rest, outbox, answers, journal } = desk();
  answers({ kind: 'refused', why: '' });
  put({ state: 'submitted' });
  await rest();
  await outbox.drop(outbox.refusals()[0]!);
  expect(await journal.entries('o')).toEqual([]);
  expect(outbox.saving().kind).toBe('saved');
});

test('undo_ofASubmit_withdrawsIt', async () => {
  const { put, rest, undo, told } = desk();
  put({ state: 'submitted' });
  await rest();
  undo.undo();
  await rest();
  expect(told.map(([deed]) => deed)).toEqual(['submit', 'withdraw']);
});

test('resume_sendsWhatAnEarlierVisitLeft_andGivesItsDraftsBack', async () => {
  const journal = new MemoryJournal();
  await journal.append({ owner: 'o', deed: 'draft', work: freshWork('b', 't', { q: 'rye' }), revision: 1, at: 1 });
  const { outbox, told, rest } = desk(journal);
  const drafts = await outbox.resume();
  await rest();
  expect(drafts.map((work) => work.answers)).toEqual([{ q: 'rye' }]);
  expect(told).toEqual([['draft', { q: 'rye' }]]);
  expect(await journal.entries('o')).toEqual([]);
});

test('settled_resolves_whenAllIsSentOrStuck', async () => {
  const { put, outbox, answers, told } = desk();
  put({ state: 'submitted' });
  await outbox.settled();
  expect(told).toHaveLength(1);
  answers({ kind: 'unreachable' });
  put({ state: 'open' });
  await outbox.settled();
  expect(outbox.saving().kind).toBe('kept');
});

test.each<[Partial<Work>, Partial<Work>, Deed | null]>([
  [{}, { answers: { q: 'x' } }, 'draft'],
  [{}, { secondsActive: 4 }, null],
  [{}, { state: 'submitted' }, 'submit'],
  [{}, { state: 'skipped' }, 'skip'],
  [{ state: 'submitted' }, { state: 'open' }, 'withdraw'],
  [{ state: 'skipped' }, { state: 'open' }, 'reclaim'],
])('deedOf %o to %o is %s', (before, after, deed) => {
  const work = freshWork('a', 't');
  expect(deedOf({ ...work, ...before }, { ...work, ...before, ...after })).toBe(deed);
});

const region = (id: string, x = 0) => ({ id, label: 'ear', point: [x, 0] });

test('editsOfRegions_areKeptAlone_andLeaveWithTheWholeThatArrived', async () => {
  const { put, ring, rest, told, journal } = desk();
  put({ answers: { where: { regions: [region('a')] } } });
  put({ answers: { where: { regions: [region('a'), region('b')] } } });
  await rest();
  const kept = await journal.entries('o');
  expect(kept.map((one) => [Object.keys(one.work.answers).length, one.patch?.regions['where']?.created.length])).toEqual([[0, 1], [0, 1]]);
  await ring();
  expect(told).toEqual([['draft', { where: { regions: [region('a'), region('b')] } }]]);
  expect(await journal.entries('o')).toEqual([]);
});

test('editsOfRegions_ofAPageThatIsGone_areMadeOnWhatTheServerHas', async () => {
  const first = desk();
  first.answers({ kind: 'unreachable' });
  first.put({ answers: { where: { regions: [region('a')] } } });
  first.put({ answers: { where: { regions: [region('a', 7), region('b')] } } });
  await first.ring();
  const second = desk(first.journal);
  expect(await second.outbox.resume()).toEqual([]);
  await second.rest();
  expect(second.told).toEqual([]);
  // The task is leased again, under another number, with one region that the server knows.
  const work = second.outbox.replay(freshWork('other', 't', { where: { regions: [region('old')] } }));
  expect(work.answers).toEqual({ where: { regions: [region('a', 7), region('b'), region('old')] } });
  await second.rest();
  expect(second.told).toEqual([['draft', work.answers]]);
  expect(await second.journal.entries('o')).toEqual([]);
  expect(second.outbox.replay(work)).toBe(work);
});

test('aSubmit_keptByAPageThatIsGone_takesTheEditsBeforeItAlong', async () => {
  const first = desk();
  first.answers({ kind: 'unreachable' });
  first.put({ answers: { where: { regions: [region('a')] } } });
  await first.ring();
  first.put({ state: 'submitted' });
  await first.rest();
  const second = desk(first.journal);
  await second.outbox.resume();
  await second.rest();
  expect(second.told.at(-1)).toEqual(['submit', { where: { regions: [region('a')] } }]);
  expect(await second.journal.entries('o')).toEqual([]);
});

test('resume_afterManyDraftsOfOneWork_sendsTheLastAlone', async () => {
  const first = desk();
  first.answers({ kind: 'unreachable' });
  const journal = first.journal;
  for (let i = 0; i < 50; i++) await journal.append({ owner: 'o', deed: 'draft', work: freshWork('a', 't', { q: i }), revision: i, at: 5, sitting: 'gone' });
  const second = desk(journal);
  const drafts = await second.outbox.resume();
  await second.rest();
  expect(drafts.map((one) => one.answers)).toEqual([{ q: 49 }]);
  expect(second.told).toEqual([['draft', { q: 49 }]]);
  expect(await journal.entries('o')).toEqual([]);
});

/** A task was asked for again whose answer was still on its way into the journal: who answered quickly was shown it twice. */
test('settled_waitsForAnAnswer_thatIsStillBeingWrittenDown', async () => {
  const journal = new MemoryJournal();
  const gates: (() => void)[] = [];
  const append = journal.append.bind(journal);
  journal.append = async (entry) => {
    const kept = await append(entry);
    await new Promise<void>((open) => gates.push(open));
    return kept;
  };
  const { store, outbox, put, rest, told } = desk(journal);
  store.put(freshWork('b', 'u'), 'remote');
  put({ answers: { q: 'rye' }, state: 'submitted' });
  await rest();
  let settled = false;
  void outbox.settled().then(() => (settled = true));
  store.put({ ...(store.get('b') as Work), answers: { q: 'oat' }, state: 'submitted' }, 'user');
  gates[0]?.();
  await rest();
  expect([told.length, settled]).toEqual([1, false]);
  gates[1]?.();
  await rest();
  expect([told.length, settled]).toEqual([2, true]);
});
