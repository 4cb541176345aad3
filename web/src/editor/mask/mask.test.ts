import { describe, expect, it } from 'vitest';
import { onImage } from '../geometry/points';
import { filesOf, readPng, readText, withSharedData } from '../shared-data.js';
import { Bitmap } from './bitmap';
import { stroke } from './brush';
import { fromCoco, packed, toCoco, unpacked } from './coco';
import { fromCvat, fromCvatPoints, toCvat, toCvatPoints } from './cvat';
import { flood } from './flood';
import { fromLabelStudio, toLabelStudio } from './labelstudio';
import { bitmapOf, distanceToMask, maskArea, maskCovers, maskOf, rectanglesOf, type Mask } from './mask';

/** Numbers from 0 up to 1, the same on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function noise(seed: number, width: number, height: number, share: number): Bitmap {
  const next = numbers(seed);
  return new Bitmap(width, height, Uint8Array.from({ length: width * height }, () => (next() < share ? 1 : 0)));
}

const alike = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((value, i) => value === b[i]);
const picture = (...rows: string[]) => new Bitmap(rows[0]?.length ?? 0, rows.length, Uint8Array.from(rows.join(''), (one) => (one === '#' ? 1 : 0)));
const bitmaps = [1, 2, 3, 4, 5, 6].flatMap((seed) => [noise(seed, 37, 53, 0.5), noise(seed, 1, 40, 0.7), noise(seed, 64, 3, 0.1), noise(seed, 300, 300, 0.995)]);
const full = (width: number, height: number) => new Bitmap(width, height, new Uint8Array(width * height).fill(1));

describe('a mask', () => {
  it('counts runs over the rows of its smallest part, outside first', () => {
    const mask = maskOf(picture('....', '.##.', '.#..'));
    expect(mask).toEqual({ x: 1, y: 1, width: 2, height: 2, runs: [0, 3, 1] });
    expect(maskArea(mask as Mask)).toBe(3);
    expect([maskCovers(mask as Mask, 1.5, 2.9), maskCovers(mask as Mask, 2.5, 2.5), maskCovers(mask as Mask, 0, 0)]).toEqual([true, false, false]);
    expect(distanceToMask(mask as Mask, 2.5, 2.5)).toBe(1);
    expect(distanceToMask(mask as Mask, 6, 2)).toBe(3);
  });

  it('of nothing is none', () => {
    expect(maskOf(new Bitmap(3, 3))).toBeNull();
  });

  it('gives back the pixels that it was made of, by every packing', () => {
    for (const bitmap of bitmaps) {
      const { width, height, data } = bitmap;
      const same = (other: Bitmap) => expect(alike(other.data, data)).toBe(true);
      const mask = maskOf(bitmap);
      same(bitmapOf(mask, width, height));
      if (mask !== null) expect(fromCvatPoints(toCvatPoints(mask))).toEqual(mask);
      if (mask !== null) expect(fromCvat(toCvat(mask))).toEqual(mask);
      same(fromCoco(toCoco(bitmap)));
      same(fromCoco({ size: [height, width], counts: packed(toCoco(bitmap).counts) }));
      same(fromLabelStudio(toLabelStudio(bitmap), width, height));
    }
  });

  it('is drawn by rectangles that cover it once', () => {
    for (const bitmap of bitmaps) {
      const mask = maskOf(bitmap);
      if (mask === null) continue;
      const drawn = new Bitmap(bitmap.width, bitmap.height);
      let area = 0;
      for (const one of rectanglesOf(mask)) {
        area += one.width * one.height;
        for (let y = one.y; y < one.y + one.height; y++) drawn.data.fill(1, y * drawn.width + one.x, y * drawn.width + one.x + one.width);
      }
      expect(alike(drawn.data, bitmap.data)).toBe(true);
      expect(area).toBe(maskArea(mask));
    }
    expect(rectanglesOf(maskOf(full(9, 7)) as Mask)).toEqual([{ x: 0, y: 0, width: 9, height: 7 }]);
  });
});

describe('packings of others', () => {
  it('read a known vector of literal values and repeats', () => {
    // Twenty values of one byte: 1 1 1 1 2 3 5 6 7 8 and ten... only the fourth byte of each pixel counts.
    const bytes = [0, 0, 0, 18, 57, 27, 252, 96, 32, 1, 0, 6, 0, 40, 0, 192, 3, 128, 17, 56, 32];
    expect([...fromLabelStudio(bytes, 2, 2).data]).toEqual([1, 1, 1, 1]);
  });

  it('hold counts beyond one run of 65,536, and lists that end early', () => {
    const all = full(400, 300);
    expect(alike(fromLabelStudio(toLabelStudio(all), 400, 300).data, all.data)).toBe(true);
    expect(fromLabelStudio([], 3, 3).tight()).toBeNull();
  });

  it('pack counts as COCO does', () => {
    expect(packed([0, 2, 1, 1, 2])).toBe('021O1');
    expect(unpacked('021O1')).toEqual([0, 2, 1, 1, 2]);
    const long = [0, 100_000, 3, 70_000, 1, 0, 12_345];
    expect(unpacked(packed(long))).toEqual(long);
  });
});

describe('a brush', () => {
  it('sets the pixels whose middle it passes over, and clears them again', () => {
    const bitmap = new Bitmap(20, 12);
    stroke(bitmap, onImage(4, 6), onImage(14, 6), 3, 1);
    const area = maskArea(maskOf(bitmap) as Mask);
    expect(Math.abs(area - (10 * 6 + Math.PI * 9))).toBeLessThan(6);
    stroke(bitmap, onImage(4, 6), onImage(14, 6), 3, 0);
    expect(maskOf(bitmap)).toBeNull();
  });

  it('stays on the image', () => {
    const bitmap = new Bitmap(5, 5);
    stroke(bitmap, onImage(-50, -50), onImage(60, 60), 100, 1);
    expect(maskArea(maskOf(bitmap) as Mask)).toBe(25);
    stroke(bitmap, onImage(-50, 2), onImage(-20, 2), 3, 0);
    expect(maskArea(maskOf(bitmap) as Mask)).toBe(25);
  });
});

describe('a flood', () => {
  const pixels = (bitmap: Bitmap) => ({ ...bitmap, data: Uint8ClampedArray.from({ length: bitmap.data.length * 4 }, (_, i) => (i % 4 === 3 ? 255 : bitmap.data[i >> 2] === 1 ? 200 : 20)) });

  it('takes what hangs together and no more', () => {
    const found = flood(pixels(picture('##..#', '.#.##', '.###.')), 0, 0, 10);
    expect(alike(found.data, picture('##..#', '.#.##', '.###.').data)).toBe(true);
    expect(flood(pixels(picture('##..#', '.#.##', '..##.')), 2.5, 0.5, 10).data.reduce((a, b) => a + b)).toBe(3);
    expect(maskArea(maskOf(flood(pixels(picture('##..#', '.#.##')), 0, 0, 255)) as Mask)).toBe(10);
    expect(flood(pixels(picture('#')), 5, 5, 255).tight()).toBeNull();
  });

  it('agrees with a plain search, pixel by pixel', () => {
    for (const seed of [11, 12, 13]) {
      const image = noise(seed, 41, 29, 0.6);
      const found = flood(pixels(image), 20, 14, 0);
      const plain = new Bitmap(41, 29);
      const colour = image.data[14 * 41 + 20];
      const open = [[20, 14] as [number, number]];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        const [x, y] = at;
        const i = y * 41 + x;
        if (x < 0 || y < 0 || x >= 41 || y >= 29 || plain.data[i] === 1 || image.data[i] !== colour) continue;
        plain.data[i] = 1;
        open.push([x + 1, y], [x - 1, y], [x, y + 1], [x, y - 1]);
      }
      expect(alike(found.data, plain.data)).toBe(true);
    }
  });
});

interface Case {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly area: number;
  readonly labelstudio_rle: number[];
  readonly coco_counts: number[];
  readonly coco_string: string;
  readonly cvat: { rle: number[]; left: number; top: number; width: number; height: number; server_points: number[] } | null;
}

withSharedData('data/annotation/rle', (folder) => {
  const cases: Case[] = filesOf(folder).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readText(folder, name)));
  it.each(cases)('$name is the same mask by all packings', (one) => {
    const expected = new Bitmap(one.width, one.height, readPng(`${folder}/${one.name}.png`).data);
    const { width, height } = one;
    const same = (other: Bitmap) => {
      expect([other.width, other.height]).toEqual([width, height]);
      expect(alike(other.data, expected.data)).toBe(true);
    };
    same(fromLabelStudio(one.labelstudio_rle, width, height));
    same(fromLabelStudio(toLabelStudio(expected), width, height));
    same(fromCoco({ size: [height, width], counts: one.coco_counts }));
    same(fromCoco({ size: [height, width], counts: one.coco_string }));
    expect(toCoco(expected).counts).toEqual(one.coco_counts);
    expect(packed(toCoco(expected).counts)).toBe(one.coco_string);
    const mask = maskOf(expected);
    expect(mask === null ? 0 : maskArea(mask)).toBe(one.area);
    if (mask === null || one.cvat === null) return;
    same(bitmapOf(fromCvat(one.cvat), width, height));
    same(bitmapOf(fromCvatPoints(one.cvat.server_points), width, height));
    expect(toCvat(mask)).toMatchObject(one.cvat.rle.length > 0 ? { rle: one.cvat.rle, left: one.cvat.left, top: one.cvat.top } : {});
  });
});
