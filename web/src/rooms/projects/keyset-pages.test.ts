import { expect, test } from 'vitest';
import { KeysetPages } from './keyset-pages';

/** A list of so many numbers, with a count of how often it was read. */
function list(n: number, size = 10, kept = 3, told: number | null = null) {
  let reads = 0;
  const pages = new KeysetPages<number>(
    ({ after, skip = 0, limit }) => {
      reads++;
      const from = (after === undefined ? 0 : Number(after)) + skip;
      const items = Array.from({ length: Math.max(0, Math.min(limit, n - from)) }, (_, i) => from + i);
      return Promise.resolve({ items, next: from + limit < n ? String(from + limit) : null });
    },
    () => {},
    told,
    size,
    kept,
  );
  return { pages, reads: () => reads };
}

test('want_readsPageAfterPage_andKnowsTheEnd', async () => {
  const { pages } = list(25);
  await pages.want(0, 5);
  expect([pages.known, pages.ended, pages.row(9), pages.row(10)]).toEqual([10, false, 9, undefined]);
  await pages.want(8, 12);
  await pages.want(15, 24);
  expect([pages.known, pages.ended, pages.row(24)]).toEqual([25, true, 24]);
});

test('want_farDown_keepsSomePagesOnly_andReadsThoseAboveAgain', async () => {
  const { pages, reads } = list(1000);
  for (let row = 0; row < 1000; row += 10) await pages.want(row, row + 9);
  const before = reads();
  expect([pages.known, pages.row(0), pages.row(995)]).toEqual([1000, undefined, 995]);
  await pages.want(0, 9);
  expect([pages.row(0), reads()]).toEqual([0, before + 1]);
});

test('want_ofThePageThatIsBeingRead_doesNotReadItTwice', async () => {
  const { pages, reads } = list(100);
  await Promise.all([pages.want(0, 5), pages.want(0, 9), pages.want(3, 4)]);
  expect(reads()).toBe(1);
});

test('again_readsOnlyWhatIsThere', async () => {
  const { pages, reads } = list(100);
  await pages.want(0, 5);
  await pages.again(0, 40);
  expect(reads()).toBe(2);
});

test('want_whereItIsToldHowManyThereAre_goesAnywhereAtOnce', async () => {
  const { pages, reads } = list(1003, 10, 3, 1003);
  expect([pages.known, pages.ended]).toEqual([1003, true]);
  await pages.want(995, 1002);
  expect([pages.row(1002), pages.row(1000), pages.row(995)]).toEqual([1002, 1000, 995]);
  await pages.want(400, 405);
  await pages.want(700, 705);
  expect([pages.row(403), pages.row(700), pages.row(709), reads()]).toEqual([403, 700, 709, 4]);
  // From there on, page after page.
  await pages.want(410, 412);
  expect(pages.row(411)).toBe(411);
});

test('want_whereTooManyOrTooFewWereTold_findsTheEnd', async () => {
  const more = list(95, 10, 9, 120).pages;
  await more.want(0, 60);
  await more.want(110, 119);
  await more.want(85, 94);
  expect([more.known, more.row(94)]).toEqual([95, 94]);
  const fewer = list(95, 10, 9, 20).pages;
  for (let row = 0; row < 95; row += 10) await fewer.want(row, row + 9);
  expect([fewer.known, fewer.row(94)]).toEqual([95, 94]);
});

test('want_whileOneScrollsBy_readsWhereOneComesToRest', async () => {
  const { pages, reads } = list(100_000, 10, 3, 100_000);
  await Promise.all(Array.from({ length: 100 }, (_, i) => pages.want(i * 300, i * 300 + 5)));
  expect([reads(), pages.row(29_703)]).toEqual([2, 29_703]);
});
