import { describe, expect, it } from 'vitest';
import { onScreen } from '../../geometry/points';
import { View } from '../../geometry/view';
import type { Region, RegionsAnswer } from '../../regions/region';
import { Desk } from './desk';

const image = { width: 400, height: 300 };

function desk(answer: RegionsAnswer = { regions: [] }): { desk: Desk; answers: RegionsAnswer[] } {
  const answers: RegionsAnswer[] = [];
  let next = 0;
  const one = new Desk({
    image,
    labels: [{ name: 'ear', caption: 'Ear', colour: 1 }, { name: 'tail', caption: 'Tail', colour: 2 }],
    shapes: ['box', 'polygon', 'line', 'ellipse', 'point', 'keypoints', 'mask'],
    relations: [{ name: 'beside', caption: 'beside', from: ['ear'] }],
    skeleton: { points: ['tip', 'base'], edges: [[0, 1]] },
    newId: () => `n${++next}`,
    changed: (answer_) => answers.push(answer_),
  });
  one.stage = { width: 400, height: 300 };
  one.view = new View(1, 0, 0);
  one.take(answer, 'remote');
  return { desk: one, answers };
}

const plain = { shift: false, alt: false };
const drag = (d: Desk, ...way: [number, number][]) => {
  const [first, ...rest] = way;
  d.pointerDown(onScreen(...(first as [number, number])), plain);
  for (const at of rest) d.pointerMove(onScreen(...at), plain);
  d.pointerUp(onScreen(...(way.at(-1) as [number, number])), plain);
};
const click = (d: Desk, x: number, y: number, keys = plain) => {
  d.pointerMove(onScreen(x, y), keys);
  d.pointerDown(onScreen(x, y), keys);
  d.pointerUp(onScreen(x, y), keys);
};
/** Brings the cursor of the keyboard to a place by arrows alone. */
const arrows = (d: Desk, x: number, y: number) => {
  for (let i = 0; d.hand !== 'keys' && i < 1; i++) d.arrow(0, 0, true);
  for (const [axis, to] of [['x', x], ['y', y]] as const) {
    while (Math.abs(to - d.cursor[axis]) >= 1) {
      const away = to - d.cursor[axis];
      d.arrow(axis === 'x' ? Math.sign(away) : 0, axis === 'y' ? Math.sign(away) : 0, Math.abs(away) < d.step);
    }
  }
};
const last = (d: Desk) => d.regions.all.at(-1) as Region;

