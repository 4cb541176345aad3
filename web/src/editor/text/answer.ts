import type { Question } from '../form';
import { sameParts, shapeOf, partsOf, type Part, type Shaped } from './parts';

/** Who a region is from: a person, a machine, a recipe; a machine's that a person agreed to, or changed. */
export type RegionOrigin = 'human' | 'machine' | 'synthetic' | 'accepted' | 'edited';

/** One region of an answer about a text, as it is sent; its offsets are code points. */
export interface TextRegion extends Shaped {
  readonly id: string;
  readonly label: string;
  /** The message of a conversation that it stands in, from 0. */
  readonly message?: number | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  readonly origin?: RegionOrigin | undefined;
}

export interface Relation {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The answer to a question about regions. */
export interface Regions {
  readonly regions: readonly TextRegion[];
  readonly relations?: readonly Relation[] | undefined;
}

const nothing: Regions = { regions: [] };

export function regionsOf(answer: unknown): Regions {
  return typeof answer === 'object' && answer !== null && Array.isArray((answer as Regions).regions) ? (answer as Regions) : nothing;
}

/** With one more region, unless the same label is on the same stretches already. */
export function added(answer: Regions, region: TextRegion): Regions {
  return twin(answer, region) === null ? { ...answer, regions: [...answer.regions, region] } : answer;
}

/** The region that says the same of the same stretches. */
export function twin(answer: Regions, region: TextRegion): TextRegion | null {
  return answer.regions.find((one) => one.id !== region.id && isSame(one, region)) ?? null;
}

/** Whether two regions say the same of the same stretches. */
export function isSame(one: TextRegion, other: TextRegion): boolean {
  return one.label === other.label && one.message === other.message && sameParts(partsOf(one), partsOf(other));
}

/** With a region changed by hand, as its origin then says. */
export function edited(answer: Regions, id: string, change: Partial<Pick<TextRegion, 'label' | 'attributes'>>): Regions {
  return replaced(answer, id, (region) => own({ ...region, ...change }));
}

/** With a region on other stretches; without any left it is removed. */
export function reshaped(answer: Regions, id: string, parts: readonly Part[]): Regions {
  const shape = shapeOf(parts);
  if (shape === null) return removed(answer, id);
  return replaced(answer, id, ({ span, spans, ...region }) => own({ ...region, ...shape }));
}

/** With a prediction taken over as it is. */
export function accepted(answer: Regions, id: string): Regions {
  return replaced(answer, id, (region) => (isPredicted(region) ? { ...region, origin: 'accepted' } : region));
}

/** Without a region, and without the relations that it had. */
export function removed(answer: Regions, id: string): Regions {
  const relations = answer.relations?.filter((one) => one.from !== id && one.to !== id);
  return { ...answer, regions: answer.regions.filter((one) => one.id !== id), ...(relations === undefined ? {} : { relations }) };
}

/** With a relation, once. */
export function related(answer: Regions, relation: Relation): Regions {
  const known = answer.relations ?? [];
  const there = known.some((one) => one.name === relation.name && one.from === relation.from && one.to === relation.to);
  return there || relation.from === relation.to ? answer : { ...answer, relations: [...known, relation] };
}

export function unrelated(answer: Regions, relation: Relation): Regions {
  return { ...answer, relations: (answer.relations ?? []).filter((one) => one !== relation) };
}

/** Whether a machine drew it and nobody has said yet whether it is right. */
export const isPredicted = (region: TextRegion): boolean => region.origin === 'machine' || region.origin === 'synthetic';

export const originOf = (region: TextRegion): RegionOrigin => region.origin ?? 'human';

/** Whether a relation may join these two. */
export function mayJoin(question: Question, name: string, from: TextRegion, to: TextRegion): boolean {
  const rule = question.relations?.find((one) => one.name === name);
  const fits = (labels: readonly string[] | undefined, region: TextRegion) => labels === undefined || labels.includes(region.label);
  return rule !== undefined && from.id !== to.id && fits(rule.from, from) && fits(rule.to, to);
}

function replaced(answer: Regions, id: string, change: (region: TextRegion) => TextRegion): Regions {
  return { ...answer, regions: answer.regions.map((one) => (one.id === id ? change(one) : one)) };
}

function own(region: TextRegion): TextRegion {
  return { ...region, origin: originOf(region) === 'human' ? 'human' : 'edited' };
}
