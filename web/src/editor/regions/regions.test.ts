import { describe, expect, it, vi } from 'vitest';
import { boxOf } from '../geometry/box';
import { distanceTo, type Shape } from '../geometry/shape';
import { Grid } from './grid';
import { isUnseen, originAfterEdit, reshaped, shapeOf, type Region } from './region';
import { RegionStore } from './region-store';

function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const box = (id: string, x: number, y: number, width = 10, height = 10): Region => ({ id, label: 'ear', box: { x, y, width, height } });

function many(n: number, seed = 3): Region[] {
  const random = numbers(seed);
  return Array.from({ length: n }, (_, i) => box(`r${i}`, random() * 4000, random() * 3000, 1 + random() ** 4 * 900, 1 + random() ** 4 * 900));
}

describe('a region', () => {
  it('has its shape under the name of its kind, and holes beside a polygon', () => {
    const polygon: Region = { id: 'a', label: 'ear', polygon: [[0, 0], [1, 0], [1, 1]], holes: [[[0, 0], [1, 0], [1, 1]]] };
    expect(shapeOf(polygon)).toMatchObject({ kind: 'polygon', holes: [[[0, 0], [1, 0], [1, 1]]] });
    expect(shapeOf({ id: 's', label: 'ear', span: { start: 0, end: 2 } })).toBeNull();
    const other = reshaped({ ...polygon, group: 'g' }, { kind: 'box', box: boxOf(1, 2, 3, 4) });
    expect(other).toEqual({ id: 'a', label: 'ear', group: 'g', box: { x: 1, y: 2, width: 3, height: 4 } });
  });

  it('of a machine is edited once a person changes it', () => {
    expect([isUnseen({ ...box('a', 0, 0), origin: 'machine' }), isUnseen(box('a', 0, 0))]).toEqual([true, false]);
    expect(originAfterEdit({ ...box('a', 0, 0), origin: 'accepted' })).toBe('edited');
    expect(originAfterEdit(box('a', 0, 0))).toBe('human');
  });
});

describe('the grid', () => {
  it('finds what a search through all finds', () => {
    const random = numbers(5);
    const all = Array.from({ length: 500 }, () => {
      const [left, top] = [random() * 4200 - 100, random() * 3200 - 100];
      return { left, top, right: left + random() ** 3 * 3000, bottom: top + random() ** 3 * 3000 };
    });
    const grid = new Grid();
    all.forEach((bounds, i) => grid.add(i, bounds));
    all.forEach((bounds, i) => i % 5 === 0 && grid.remove(i, bounds));
    for (let n = 0; n < 50; n++) {
      const [left, top] = [random() * 4000, random() * 3000];
      const part = { left, top, right: left + random() * 900, bottom: top + random() * 900 };
      const found = new Set<number>();
      grid.search(part, (entry) => found.add(entry));
      all.forEach((one, i) => {
        const meets = one.left <= part.right && one.right >= part.left && one.top <= part.bottom && one.bottom >= part.top;
        if (meets) expect(found.has(i)).toBe(i % 5 !== 0);
        if (i % 5 === 0) expect(found.has(i)).toBe(false);
      });
    }
  });
});

describe('the region store', () => {
  it('gives back the answer it took, and the same objects for what did not change', () => {
    const store = new RegionStore();
    const answer = { regions: many(100) };
    store.take(answer, 'remote');
    expect(store.answer).toBe(answer);
    store.put([box('r5', 1, 1)], 'user');
    expect(store.all).toHaveLength(100);
    expect(store.all[5]).toEqual(box('r5', 1, 1));
    expect(store.all.filter((one, i) => one === answer.regions[i])).toHaveLength(99);
    expect(store.placeOf('r5')).toBe(5);
  });

  it('tells what was created, updated and deleted, and who caused it', () => {
    const store = new RegionStore();
    const heard = vi.fn();
    store.listen(heard);
    store.take({ regions: [box('a', 0, 0), box('b', 5, 5)] }, 'remote');
    const after = box('a', 9, 9);
    store.put([after, box('c', 1, 1)], 'user');
    store.remove(['b'], 'user');
    expect(heard.mock.calls.map(([change]) => [change.created.length, change.updated.length, change.deleted.length, change.origin])).toEqual([[2, 0, 0, 'remote'], [1, 1, 0, 'user'], [0, 0, 1, 'user']]);
    const back = store.take({ regions: [box('a', 0, 0), box('b', 5, 5)] }, 'undo');
    expect([back?.created.length, back?.updated.length, back?.deleted.length]).toEqual([1, 1, 1]);
  });

  it('forgets the relations of what is removed', () => {
    const store = new RegionStore();
    store.take({ regions: [box('a', 0, 0), box('b', 5, 5)], relations: [{ name: 'beside', from: 'a', to: 'b' }] }, 'remote');
    store.remove(['a'], 'user');
    expect(store.answer).toEqual({ regions: [box('b', 5, 5)], relations: [] });
  });

  it('hits the smallest region at a place, after any changes', () => {
    const store = new RegionStore();
    const regions = new Map(many(800).map((one) => [one.id, one]));
    store.take({ regions: [...regions.values()] }, 'remote');
    const random = numbers(9);
    for (let n = 0; n < 400; n++) {
      const id = `r${Math.floor(random() * 900)}`;
      if (random() < 0.4 && regions.has(id)) {
        regions.delete(id);
        store.remove([id], 'user');
      } else {
        const next = box(id, random() * 4000, random() * 3000, 1 + random() * 300, 1 + random() * 300);
        regions.set(id, next);
        store.put([next], 'user');
      }
      const [x, y] = [random() * 4000, random() * 3000];
      const near = [...regions.values()].filter((one) => distanceTo(shapeOf(one) as Shape, x, y) <= 4);
      const size = (one: Region) => (one['box'] as { width: number; height: number }).width * (one['box'] as { width: number; height: number }).height;
      const least = Math.min(...near.map(size));
      const hit = store.hit(x, y, 4);
      expect(hit === null ? Infinity : size(hit)).toBe(least);
    }
    expect(new Set(store.all.map((one) => one.id))).toEqual(new Set(regions.keys()));
  });

  it('takes in, searches and changes ten thousand regions in little time', () => {
    const store = new RegionStore();
    const start = performance.now();
    store.take({ regions: many(10_000) }, 'remote');
    for (let i = 0; i < 200; i++) store.put([box(`r${i * 7}`, i, i)], 'user');
    for (let i = 0; i < 2000; i++) store.hit((i * 37) % 4000, (i * 53) % 3000, 4);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
