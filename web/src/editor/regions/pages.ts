import type { Region, RegionsAnswer } from './region';

/** The page of an image with several that a region is on, from 1. */
export const pageOf = (region: Region): number => (typeof region['page'] === 'number' ? region['page'] : 1);

/** What of an answer is on one page, with the relations that its regions have, to those of other pages too. */
export function ofPage(answer: RegionsAnswer, page: number): RegionsAnswer {
  const regions = answer.regions.filter((one) => pageOf(one) === page);
  const ids = new Set(regions.map((one) => one.id));
  const relations = answer.relations?.filter((one) => ids.has(one.from) || ids.has(one.to));
  return relations === undefined ? { regions } : { regions, relations };
}

/** The answer with another part on one page. Regions of the first page do not tell it, so that answers about one page stay as they were. */
export function withPage(answer: RegionsAnswer, page: number, part: RegionsAnswer): RegionsAnswer {
  const here = part.regions.map((one): Region => (pageOf(one) === page ? one : { ...one, page }));
  const before = answer.regions.filter((one) => pageOf(one) < page);
  const behind = answer.regions.filter((one) => pageOf(one) > page);
  const regions = [...before, ...here, ...behind];
  const ids = new Set(regions.map((one) => one.id));
  const mine = new Set([...here, ...answer.regions.filter((one) => pageOf(one) === page)].map((one) => one.id));
  const others = (answer.relations ?? []).filter((one) => !mine.has(one.from) && !mine.has(one.to));
  const relations = [...others, ...(part.relations ?? [])].filter((one) => ids.has(one.from) && ids.has(one.to));
  return relations.length === 0 && answer.relations === undefined && part.relations === undefined ? { regions } : { regions, relations };
}

/** How many regions each page has. */
export function countsOf(answer: RegionsAnswer, pages: number): number[] {
  const counts = Array.from({ length: pages }, () => 0);
  for (const one of answer.regions) {
    const at = pageOf(one) - 1;
    if (at in counts) counts[at] = (counts[at] as number) + 1;
  }
  return counts;
}
