import { describe, expect, it } from 'vitest';
import { onImage } from '../geometry/points';
import type { Pixels } from '../mask/flood';
import { costsOf } from './edges';
import { cheapest, Wire } from './wire';

function picture(width: number, height: number, bright: (x: number, y: number) => boolean): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.fill(bright(x, y) ? 220 : 30, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
}

describe('the wire', () => {
  it('lies along the edge of a disc, not across it', () => {
    const disc = picture(200, 200, (x, y) => Math.hypot(x - 100, y - 100) < 60);
    const way = new Wire(disc, onImage(40, 100)).to(onImage(160, 100));
    expect(way[0]).toEqual([40, 100]);
    expect(way.at(-1)).toEqual([160, 100]);
    for (const [x, y] of way) expect(Math.abs(Math.hypot(x - 100, y - 100) - 60)).toBeLessThan(3);
    expect(way.length).toBeGreaterThan(120);
  });

  it('is straight where there is no edge', () => {
    const way = new Wire(picture(100, 100, () => true), onImage(10, 50)).to(onImage(80, 50));
    for (const [, y] of way) expect(Math.abs(y - 50)).toBeLessThanOrEqual(1);
  });

  it('follows the hand out of the part that was searched, over a large image in a bounded number of cells', () => {
    const wide = picture(2400, 1800, (_, y) => y > 900);
    const wire = new Wire(wide, onImage(100, 900));
    const way = wire.to(onImage(2300, 900));
    expect(way.at(-1)).toEqual([2300, 900]);
    for (const [, y] of way) expect(Math.abs(y - 900)).toBeLessThan(12);
  });

  it('ends in the corners of the image', () => {
    const way = new Wire(picture(30, 20, (x) => x > 15), onImage(0, 0)).to(onImage(30, 20));
    expect([way[0], way.at(-1)]).toEqual([[0, 0], [30, 20]]);
  });
});

describe('the cheapest way', () => {
  it('is that of a search which looks at all ways', () => {
    const random = seeded(7);
    for (let n = 0; n < 20; n++) {
      const [width, height] = [3 + Math.floor(random() * 6), 3 + Math.floor(random() * 6)];
      const data = Uint8Array.from({ length: width * height }, () => 1 + Math.floor(random() * 255));
      const before = cheapest({ x: 0, y: 0, width, height, step: 1, data }, 0);
      const plain = bellmanFord(width, height, data);
      for (let cell = 1; cell < data.length; cell++) {
        let cost = 0;
        for (let at = cell; at !== 0; at = before[at] as number) cost += (data[at] as number) * ((at % width) !== ((before[at] as number) % width) && Math.floor(at / width) !== Math.floor((before[at] as number) / width) ? 7 : 5);
        expect(cost).toBe(plain[cell]);
      }
    }
  });

  it('costs least where the image is steepest', () => {
    const costs = costsOf(picture(40, 40, (x) => x >= 20), 0, 0, 40, 40, 1);
    expect(costs.data[20 * 40 + 20]).toBe(1);
    expect(costs.data[20 * 40 + 5]).toBe(255);
  });
});

function bellmanFord(width: number, height: number, data: Uint8Array): number[] {
  const cost = Array.from({ length: data.length }, (_, i) => (i === 0 ? 0 : Infinity));
  for (let again = true; again; ) {
    again = false;
    for (let i = 0; i < data.length; i++) for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) {
      const [x, y] = [(i % width) + dx, Math.floor(i / width) + dy];
      if ((dx === 0 && dy === 0) || x < 0 || y < 0 || x >= width || y >= height) continue;
      const there = (cost[i] as number) + (data[y * width + x] as number) * (dx !== 0 && dy !== 0 ? 7 : 5);
      if (there < (cost[y * width + x] as number)) [cost[y * width + x], again] = [there, true];
    }
  }
  return cost;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}
