import { describe, expect, it } from 'vitest';
import { Batch } from './batch';
import { Marks } from './marks';

/** What is drawn: the numbers of all things whose last is not below 0. */
function drawn(batch: Batch): string[] {
  return Array.from({ length: batch.count }, (_, i) => [...batch.data.subarray(i * batch.stride, (i + 1) * batch.stride)])
    .filter((one) => (one.at(-1) ?? -1) >= 0)
    .map((one) => one.join(' '))
    .sort();
}

describe('a batch', () => {
  it('draws what was set last in each slot, after any changes, and tells where they were', () => {
    const batch = new Batch(2, 2);
    const slots = new Map<number, number[]>();
    const copy = new Map<number, string>();
    let state = 4;
    const random = (n: number) => (state = (state * 48271) % 2147483647) % n;
    for (let i = 0; i < 20_000; i++) {
      const slot = random(60);
      const values = Array.from({ length: random(4) * 20 }, (_, j) => (j % 2 === 0 ? i : random(12)));
      slots.set(slot, values);
      batch.set(slot, values);
      const [from, to] = batch.changed;
      for (let j = from; j < to; j++) copy.set(j, [...batch.data.subarray(j * 2, j * 2 + 2)].join(' '));
      batch.changed = [0, 0];
    }
    const expected = [...slots.values()].flatMap((one) => Array.from({ length: one.length / 2 }, (_, i) => `${one[i * 2]} ${one[i * 2 + 1]}`)).sort();
    expect(drawn(batch)).toEqual(expected);
    // Whoever copied only what changed has the same.
    for (let i = 0; i < batch.count; i++) expect(copy.get(i)).toBe([...batch.data.subarray(i * 2, i * 2 + 2)].join(' '));
  });
});

describe('marks', () => {
  it('have each kind of shape in its own batch', () => {
    const marks = new Marks();
    marks.set(0, { kind: 'box', box: { x: 10, y: 20, width: 30, height: 40, angle: 90 } }, 3, []);
    marks.set(1, { kind: 'polygon', polygon: [[0, 0], [4, 0], [4, 3]] }, 1, []);
    marks.set(2, { kind: 'keypoints', keypoints: [[1, 1, 2], [5, 5, 1], [0, 0, 0]] }, 2, [[0, 1], [1, 2]]);
    marks.set(3, { kind: 'mask', mask: { x: 2, y: 2, width: 2, height: 2, runs: [0, 4] } }, 0, []);
    expect([marks.boxes.count, marks.pieces.count, marks.dots.count, marks.areas.count]).toEqual([1, 4, 2, 1]);
    expect([...marks.boxes.data.subarray(0, 6)]).toEqual([25, 40, 15, 20, expect.closeTo(Math.PI / 2, 6), 3]);
    // How far along a path each piece begins: 0, then 4, then 4 + 3.
    expect([0, 1, 2].map((i) => marks.pieces.data[i * 6 + 4])).toEqual([0, 4, 7]);
    marks.drop(1);
    expect(drawn(marks.pieces)).toHaveLength(1);
  });
});
