import { describe, expect, it } from 'vitest';
import { filesOf, readText, withSharedData } from '../shared-data.js';
import { boxBetween, boxOf, boxOnEdge, cornersOf, distanceToBox } from './box';
import { clipped } from './clip';
import { distanceToEllipse, ellipseBounds, ellipsePoints } from './ellipse';
import { dragged, handlesOf, withoutPoint } from './handles';
import { covers, distanceToPath, polygonArea, signedArea } from './path';
import { boxFromPercent, boxToPercent, pointsFromPercent, pointsToPercent } from './percent';
import { around, onImage, onScreen, turned, type Pair } from './points';
import { areaOf, boundsOf, distanceTo, isWhole, movedBy, pathsOf, type Shape } from './shape';
import { simplified, simplifiedOutline } from './simplify';
import { View } from './view';

function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
const random = numbers(7);
const any = (low: number, high: number) => low + random() * (high - low);
const times = (n: number, run: () => void) => Array.from({ length: n }).forEach(run);
/** A star about the origin never crosses itself. */
const star = (n: number): Pair[] => Array.from({ length: n }, (_, i) => [(20 + any(0, 60)) * Math.cos((2 * Math.PI * i) / n), (20 + any(0, 60)) * Math.sin((2 * Math.PI * i) / n)] as Pair);
const square: Pair[] = [[0, 0], [10, 0], [10, 10], [0, 10]];

const shapes = (): Shape[] => [
  { kind: 'box', box: boxOf(any(0, 50), any(0, 50), any(1, 40), any(1, 40), any(0, 360)) },
  { kind: 'polygon', polygon: star(9), holes: [[[-5, -5], [5, -5], [0, 5]]] },
  { kind: 'line', line: star(5) },
  { kind: 'point', point: [any(0, 9), any(0, 9)] },
  { kind: 'ellipse', ellipse: { x: any(0, 50), y: any(0, 50), radiusX: any(1, 40), radiusY: any(1, 40), angle: any(0, 360) } },
  { kind: 'keypoints', keypoints: [[any(1, 9), any(1, 9), 2], [0, 0, 0], [any(1, 9), any(1, 9), 1]] },
];

describe('a box', () => {
  it('turns clockwise about its centre', () => {
    const [topLeft, topRight] = cornersOf({ x: 0, y: 0, width: 4, height: 2, angle: 90 });
    expect(topLeft[0]).toBeCloseTo(3, 12);
    expect(topLeft[1]).toBeCloseTo(-1, 12);
    expect(topRight).toEqual([expect.closeTo(3, 12), expect.closeTo(3, 12)]);
  });

  it('is 0 from what is inside, and as far as the nearest side from what is not', () => {
    const box = boxOf(0, 0, 10, 4);
    expect([distanceToBox(box, 5, 2), distanceToBox(box, 13, 8), distanceToBox(box, 5, -2)]).toEqual([0, 5, 2]);
    times(50, () => {
      const turnedBox = boxOf(any(0, 9), any(0, 9), any(1, 9), any(1, 9), any(0, 360));
      const [x, y] = [any(-20, 20), any(-20, 20)];
      const inside = covers(cornersOf(turnedBox), x, y);
      expect(distanceToBox(turnedBox, x, y)).toBeCloseTo(inside ? 0 : distanceToPath(cornersOf(turnedBox), true, x, y), 9);
    });
  });

  it('on an edge has that edge', () => {
    const box = boxOnEdge(onImage(0, 0), onImage(3, 4), onImage(-4, 3));
    expect([box.width, box.height]).toEqual([5, 5]);
    const [a, b, c] = cornersOf(box);
    expect([...a, ...b, ...c].map((one) => Math.round(one * 1e9) / 1e9 + 0)).toEqual([0, 0, 3, 4, -1, 7]);
    expect(boxBetween(onImage(5, 1), onImage(2, 9))).toEqual({ x: 2, y: 1, width: 3, height: 8 });
  });
});

