import { added, isSame, removed, type Regions, type TextRegion } from './answer';
import { partsOf } from './parts';

/** A region that somebody drew, and the places of all who drew the same. */
export interface Opinion {
  readonly region: TextRegion;
  readonly by: readonly number[];
}

/** Every region of several answers once, in the order of the text, with who is of this opinion. */
export function opinionsOf(answers: readonly Regions[]): Opinion[] {
  const found = new Map<string, { region: TextRegion; by: number[] }>();
  answers.forEach((answer, place) => {
    for (const region of answer.regions) {
      const key = keyOf(region);
      const known = found.get(key);
      if (known === undefined) found.set(key, { region, by: [place] });
      else if (known.by.at(-1) !== place) known.by.push(place);
    }
  });
  const message = (one: Opinion) => one.region.message ?? 0;
  const start = (one: Opinion) => partsOf(one.region)[0]?.start ?? 0;
  const end = (one: Opinion) => partsOf(one.region).at(-1)?.end ?? 0;
  return [...found.values()].sort((a, b) => message(a) - message(b) || start(a) - start(b) || end(b) - end(a));
}

/** What a region says, whoever drew it. */
export const keyOf = (region: TextRegion): string => JSON.stringify([region.label, region.message ?? null, partsOf(region).map((part) => [part.start, part.end])]);

/** The region of an answer that is of this opinion. */
export function standing(answer: Regions, region: TextRegion): TextRegion | null {
  return answer.regions.find((one) => isSame(one, region)) ?? null;
}

/** The answer with this opinion, or without it. */
export function picked(answer: Regions, region: TextRegion, newId: () => string): Regions {
  const there = standing(answer, region);
  if (there !== null) return removed(answer, there.id);
  const id = answer.regions.some((one) => one.id === region.id) ? newId() : region.id;
  return added(answer, { ...region, id });
}