describe('each tool, by pointer and by keys', () => {
  const shapes = {
    box: { pointer: (d: Desk) => drag(d, [10, 20], [30, 40], [110, 80]), keys: [[10, 20], [110, 80]], is: { box: { x: 10, y: 20, width: 100, height: 60 } } },
    ellipse: { pointer: (d: Desk) => drag(d, [10, 20], [30, 40], [110, 80]), keys: [[10, 20], [110, 80]], is: { ellipse: { x: 60, y: 50, radiusX: 50, radiusY: 30 } } },
    'turned-box': { pointer: (d: Desk) => (click(d, 50, 50), click(d, 80, 90), click(d, 40, 120)), keys: [[50, 50], [80, 90], [40, 120]], is: { box: expect.objectContaining({ width: 50, height: expect.closeTo(50, 6), angle: expect.closeTo(53.13, 2) }) } },
    point: { pointer: (d: Desk) => click(d, 77, 66), keys: [[77, 66]], is: { point: [77, 66] } },
    polygon: { pointer: (d: Desk) => (click(d, 10, 10), click(d, 90, 10), click(d, 90, 90), d.end()), keys: [[10, 10], [90, 10], [90, 90], 'end'], is: { polygon: [[10, 10], [90, 10], [90, 90]] } },
    line: { pointer: (d: Desk) => (click(d, 10, 10), click(d, 90, 10), d.end()), keys: [[10, 10], [90, 10], 'end'], is: { line: [[10, 10], [90, 10]] } },
    keypoints: { pointer: (d: Desk) => (click(d, 10, 10), click(d, 90, 10, { shift: false, alt: true })), keys: [[10, 10], [90, 10, 'hidden']], is: { keypoints: [[10, 10, 2], [90, 10, 1]] } },
  } as const;

  for (const [tool, one] of Object.entries(shapes)) {
    it(`draws with ${tool}`, () => {
      const [a, b] = [desk().desk, desk().desk];
      a.use(tool as keyof typeof shapes);
      one.pointer(a);
      b.use(tool as keyof typeof shapes);
      for (const step of one.keys) {
        if (step === 'end') b.end();
        else {
          arrows(b, step[0], step[1]);
          b.place({ shift: step.length > 2, alt: false });
        }
      }
      expect(last(a)).toMatchObject({ label: 'ear', origin: 'human', ...one.is });
      const { id: _a, ...mine } = last(a);
      const { id: _b, ...theirs } = last(b);
      expect(theirs).toEqual(mine);
      expect([a.selection, b.selection]).toEqual([[last(a).id], [last(b).id]]);
    });
  }

  it('paints and erases a mask', () => {
    const [a, b] = [desk().desk, desk().desk];
    a.use('brush');
    drag(a, [100, 100], [120, 100], [140, 100]);
    b.use('brush');
    arrows(b, 100, 100);
    b.place();
    arrows(b, 140, 100);
    b.place();
    const area = (d: Desk) => (last(d)['mask'] as { runs: number[] }).runs.reduce((sum, run, i) => sum + (i % 2) * run, 0);
    expect(last(b)['mask']).toEqual(last(a)['mask']);
    const before = area(a);
    a.use('eraser');
    drag(a, [140, 100], [141, 100]);
    expect(a.regions.all).toHaveLength(1);
    expect(area(a)).toBeLessThan(before);
    a.brush = 200;
    drag(a, [120, 100], [125, 100]);
    expect(a.regions.all).toHaveLength(0);
  });

  it('floods from a colour', () => {
    const { desk: d } = desk();
    d.pixels = () => ({ width: 400, height: 300, data: new Uint8ClampedArray(400 * 300 * 4) });
    d.use('wand');
    click(d, 5, 5);
    expect(last(d)['mask']).toMatchObject({ x: 0, y: 0, width: 400, height: 300, runs: [0, 120_000] });
  });

  /** A bright disc on a dark ground. */
  const disc = () => {
    const data = new Uint8ClampedArray(400 * 300 * 4).fill(255);
    for (let y = 0; y < 300; y++) for (let x = 0; x < 400; x++) data.fill(Math.hypot(x - 200, y - 150) < 80 ? 220 : 40, (y * 400 + x) * 4, (y * 400 + x) * 4 + 3);
    return { width: 400, height: 300, data };
  };

  it('lays a wire along an edge from few anchors, and closes it', () => {
    const pixels = disc();
    const [a, b] = [desk().desk, desk().desk];
    for (const d of [a, b]) {
      d.pixels = () => pixels;
      d.use('scissors');
    }
    for (const [x, y] of [[120, 150], [200, 70], [280, 150], [200, 230]] as const) click(a, x, y);
    a.end();
    for (const [x, y] of [[120, 150], [200, 70], [280, 150], [200, 230]] as const) {
      arrows(b, x, y);
      b.place();
    }
    b.end();
    const outline = last(a)['polygon'] as [number, number][];
    expect(outline.length).toBeGreaterThan(12);
    for (const [x, y] of outline) expect(Math.abs(Math.hypot(x - 200, y - 150) - 80)).toBeLessThan(3);
    expect(last(b)['polygon']).toEqual(outline);
  });

  it('takes the last anchor of a wire back, and leaves it', () => {
    const { desk: d } = desk();
    d.use('scissors');
    for (const [x, y] of [[10, 10], [90, 10], [90, 90], [10, 90]] as const) click(d, x, y);
    d.back();
    d.end();
    expect(last(d)['polygon']).toEqual([[10, 10], [90, 10], [90, 90]]);
    click(d, 200, 200);
    d.leave();
    d.end();
    expect([d.regions.all.length, d.state.doing]).toEqual([1, 'first-anchor']);
  });

  it('picks superpixels into a mask, and takes one away again', () => {
    const pixels = disc();
    const [a, b] = [desk().desk, desk().desk];
    for (const d of [a, b]) {
      d.pixels = () => pixels;
      d.use('superpixels');
    }
    drag(a, [150, 150], [175, 150], [200, 150], [225, 150]);
    for (const x of [150, 175, 200, 225]) {
      arrows(b, x, 150);
      b.place();
    }
    const area = (d: Desk) => (last(d)['mask'] as { runs: number[] }).runs.reduce((sum, run, i) => sum + (i % 2) * run, 0);
    expect(a.regions.all).toHaveLength(1);
    expect(last(b)['mask']).toEqual(last(a)['mask']);
    const before = area(a);
    expect(before).toBeGreaterThan(1000);
    click(a, 150, 150, { shift: true, alt: false });
    b.place({ shift: true, alt: false });
    expect([area(a) < before, area(b) < before]).toEqual([true, true]);
  });

  it('cuts a hole into the selected polygon', () => {
    const { desk: d } = desk({ regions: [{ id: 'p', label: 'ear', polygon: [[0, 0], [100, 0], [100, 100], [0, 100]] }] });
    d.select(['p']);
    d.use('hole');
    click(d, 20, 20);
    click(d, 40, 20);
    click(d, 40, 40);
    d.end();
    expect(d.regions.get('p')?.['holes']).toEqual([[[20, 20], [40, 20], [40, 40]]]);
  });
});

