import type { Size } from '../geometry/points';
import { boundsOf } from '../geometry/shape';
import { Grid } from './grid';
import { overlapOf } from './overlap';
import { pageOf } from './pages';
import { shapeOf, type Region, type RegionsAnswer } from './region';

/** What several people drew of one thing: the region of each of them, null of who drew none. */
export interface Opinion {
  readonly regions: readonly (Region | null)[];
  /** The smallest overlap of the first region with another one; 1 where there is only one. */
  readonly overlap: number;
  readonly differs: readonly Difference[];
}

export type Difference = 'missing' | 'label' | 'shape' | 'attributes';

/** From here on two regions are of the same thing. */
const same = 0.5;
/** From here on nobody would draw it better. */
const alike = 0.85;
/** What has no inside is as wide as this share of the image. */
const width = 0.01;

/**
 * Brings together what several people drew of the same things. The regions of each person in turn are matched with the
 * things known so far on its page, those that overlap most first, each once; what matches none is a thing of its own.
 */
export function opinionsOf(answers: readonly RegionsAnswer[], image: Size): Opinion[] {
  const reach = Math.max(2, Math.max(image.width, image.height) * width);
  const things: { regions: (Region | null)[]; overlaps: number[] }[] = [];
  const grid = new Grid();
  const bounds = (region: Region) => {
    const shape = shapeOf(region);
    return shape && boundsOf(shape);
  };
  answers.forEach((answer, person) => {
    const pairs: { region: Region; thing: number; overlap: number }[] = [];
    for (const region of answer.regions) {
      const shape = shapeOf(region);
      const around = bounds(region);
      if (shape === null || around === null) continue;
      const near = new Set<number>();
      grid.search({ left: around.left - reach, top: around.top - reach, right: around.right + reach, bottom: around.bottom + reach }, (thing) => near.add(thing));
      for (const thing of near) {
        const first = things[thing]?.regions.find((one) => one !== null);
        const other = first && shapeOf(first);
        if (!other || other.kind !== shape.kind || pageOf(first) !== pageOf(region)) continue;
        const overlap = overlapOf(other, shape, reach);
        if (overlap >= same) pairs.push({ region, thing, overlap: overlap + (first?.label === region.label ? 1e-6 : 0) });
      }
    }
    const [matched, taken] = [new Set<Region>(), new Set<number>()];
    for (const { region, thing, overlap } of pairs.sort((a, b) => b.overlap - a.overlap)) {
      if (matched.has(region) || taken.has(thing)) continue;
      matched.add(region);
      taken.add(thing);
      const known = things[thing] as (typeof things)[number];
      known.regions[person] = region;
      known.overlaps.push(Math.min(1, overlap));
    }
    for (const region of answer.regions) {
      if (matched.has(region)) continue;
      const around = bounds(region);
      if (around !== null) grid.add(things.length, around);
      things.push({ regions: answers.map((_, i) => (i === person ? region : null)), overlaps: [] });
    }
  });
  return things.map(({ regions, overlaps }) => ({ regions, overlap: Math.min(1, ...overlaps), differs: differences(regions, Math.min(1, ...overlaps)) }));
}

function differences(regions: readonly (Region | null)[], overlap: number): Difference[] {
  const there = regions.filter((one) => one !== null);
  const first = there[0];
  const differs = (of: (region: Region) => unknown) => there.some((one) => JSON.stringify(of(one) ?? {}) !== JSON.stringify((first && of(first)) ?? {}));
  return [
    ...(there.length < regions.length ? (['missing'] as const) : []),
    ...(there.some((one) => one.label !== first?.label) ? (['label'] as const) : []),
    ...(overlap < alike ? (['shape'] as const) : []),
    ...(differs((one) => one.attributes) ? (['attributes'] as const) : []),
  ];
}

/** Whether an answer holds the region as this person drew it. */
export function holds(answer: RegionsAnswer, region: Region): boolean {
  return standing(answer, region) !== null;
}

const said = ({ id, origin, group, ...rest }: Region): string => {
  void [id, origin, group];
  return JSON.stringify(rest);
};

function standing(answer: RegionsAnswer, region: Region): Region | null {
  return answer.regions.find((one) => said(one) === said(region)) ?? null;
}

/** The answer with a thing as this person drew it, in place of what it had of that thing; or without the thing, if it was so already. */
export function picked(answer: RegionsAnswer, { regions }: Opinion, person: number, newId: () => string): RegionsAnswer {
  const wanted = regions[person] ?? null;
  const texts = new Set(regions.flatMap((one) => (one === null ? [] : [said(one)])));
  const ids = new Set(regions.flatMap((one) => one?.id ?? []));
  const there = answer.regions.find((one) => texts.has(said(one))) ?? answer.regions.find((one) => ids.has(one.id)) ?? null;
  if (wanted === null || holds(answer, wanted)) return there === null ? answer : without(answer, (wanted && standing(answer, wanted))?.id ?? there.id);
  if (there !== null) return { ...answer, regions: answer.regions.map((one) => (one === there ? { ...wanted, id: there.id } : one)) };
  const id = answer.regions.some((one) => one.id === wanted.id) ? newId() : wanted.id;
  return { ...answer, regions: [...answer.regions, { ...wanted, id }] };
}

function without(answer: RegionsAnswer, id: string): RegionsAnswer {
  const relations = answer.relations?.filter((one) => one.from !== id && one.to !== id);
  return { ...answer, regions: answer.regions.filter((one) => one.id !== id), ...(relations === undefined ? {} : { relations }) };
}
