import { describe, expect, it } from 'vitest';
import type { Pixels } from '../mask/flood';
import { maskArea, maskCovers } from '../mask/mask';
import { slic } from './slic';
import { Superpixels } from './superpixels';

function picture(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 4);
  return { width, height, data };
}
const disc = picture(120, 90, (x, y) => (Math.hypot(x - 60, y - 45) < 25 ? [200, 40, 40] : [40, 60, 200]));

describe('slic', () => {
  const pieces = slic(disc, 0, 0, 120, 90, 12);

  it('gives every pixel to a piece, all of them hanging together', () => {
    expect(pieces.of.every((one) => one >= 0 && one < pieces.count)).toBe(true);
    const parts = new Set<number>();
    const seen = new Uint8Array(pieces.of.length);
    for (let first = 0; first < seen.length; first++) {
      if (seen[first] === 1) continue;
      const piece = pieces.of[first] as number;
      expect(parts.has(piece)).toBe(false);
      parts.add(piece);
      const open = [first];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (seen[at] === 1 || pieces.of[at] !== piece) continue;
        seen[at] = 1;
        for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
          const [x, y] = [(at % 120) + dx, Math.floor(at / 120) + dy];
          if (x >= 0 && y >= 0 && x < 120 && y < 90) open.push(y * 120 + x);
        }
      }
    }
    expect(parts.size).toBe(pieces.count);
  });

  it('keeps to edges: hardly a piece holds both colours', () => {
    const red = new Float64Array(pieces.count);
    const all = new Float64Array(pieces.count);
    pieces.of.forEach((piece, at) => {
      all[piece] = (all[piece] as number) + 1;
      if (Math.hypot((at % 120) - 60, Math.floor(at / 120) - 45) < 25) red[piece] = (red[piece] as number) + 1;
    });
    const mixed = [...all].reduce((sum, n, i) => sum + Math.min(red[i] as number, n - (red[i] as number)), 0);
    expect(mixed / pieces.of.length).toBeLessThan(0.01);
  });

  it('makes pieces of about the size that was asked for', () => {
    expect(pieces.count).toBeGreaterThan(40);
    expect(pieces.count).toBeLessThan(120);
  });
});

describe('superpixels', () => {
  it('are the same from wherever one looks, and together the whole image', () => {
    const wide = picture(500, 400, (x, y) => [(x * 7 + y * 3) % 256, x % 256, y % 256]);
    const [a, b] = [new Superpixels(wide, 32), new Superpixels(wide, 32)];
    b.nameAt(499, 399);
    expect(a.nameAt(10, 10)).toBe(b.nameAt(10, 10));
    const names = new Set<string>();
    for (let y = 0; y < 400; y++) for (let x = 0; x < 500; x++) names.add(a.nameAt(x, y) as string);
    expect([...names].reduce((sum, name) => sum + maskArea(a.mask(name)!), 0)).toBe(500 * 400);
  });

  it('cover the place they were asked at; beside the image there is none', () => {
    const one = new Superpixels(disc, 20);
    expect(maskCovers(one.mask(one.nameAt(60, 45) as string)!, 60, 45)).toBe(true);
    expect([one.nameAt(-1, 3), one.nameAt(120, 3)]).toEqual([null, null]);
  });
});
