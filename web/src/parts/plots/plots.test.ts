import { expect, test } from 'vitest';
import { csvOf } from './csv';
import { extent, thin } from './points';

test('extent_isNeverEmpty', () => {
  expect(extent([3, 1, 2])).toEqual([1, 3]);
  expect(extent([])).toEqual([0, 1]);
  expect(extent([2, 2])).toEqual([1.8, 2.2]);
  expect(extent([0])).toEqual([-1, 1]);
});

test('thin_keepsBothEnds_andTheOrder', () => {
  const points = Array.from({ length: 1000 }, (_, i) => i);
  const few = thin(points, 10);
  expect(few).toHaveLength(10);
  expect([few[0], few.at(-1)]).toEqual([0, 999]);
  expect(thin(points, 1000)).toBe(points);
});

test('csvOf_quotesWhatNeedsIt', () => {
  expect(csvOf({ head: ['name', 'n'], rows: [['a, "b"', '1']] })).toBe('name,n\n"a, ""b""",1\n');
});
