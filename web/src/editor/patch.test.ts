import { describe, expect, it } from 'vitest';
import { leanStep, patched, patchOf, type Patch } from './patch';
import type { Region } from './regions/region';
import { Store } from './store';
import { Undo } from './undo';
import { freshWork, type Work } from './work';

const region = (id: string, x = 0): Region => ({ id, label: 'ear', point: [x, 0] });
const work = (regions: readonly Region[], others: Record<string, unknown> = {}): Work => ({ ...freshWork('a', 't', { ...others, where: { regions } }), secondsActive: 3 });

/** Through JSON, as a journal keeps it. */
const kept = (before: Work, after: Work): Patch => JSON.parse(JSON.stringify(patchOf(before, after)));

describe('a patch', () => {
  it('is as small as the edit, however many regions there are', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => region(`r${i}`));
    const after = work([...many.slice(0, 5000), region('r5000', 9), ...many.slice(5001), region('new')]);
    const patch = patchOf(work(many), after);
    expect(JSON.stringify(patch).length).toBeLessThan(400);
    expect(patched(work(many), patch as Patch)).toEqual(after);
  });

  it('is none for work that has no regions', () => {
    expect(patchOf(freshWork('a', 't'), freshWork('a', 't', { kind: 'x' }))).toBeNull();
  });

  it('holds the other answers of such work, and those taken back', () => {
    const [before, after] = [work([], { kind: 'x', note: 'n' }), work([], { kind: 'y' })];
    expect(patched(before, kept(before, after))).toEqual(after);
  });

  it('leads from any state to the next, in order, and does the same made twice', () => {
    let state = 1;
    const random = (n: number) => (state = (state * 48271) % 2147483647) % n;
    const states = [work([])];
    for (let i = 0; i < 300; i++) {
      const last = states.at(-1) as Work;
      const regions = [...(last.answers['where'] as { regions: Region[] }).regions];
      for (let n = random(3); n >= 0; n--) {
        const [what, place] = [random(3), random(regions.length + 1)];
        if (what === 0 || regions.length === 0) regions.splice(place, 0, region(`r${i}-${n}`));
        else if (what === 1) regions.splice(Math.min(place, regions.length - 1), 1);
        else regions[Math.min(place, regions.length - 1)] = region(regions[Math.min(place, regions.length - 1)]?.id as string, i);
      }
      states.push(work(regions));
    }
    const patches = states.slice(1).map((one, i) => kept(states[i] as Work, one));
    let now = states[0] as Work;
    patches.forEach((patch, i) => {
      now = patched(now, patch);
      expect(now).toEqual(states[i + 1]);
      expect(patched(now, patch)).toEqual(now);
    });
    // From a state on the way, as where the server already has some of the edits, all of them lead to the same regions.
    const again = patches.reduce(patched, states[150] as Work);
    const ids = (one: Work) => new Set((one.answers['where'] as { regions: Region[] }).regions.map((other) => JSON.stringify(other)));
    expect(ids(again)).toEqual(ids(now));
  });
});

describe('undo of large work', () => {
  it('keeps the steps alone, and leads back to the first and forth to the last', () => {
    const store = new Store<Work>();
    const undo = new Undo(store, leanStep);
    const many = Array.from({ length: 200 }, (_, i) => region(`r${i}`));
    store.put(work(many), 'remote');
    const states = [store.get('a')];
    for (let i = 0; i < 150; i++) {
      const regions = [...(store.get('a')?.answers['where'] as { regions: Region[] }).regions];
      if (i % 3 === 0) regions.splice(i, 1);
      else if (i % 3 === 1) regions.push(region(`n${i}`));
      else regions[i] = region(regions[i]?.id as string, i);
      store.put(work(regions), 'user');
      states.push(store.get('a'));
    }
    for (let i = states.length - 2; i >= 0; i--) {
      undo.undo();
      expect(store.get('a')).toEqual(states[i]);
    }
    expect(undo.canUndo()).toBe(false);
    for (const state of states.slice(1)) {
      undo.redo();
      expect(store.get('a')).toEqual(state);
    }
  });
});
