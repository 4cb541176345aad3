import { expect, test } from 'vitest';
import { KeysetPages } from './keyset-pages';

/** A list of so many numbers, with a count of how often it was read. */
function list(n: number, size = 10, kept = 3) {
  let reads = 0;
  const pages = new KeysetPages<number>(
    (after, limit) => {
      reads++;
      const from = after === undefined ? 0 : Number(after);
      const items = Array.from({ length: Math.min(limit, n - from) }, (_, i) => from + i);
      return Promise.resolve({ items, next: from + limit < n ? String(from + limit) : null });
    },
    () => {},
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