describe('paths', () => {
  it('have the area of the shoelace, less their holes', () => {
    expect(signedArea(square)).toBe(100);
    expect(polygonArea([...square].reverse(), [[[2, 2], [4, 2], [4, 4], [2, 4]]])).toBe(96);
    const far = square.map(([x, y]) => [x + 1e8, y + 1e8] as Pair);
    expect(signedArea(far)).toBe(100);
  });

  it('cover a place if a ray from it crosses them an odd number of times', () => {
    const ring: Shape = { kind: 'polygon', polygon: square, holes: [[[2, 2], [8, 2], [8, 8], [2, 8]]] };
    expect([distanceTo(ring, 1, 1), distanceTo(ring, 5, 5), distanceTo(ring, 12, 5)]).toEqual([0, 3, 2]);
  });

  it('keep within the tolerance of what they were simplified from', () => {
    times(30, () => {
      const path = Array.from({ length: 200 }, (_, i) => [i, 20 * Math.sin(i / 9) + any(-1, 1)] as Pair);
      const few = simplified(path, 2);
      expect(few.length).toBeLessThan(path.length / 2);
      expect([few[0], few.at(-1)]).toEqual([path[0], path.at(-1)]);
      for (const [x, y] of path) expect(distanceToPath(few, false, x, y)).toBeLessThanOrEqual(2 + 1e-9);
    });
    expect(simplifiedOutline([[0, 0], [5, 0.1], [10, 0], [10, 10], [0, 10]], 0.5)).toEqual(square);
    expect(simplifiedOutline([[0, 0], [1, 0], [1, 1], [0, 1]], 50)).toHaveLength(4);
  });

  it('are clipped to what lies in a rectangle', () => {
    expect(polygonArea(clipped([[-5, -5], [5, -5], [5, 5], [-5, 5]], { left: 0, top: 0, right: 9, bottom: 9 }))).toBe(25);
    times(30, () => {
      const outline = star(12);
      const [left, top] = [any(-40, 0), any(-40, 0)];
      const limit = { left, top, right: left + 50, bottom: top + 40 };
      const cut = clipped(outline, limit);
      // The area by counting on a fine grid, where both agree to the share of cells on an edge.
      let counted = 0;
      for (let x = left + 0.25; x < limit.right; x += 0.5) for (let y = top + 0.25; y < limit.bottom; y += 0.5) counted += covers(outline, x, y) ? 0.25 : 0;
      expect(Math.abs(polygonArea(cut) - counted)).toBeLessThan(25);
    });
  });
});

describe('an ellipse', () => {
  it('has its points within its bounds, and touches them', () => {
    times(20, () => {
      const ellipse = { x: any(0, 9), y: any(0, 9), radiusX: any(1, 9), radiusY: any(1, 9), angle: any(0, 360) };
      const [bounds, points] = [ellipseBounds(ellipse), around(ellipsePoints(ellipse, 720))];
      for (const side of ['left', 'top', 'right', 'bottom'] as const) expect(Math.abs(points[side] - bounds[side])).toBeLessThan(1e-3);
    });
    expect(distanceToEllipse({ x: 0, y: 0, radiusX: 4, radiusY: 2 }, 6, 0)).toBeCloseTo(2, 12);
    expect(distanceToEllipse({ x: 0, y: 0, radiusX: 4, radiusY: 2, angle: 90 }, 0, 3.9)).toBe(0);
  });
});

describe('every shape', () => {
  it('moves with its bounds and keeps its area', () => {
    for (const shape of shapes()) {
      const moved = movedBy(shape, 3, -2);
      const [before, after] = [boundsOf(shape), boundsOf(moved)];
      expect(after.left - before.left).toBeCloseTo(3, 9);
      expect(after.bottom - before.bottom).toBeCloseTo(-2, 9);
      expect(areaOf(moved)).toBeCloseTo(areaOf(shape), 9);
      expect(isWhole(moved)).toBe(true);
    }
  });

  it('is 0 away from its own handles of points, and follows them', () => {
    for (const shape of shapes()) {
      for (const handle of handlesOf(shape, 10).filter((one) => one.look === 'point')) {
        expect(distanceTo(shape, handle.at.x, handle.at.y)).toBeLessThan(1e-9);
        const to = onImage(handle.at.x + 1, handle.at.y + 2);
        const there = handlesOf(dragged(shape, handle.id, to), 10).find((one) => one.id === handle.id);
        expect(there?.at.x).toBeCloseTo(to.x, 9);
        expect(there?.at.y).toBeCloseTo(to.y, 9);
      }
    }
  });

  it('has lines within its bounds', () => {
    for (const shape of shapes()) {
      const { left, right } = boundsOf(shape);
      for (const path of pathsOf(shape, [[0, 2]])) for (const [x] of path.points) expect(x >= left - 1e-9 && x <= right + 1e-9).toBe(true);
    }
  });
});

