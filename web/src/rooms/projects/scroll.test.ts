import { expect, test } from 'vitest';
import { byKey, heightOf, topOf, windowOf, type Roll } from './scroll';

const few: Roll = { rows: 3000, row: 40, sight: 440, tallest: 30_000_000 };
const million: Roll = { ...few, rows: 1_000_000 };

test.each([few, million])('windowOf_atBothEnds_holdsTheFirstAndTheLastRow', (roll) => {
  expect(windowOf(roll, 0)).toMatchObject({ first: 0, above: 0 });
  const bottom = windowOf(roll, heightOf(roll) - roll.sight);
  expect(bottom.last).toBe(roll.rows);
  expect(bottom.below).toBe(0);
  // The last row ends where the list ends.
  expect(bottom.above + (bottom.last - bottom.first) * roll.row).toBeCloseTo(heightOf(roll), 3);
});

test.each([few, million])('topOf_aRow_bringsItToTheTopOfWhatIsInSight', (roll) => {
  for (const place of [0, 20, 999, Math.floor(roll.rows / 2), roll.rows - 11]) {
    const top = topOf(roll, place);
    const { first, last, above } = windowOf(roll, top);
    expect(first <= place && place < last).toBe(true);
    expect(above + (place - first) * roll.row - top).toBeCloseTo(0, 2);
  }
});

test('byKey_pageByPage_passesNoRowOver_whereTheBarIsPressedTogether', () => {
  expect(million.rows * million.row).toBeGreaterThan(heightOf(million));
  let top = topOf(million, 500_000);
  for (let i = 1; i <= 200; i++) {
    top = byKey(million, top, 'PageDown') ?? -1;
    expect(top).toBeCloseTo(topOf(million, 500_000 + i * 10), 3);
  }
  expect(byKey(million, top, 'Home')).toBe(0);
  expect(byKey(million, 0, 'End')).toBe(heightOf(million) - million.sight);
  expect(byKey(million, 0, 'PageUp')).toBe(0);
  expect(byKey(million, 0, 'x')).toBeNull();
});

test('windowOf_aShortList_drawsAllOfIt', () => {
  expect(windowOf({ ...few, rows: 3 }, 0)).toEqual({ first: 0, last: 3, above: 0, below: 0 });
  expect(windowOf({ ...few, rows: 0 }, 0)).toEqual({ first: 0, last: 0, above: 0, below: 0 });
});
