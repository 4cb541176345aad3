import { describe, expect, it } from 'vitest';
import { View } from '../geometry/view';
import { levelFor, Tiles, tilesIn, type Pyramid } from './tiles';

const pyramid: Pyramid = { width: 20_000, height: 10_000, side: 512, levels: 7, address: (level, column, row) => `${level}/${column}-${row}` };
const stage = { width: 1000, height: 800 };
const settle = () => new Promise((done) => setTimeout(done, 0));

describe('the tiles of a large image', () => {
  it('are those of the coarsest level that has a pixel for each of the screen', () => {
    expect([2, 1, 0.6, 0.5, 0.26, 0.25, 0.001].map((scale) => levelFor(pyramid, scale))).toEqual([0, 0, 0, 1, 1, 2, 6]);
    expect(tilesIn(pyramid, 0, { left: 500, top: 0, right: 1100, bottom: 100 }).map((one) => one.column).sort()).toEqual([0, 1, 2]);
    expect(tilesIn(pyramid, 0, { left: 19_990, top: 9_990, right: 30_000, bottom: 30_000 })).toEqual([{ level: 0, column: 39, row: 19 }]);
    expect(tilesIn(pyramid, 6, { left: -50_000, top: 0, right: -1, bottom: 100 })).toEqual([]);
  });

  it('are few at any time, whatever is looked at, and none is left behind', async () => {
    let [open, most] = [0, 0];
    const bitmap = () => {
      most = Math.max(most, ++open);
      return { width: 512, height: 512, close: () => open-- } as unknown as ImageBitmap;
    };
    const tiles = new Tiles(pyramid, async () => bitmap(), 40);
    let view = View.fit(pyramid, stage);
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let i = 0; i < 400; i++) {
      view = new View(2 ** (-random() * 5), -random() * 15_000 * view.scale, -random() * 8000 * view.scale);
      tiles.see(view, stage, 1);
      await settle();
      expect(tiles.size).toBeLessThanOrEqual(40);
    }
    for (let i = 0; i < 40; i++) await settle();
    const part = view.shown(stage);
    const seen = tiles.see(view, stage, 1);
    // Coarse ones below finer ones, and all that the screen needs.
    expect(seen.map((one) => one.level)).toEqual([...seen.map((one) => one.level)].sort((a, b) => b - a));
    expect(seen.filter((one) => one.level === levelFor(pyramid, view.scale))).toHaveLength(tilesIn(pyramid, levelFor(pyramid, view.scale), part).length);
    expect(most).toBeLessThan(50);
    tiles.close();
    expect(open).toBe(0);
  });
});