describe('handles', () => {
  it('leave what lies opposite where it is, turned or not', () => {
    times(40, () => {
      const shape: Shape = { kind: 'box', box: boxOf(10, 10, any(20, 40), any(20, 40), any(0, 360)) };
      const handle = handlesOf(shape, 5).find((one) => one.id === '1,1');
      const changed = dragged(shape, '1,1', onImage((handle?.at.x ?? 0) + any(-2, 9), (handle?.at.y ?? 0) + any(-2, 9)));
      const [fixed, still] = [shape, changed].map((one) => handlesOf(one, 5).find((other) => other.id === '-1,-1')?.at);
      expect(still?.x).toBeCloseTo(fixed?.x ?? NaN, 9);
      expect(still?.y).toBeCloseTo(fixed?.y ?? NaN, 9);
    });
  });

  it('turn a box over when they cross it, and never leave it without a size below 0', () => {
    expect(dragged({ kind: 'box', box: boxOf(0, 0, 10, 10) }, '1,1', onImage(-4, -6))).toEqual({ kind: 'box', box: { x: -4, y: -6, width: 4, height: 6 } });
    expect(dragged({ kind: 'box', box: boxOf(0, 0, 20, 10) }, '1,1', onImage(40, 11), true)).toEqual({ kind: 'box', box: { x: 0, y: 0, width: 40, height: 20 } });
    expect(dragged({ kind: 'box', box: boxOf(0, 0, 10, 10) }, 'turn', onImage(50, 6), true)).toMatchObject({ box: { angle: 90 } });
  });

  it('add points and take them away, but not too many', () => {
    const shape: Shape = { kind: 'polygon', polygon: square };
    expect(dragged(shape, '0+3', onImage(-3, 5))).toEqual({ kind: 'polygon', polygon: [...square, [-3, 5]] });
    expect(withoutPoint(shape, '0/1')).toEqual({ kind: 'polygon', polygon: [[0, 0], [10, 10], [0, 10]] });
    expect(withoutPoint({ kind: 'polygon', polygon: square.slice(0, 3) }, '0/1')).toBeNull();
    expect(withoutPoint({ kind: 'line', line: square.slice(0, 2) }, '0/1')).toBeNull();
  });
});

describe('a view', () => {
  const image = { width: 4000, height: 3000 };
  const stage = { width: 1000, height: 500 };

  it('shows the same place of the image after there and back', () => {
    times(50, () => {
      const view = new View(any(0.01, 60), any(-500, 500), any(-500, 500));
      const at = onImage(any(0, 4000), any(0, 3000));
      expect(view.toImage(view.toScreen(at)).x).toBeCloseTo(at.x, 6);
    });
  });

  it('keeps what is under the pointer there while it zooms', () => {
    const view = View.fit(image, stage);
    const about = onScreen(321, 77);
    const nearer = view.zoomed(3, about, 0.01);
    expect(nearer.toImage(about).x).toBeCloseTo(view.toImage(about).x, 9);
    expect(nearer.scale).toBeCloseTo(view.scale * 3, 12);
  });

  it('fits the image, and never loses it', () => {
    const view = View.fit(image, stage);
    expect(view.scale).toBeCloseTo(500 / 3000, 12);
    const lost = view.panned(1e6, -1e6).held({ left: 0, top: 0, right: image.width, bottom: image.height }, stage);
    const shown = lost.shown(stage);
    expect(shown.left < image.width && shown.right > 0 && shown.top < image.height && shown.bottom > 0).toBe(true);
  });
});