describe('taking up', () => {
  it('begins with the tool in hand, else with the first that draws on an empty image', () => {
    const [empty, full] = [desk().desk, desk({ regions: [{ id: 'a', label: 'ear', point: [5, 5] }] }).desk];
    empty.takeUp(null);
    full.takeUp(null);
    expect([empty.tool, full.tool]).toEqual(['box', 'select']);
    full.takeUp('ellipse');
    expect([full.tool, full.state.doing]).toEqual(['ellipse', 'first-corner']);
  });
});

describe('selecting', () => {
  const two: RegionsAnswer = { regions: [{ id: 'a', label: 'ear', box: { x: 10, y: 10, width: 50, height: 40 }, origin: 'machine' }, { id: 'b', label: 'tail', box: { x: 200, y: 100, width: 30, height: 30 }, origin: 'human' }] };

  it('moves a region with the pointer, and with the arrows; the machine’s becomes edited', () => {
    const { desk: d, answers } = desk(two);
    drag(d, [30, 30], [40, 30], [50, 50]);
    expect(d.regions.get('a')).toMatchObject({ box: { x: 30, y: 30 }, origin: 'edited' });
    d.arrow(1, 0, false);
    d.arrow(0, -1, true);
    expect(d.regions.get('a')).toMatchObject({ box: { x: 40, y: 29 } });
    expect(answers).toHaveLength(3);
    expect(answers.at(-1)?.regions[1]).toBe(two.regions[1]);
  });

  it('never moves a region off the image', () => {
    const { desk: d } = desk(two);
    drag(d, [30, 30], [20, 20], [-300, -300]);
    expect(d.regions.get('a')).toMatchObject({ box: { x: 0, y: 0 } });
  });

  it('resizes by a handle, and by keys', () => {
    const { desk: d } = desk(two);
    click(d, 210, 110);
    drag(d, [230, 130], [240, 140], [260, 150]);
    expect(d.regions.get('b')).toMatchObject({ box: { x: 200, y: 100, width: 60, height: 50 }, origin: 'human' });
    d.grow(1, 0, false);
    d.rotate(90);
    expect(d.regions.get('b')).toMatchObject({ box: { width: 70, height: 50, angle: 90 } });
  });

  it('takes several by an area or by Shift, and removes them', () => {
    const { desk: d } = desk(two);
    drag(d, [5, 5], [50, 50], [300, 200]);
    expect([...d.selection].sort()).toEqual(['a', 'b']);
    click(d, 210, 110, { shift: true, alt: false });
    expect(d.selection).toEqual(['a']);
    d.delete();
    expect(d.regions.all.map((one) => one.id)).toEqual(['b']);
  });

  it('walks, accepts and rejects by keys', () => {
    const { desk: d } = desk({ regions: [...two.regions, { id: 'c', label: 'ear', point: [5, 5], origin: 'machine' }] });
    expect(d.walk(1)).toBe(true);
    d.accept();
    expect([d.regions.get('a')?.origin, d.selection[0]]).toEqual(['accepted', 'c']);
    d.reject();
    expect(d.regions.get('c')).toBeUndefined();
    expect([d.walk(1), d.walk(1), d.canWalk(1)]).toEqual([true, true, false]);
  });

  it('edits the points of a polygon by keys', () => {
    const { desk: d } = desk({ regions: [{ id: 'p', label: 'ear', polygon: [[0, 0], [100, 0], [100, 100], [0, 100]] }] });
    d.walk(1);
    d.walkHandles(1);
    d.walkHandles(1);
    d.arrow(-1, 0, true);
    expect((d.regions.get('p')?.['polygon'] as number[][])[1]).toEqual([99, 0]);
    d.insertPoint();
    expect(d.regions.get('p')?.['polygon']).toHaveLength(5);
    d.delete();
    expect(d.regions.get('p')?.['polygon']).toHaveLength(4);
  });

  it('relates, groups, gives classes and attributes', () => {
    const { desk: d } = desk(two);
    d.select(['a']);
    d.beginRelation();
    click(d, 210, 110);
    expect(d.regions.relations).toEqual([{ name: 'beside', from: 'a', to: 'b' }]);
    d.select(['a', 'b']);
    d.group();
    expect(new Set(d.regions.all.map((one) => one.group)).size).toBe(1);
    d.choose('tail');
    d.setAttribute('a', 'hidden', 'yes');
    expect(d.regions.get('a')).toMatchObject({ label: 'tail', attributes: { hidden: 'yes' } });
    d.ungroup();
    expect(d.regions.get('a')).not.toHaveProperty('group');
  });

  it('makes every shape but a mask wider and higher by keys', () => {
    const { desk: d } = desk({ regions: [
      { id: 'p', label: 'ear', polygon: [[10, 10], [110, 10], [110, 60]], holes: [[[60, 10], [110, 10], [110, 35]]] }, { id: 'l', label: 'ear', line: [[0, 5], [50, 5]] },
      { id: 'k', label: 'ear', keypoints: [[10, 10, 2], [30, 50, 1]] }, { id: 'o', label: 'ear', point: [5, 5] },
    ] });
    const grown = (id: string) => (d.select([id]), d.grow(1, 1, false), d.regions.get(id)!);
    expect(grown('p')).toMatchObject({ polygon: [[10, 10], [120, 10], [120, 70]], holes: [[[65, 10], [120, 10], [120, 40]]] });
    expect(grown('l')['line']).toEqual([[0, 5], [60, 5]]);
    expect(grown('k')['keypoints']).toEqual([[10, 10, 2], [40, 60, 1]]);
    expect(grown('o')['point']).toEqual([5, 5]);
  });

  it('selects several by keys, one more or one less', () => {
    const { desk: d } = desk({ regions: ['a', 'b', 'c'].map((id) => ({ id, label: 'ear', point: [5, 5] as const })) });
    d.walkOn(1);
    d.walkOn(1);
    d.walkOn(1);
    d.walkOn(1);
    expect(d.selection).toEqual(['a', 'b', 'c']);
    d.walkOn(-1);
    expect(d.selection).toEqual(['a', 'b']);
  });

  it('ends a relation where the class allows it, also one that began on another page', () => {
    const { desk: d } = desk({ regions: [{ id: 'a', label: 'ear', box: { x: 0, y: 0, width: 50, height: 50 } }, { id: 'b', label: 'tail', box: { x: 100, y: 0, width: 50, height: 50 } }] });
    Object.assign(d, { relationKinds: [{ name: 'on', caption: 'on', to: ['tail'] }] });
    d.goOnRelating({ from: 'elsewhere', name: 'on' });
    click(d, 20, 20);
    expect(d.regions.relations).toEqual([]);
    d.walk(1);
    d.walk(1);
    d.end();
    expect(d.regions.relations).toEqual([{ name: 'on', from: 'elsewhere', to: 'b' }]);
  });

  it('changes nothing where it may only look', () => {
    const { desk: d, answers } = desk(two);
    d.writes = false;
    drag(d, [30, 30], [40, 30], [50, 50]);
    d.delete();
    expect([d.selection, answers]).toEqual([['a'], []]);
    expect(d.regions.answer).toBe(two);
  });
});
