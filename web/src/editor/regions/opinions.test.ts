import { describe, expect, it } from 'vitest';
import type { Shape } from '../geometry/shape';
import { opinionsOf, picked } from './opinions';
import { overlapOf } from './overlap';
import type { Region, RegionsAnswer } from './region';

const image = { width: 400, height: 300 };
const box = (id: string, x: number, y: number, width: number, height: number, label = 'ear', more: Partial<Region> = {}): Region => ({ id, label, box: { x, y, width, height }, ...more });
const of = (...regions: Region[]): RegionsAnswer => ({ regions });

describe('overlap', () => {
  const plain = (x: number, y: number, width: number, height: number): Shape => ({ kind: 'box', box: { x, y, width, height } });

  it('of boxes, by hand: 50 of 150', () => {
    expect(overlapOf(plain(0, 0, 10, 10), plain(5, 0, 10, 10), 2)).toBeCloseTo(50 / 150, 12);
    expect(overlapOf(plain(0, 0, 10, 10), plain(20, 0, 10, 10), 2)).toBe(0);
  });

  it('of other areas, near what it is: a disc in its square covers π/4', () => {
    const disc: Shape = { kind: 'ellipse', ellipse: { x: 50, y: 50, radiusX: 50, radiusY: 50 } };
    expect(overlapOf(plain(0, 0, 100, 100), disc, 2)).toBeCloseTo(Math.PI / 4, 2);
    const triangle: Shape = { kind: 'polygon', polygon: [[0, 0], [100, 0], [0, 100]] };
    expect(overlapOf(plain(0, 0, 100, 100), triangle, 2)).toBeCloseTo(0.5, 1);
  });

  it('of points falls with their distance', () => {
    const point = (x: number): Shape => ({ kind: 'point', point: [x, 10] });
    expect(overlapOf(point(10), point(10), 4)).toBe(1);
    expect(overlapOf(point(10), point(12), 4)).toBeLessThan(0.8);
    expect(overlapOf(point(10), point(30), 4)).toBe(0);
  });
});

describe('opinions of several people', () => {
  const ada = of(box('a1', 10, 10, 50, 40), box('a2', 200, 100, 30, 30, 'tail'));
  const bela = of(box('b1', 12, 11, 50, 40), box('b2', 202, 100, 30, 30, 'ear'), box('b3', 300, 200, 40, 40));

  it('are brought together by their overlap, and differ where they do', () => {
    expect(opinionsOf([ada, bela], image).map((one) => [one.regions.map((region) => region?.id), one.differs])).toEqual([
      [['a1', 'b1'], []],
      [['a2', 'b2'], ['label']],
      [[undefined, 'b3'], ['missing']],
    ]);
  });

  it('take each region once, the best match first', () => {
    const two = of(box('b1', 10, 10, 50, 40), box('b2', 14, 10, 50, 40));
    const found = opinionsOf([of(box('a1', 13, 10, 50, 40)), two], image);
    expect(found.map((one) => one.regions.map((region) => region?.id))).toEqual([['a1', 'b2'], [undefined, 'b1']]);
  });

  it('of thousands are found without comparing each with each', () => {
    const many = (dx: number) => of(...Array.from({ length: 1500 }, (_, i) => box(`r${i}`, (i % 100) * 40 + dx, Math.floor(i / 100) * 40, 30, 30)));
    const found = opinionsOf([many(0), many(2), many(4)], { width: 4000, height: 2000 });
    expect(found).toHaveLength(1500);
    expect(found.every((one) => one.regions.every((region) => region !== null))).toBe(true);
  });

  it('are picked into an answer, in place of what it had of the thing', () => {
    const [same, label, missing] = opinionsOf([ada, bela], image);
    let answer: RegionsAnswer = { ...ada, relations: [{ name: 'on', from: 'a1', to: 'a2' }] };
    answer = picked(answer, label!, 1, () => 'n');
    expect(answer.regions[1]).toMatchObject({ id: 'a2', label: 'ear', box: { x: 202 } });
    expect(answer.relations).toHaveLength(1);
    answer = picked(answer, missing!, 1, () => 'n');
    expect(answer.regions.map((one) => one.id)).toEqual(['a1', 'a2', 'b3']);
    answer = picked(answer, missing!, 1, () => 'n');
    answer = picked(answer, label!, 0, () => 'n');
    expect(answer.regions).toEqual(ada.regions);
    answer = picked(answer, same!, 0, () => 'n');
    expect(answer.regions.map((one) => one.id)).toEqual(['a2']);
    expect(answer.relations).toEqual([]);
  });
});