describe('percent', () => {
  const image = { width: 1000, height: 500 };

  it('goes there and back', () => {
    times(50, () => {
      const box = boxOf(any(0, 900), any(0, 400), any(1, 300), any(1, 200), any(1, 359));
      const back = boxFromPercent(boxToPercent(box, image), image);
      for (const field of ['x', 'y', 'width', 'height', 'angle'] as const) expect(back[field]).toBeCloseTo(box[field] ?? 0, 8);
    });
    expect(pointsToPercent(pointsFromPercent([[12.5, 80]], image), image)).toEqual([[12.5, 80]]);
  });

  it('turns about the top left corner, in pixels', () => {
    // A box of 400 × 100 px at (200, 100) by 90°: its top right corner comes to lie 400 px below the top left.
    const [topLeft, topRight] = cornersOf(boxFromPercent({ x: 20, y: 20, width: 40, height: 20, rotation: 90 }, image));
    expect(topLeft).toEqual([expect.closeTo(200, 9), expect.closeTo(100, 9)]);
    expect(topRight).toEqual([expect.closeTo(200, 9), expect.closeTo(500, 9)]);
    expect(turned(1, 0, 0, 0, 90)).toEqual([expect.closeTo(0, 12), expect.closeTo(1, 12)]);
  });
});

withSharedData('data/annotation/labelstudio-golden', (folder) => {
  type Result = { type: string; original_width: number; original_height: number; value: { x: number; y: number; width: number; height: number; rotation?: number; points: Pair[] } };
  const results = (name: string): Result[][] =>
    JSON.parse(readText(folder, name, 'tasks.json')).map((task: { annotations?: { result: Result[] }[]; completions?: { result: Result[] }[] }) => (task.annotations ?? task.completions)?.[0]?.result ?? []);
  const sizeOf = (one: Result) => ({ width: one.original_width, height: one.original_height });

  it('turned boxes have the corners of the reference', () => {
    const labels = `${folder}/sdk_yolo_obb/expected/YOLO_OBB/labels`;
    const expected = filesOf(labels).map((name) => readText(labels, name).trim().split('\n').map((line) => line.split(' ').slice(1).map(Number)));
    let compared = 0;
    for (const task of results('sdk_yolo_obb')) {
      const corners = task.map((one) => cornersOf(boxFromPercent(one.value, sizeOf(one))).flatMap(([x, y]) => [x / one.original_width, y / one.original_height]));
      const other = expected.find((lines) => lines.length === corners.length && Math.abs((lines[0]?.[0] ?? 0) - (corners[0]?.[0] ?? 1)) < 1e-6);
      corners.forEach((mine, i) => mine.forEach((value, j) => {
        expect(Math.abs(value - (other?.[i]?.[j] ?? NaN))).toBeLessThan(1e-6);
        compared++;
      }));
    }
    expect(compared).toBeGreaterThan(100);
  });

  it.each(['ex_image_polygons', 'sdk_coco_mixed'])('polygons and boxes of %s have the points, bounds and areas of the reference', (name) => {
    const coco = JSON.parse(readText(folder, `${name}/expected/COCO/result.json`)).annotations as { segmentation: number[][]; bbox: number[]; area: number }[];
    const close = (mine: number[], theirs: number[]) => mine.forEach((value, i) => expect(Math.abs(value - (theirs[i] ?? NaN))).toBeLessThan(1e-6));
    const drawn = results(name).flat().filter((one) => one.type === 'polygonlabels' || one.type === 'rectanglelabels');
    drawn.forEach((one) => {
      const shape: Shape = one.type === 'polygonlabels' ? { kind: 'polygon', polygon: pointsFromPercent(one.value.points, sizeOf(one)) } : { kind: 'box', box: boxFromPercent(one.value, sizeOf(one)) };
      const { left, top, right, bottom } = boundsOf(shape);
      const theirs = coco.find((other) => Math.abs((other.bbox[0] ?? 0) - left) < 1e-6 && Math.abs((other.bbox[1] ?? 0) - top) < 1e-6);
      expect(theirs).toBeDefined();
      close([left, top, right - left, bottom - top, areaOf(shape)], [...(theirs?.bbox ?? []), theirs?.area ?? NaN]);
      if (shape.kind === 'polygon') close(shape.polygon.flat(), theirs?.segmentation[0] ?? []);
    });
    expect(drawn.length).toBeGreaterThan(0);
  });
});
