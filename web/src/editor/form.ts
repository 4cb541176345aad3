import { isRegions } from './regions/region';
import type { Work } from './work';

export interface Class {
  readonly name: string;
  readonly caption?: string | undefined;
  readonly colour?: number | undefined;
  readonly classes?: readonly Class[] | undefined;
  readonly selectable?: boolean | undefined;
}

export interface Criterion {
  readonly name: string;
  readonly caption?: string | undefined;
  readonly low: number;
  readonly high: number;
}

/** What is asked about a sample; which of the fields are there, the kind decides. */
export interface Question {
  readonly name: string;
  readonly kind: 'choice' | 'multi-choice' | 'rating' | 'number' | 'text' | 'pairwise' | 'best-of' | 'ranking' | 'rubric' | 'rewrite' | 'regions' | 'data';
  readonly caption: string;
  readonly asking?:
    | { readonly required?: boolean | undefined; readonly help?: string | undefined; readonly when?: { readonly question: string; readonly labels: readonly string[] } | undefined; readonly preset?: unknown; readonly each?: 'message' | 'step' | undefined }
    | undefined;
  readonly classes?: readonly Class[] | undefined;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly whole?: boolean | undefined;
  readonly unit?: string | undefined;
  readonly steps?: readonly string[] | undefined;
  readonly shortest?: number | undefined;
  readonly longest?: number | undefined;
  readonly ties?: boolean | undefined;
  readonly criteria?: readonly Criterion[] | undefined;
  readonly shapes?: readonly string[] | undefined;
  /** Asked about every region. */
  readonly attributes?: readonly Question[] | undefined;
  readonly relations?: readonly RelationRule[] | undefined;
  readonly skeleton?: { readonly points: readonly string[]; readonly edges?: readonly (readonly number[])[] | undefined } | undefined;
  /** Of how many messages or steps it is asked; the sample tells. */
  readonly items?: number | undefined;
}

/** How two regions may belong together; of a chain, all that it connects are one and the same. */
export interface RelationRule {
  readonly name: string;
  readonly caption?: string | undefined;
  readonly from?: readonly string[] | undefined;
  readonly to?: readonly string[] | undefined;
  readonly chain?: boolean | undefined;
}

export type Answers = Readonly<Record<string, unknown>>;

/** The classes that can be an answer, in the order of the tree, with their way in the caption. */
export function flat(classes: readonly Class[], way = ''): { name: string; caption: string; colour?: number | undefined }[] {
  return classes.flatMap((one) => {
    const caption = way + (one.caption ?? one.name);
    const below = one.classes?.length ? flat(one.classes, `${caption} › `) : [];
    return one.classes?.length && !one.selectable ? below : [{ name: one.name, caption, colour: one.colour }, ...below];
  });
}

/** The questions that these answers lead to. */
export function asked(questions: readonly Question[], answers: Answers): Question[] {
  const names = new Set<string>();
  return questions.filter((question) => {
    const when = question.asking?.when;
    const holds = when === undefined || (names.has(when.question) && leads(when.labels, answers[when.question]));
    if (holds) names.add(question.name);
    return holds;
  });
}

function leads(labels: readonly string[], answer: unknown): boolean {
  if (answer === undefined || answer === null) return false;
  return (Array.isArray(answer) ? answer : [answer]).some((one) => labels.includes(String(one)));
}

/** Whether a question has all the answer it needs. What is allowed in detail, the server says. */
export function isAnswered(question: Question, answer: unknown): boolean {
  switch (question.kind) {
    case 'multi-choice':
      return Array.isArray(answer) ? answer.length >= (question.least ?? 0) && answer.length <= (question.most ?? Infinity) : (question.least ?? 0) === 0;
    case 'text':
      return typeof answer === 'string' && answer.length >= (question.shortest ?? 1) && answer.length <= (question.longest ?? 20_000);
    case 'rewrite':
      return typeof answer === 'string' && answer.trim() !== '';
    case 'number':
      return typeof answer === 'number' && Number.isFinite(answer) && answer >= (question.low ?? -Infinity) && answer <= (question.high ?? Infinity) && (!question.whole || Number.isInteger(answer));
    case 'rubric':
      return typeof answer === 'object' && answer !== null && (question.criteria ?? []).every((one) => one.name in answer);
    case 'regions':
      return (isRegions(answer) ? answer.regions.length : 0) >= (question.least ?? 0) && lacking(question, answer) === null;
    default:
      return answer !== undefined && answer !== null;
  }
}

/** A region, as far as questions are asked about it. */
interface Described {
  readonly id: string;
  readonly label: string;
  readonly attributes?: Answers | undefined;
}

/** The attributes that are asked of a region, after its class and what was answered before. */
export function attributesOf(question: Question, region: Described): Question[] {
  const label: Question = { name: 'label', kind: 'multi-choice', caption: '' };
  const here = asked([label, ...(question.attributes ?? [])], { ...region.attributes, label: [region.label] }).slice(1);
  return here.map((one) => (one.asking?.when === undefined ? one : { ...one, asking: { ...one.asking, when: undefined } }));
}

/** Regions whose attributes were looked at, by question: a region never changes, so this holds. */
const looked = new WeakMap<Question, WeakMap<object, boolean>>();

/** The first region that still needs an attribute; null if none does. */
export function lacking(question: Question, answer: unknown): Described | null {
  if (!isRegions(answer) || !question.attributes?.length) return null;
  const known = looked.get(question) ?? new WeakMap<object, boolean>();
  looked.set(question, known);
  const isComplete = (region: Described) => !attributesOf(question, region).some((one) => isLacking(one, region.attributes?.[one.name]));
  return (
    answer.regions.find((region) => {
      const complete = known.get(region) ?? isComplete(region);
      known.set(region, complete);
      return !complete;
    }) ?? null
  );
}

/** The first question that still needs an answer, in the order in which they are asked; null if none does. */
export function unanswered(questions: readonly Question[], answers: Answers): Question | null {
  return asked(questions, answers).find((question) => isLacking(question, answers[question.name])) ?? null;
}

function isLacking(question: Question, answer: unknown): boolean {
  if (question.asking?.each !== undefined) return question.asking.required !== false && missingItem(question, answer) !== null;
  const mayBeLeftOut = question.asking?.required === false && answer === undefined;
  return !mayBeLeftOut && !isAnswered(question, answer);
}

/** The first message or step that lacks an answer to a question about each; null if none does. */
export function missingItem(question: Question, answer: unknown): number | null {
  const given: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const place = Array.from({ length: question.items ?? 0 }, (_, i) => given[i] ?? undefined).findIndex((one) => !isAnswered(question, one));
  return place < 0 ? null : place;
}

/** The answers to a question about each, with another one of them. */
export function withItem(question: Question, answer: unknown, place: number, value: unknown): unknown[] | undefined {
  const given: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const all = Array.from({ length: question.items ?? 0 }, (_, i) => (i === place ? (value ?? null) : (given[i] ?? null)));
  return all.every((one) => one === null) ? undefined : all;
}

/** The steps of a text: what blank lines part. */
export const stepsOf = (text: string): string[] => text.split(/\n\s*\n/).map((step) => step.trim()).filter((step) => step !== '');

/** The work with another answer, and without answers to what is no longer asked; undefined takes an answer back. */
export function answer(questions: readonly Question[], work: Work, name: string, value: unknown): Work {
  if (work.state !== 'open') return work;
  const { [name]: before, ...others } = work.answers;
  void before;
  const answers = value === undefined ? others : { ...others, [name]: value };
  const names = new Set(asked(questions, answers).map((one) => one.name));
  return { ...work, answers: Object.fromEntries(Object.entries(answers).filter(([key]) => names.has(key))) };
}

/** What is sent: an empty list where a question with nothing ticked or drawn is asked. */
export function whole(questions: readonly Question[], work: Work): Work {
  const empty = asked(questions, work.answers).filter((one) => (one.kind === 'multi-choice' || one.kind === 'regions') && work.answers[one.name] === undefined && one.asking?.required !== false);
  return empty.length === 0 ? work : { ...work, answers: { ...work.answers, ...Object.fromEntries(empty.map((one) => [one.name, one.kind === 'regions' ? { regions: [] } : []])) } };
}

/** A letter for a candidate: A, B, C, … */
export const letter = (i: number): string => String.fromCharCode(65 + (i % 26));

/** Moves a candidate one place up or down in a ranking: out of its tie, or past its neighbours, whose ties stay; beside the end, nothing changes. */
export function moved(groups: readonly (readonly number[])[], candidate: number, by: -1 | 1): number[][] {
  const copy = groups.map((group) => [...group]);
  const from = copy.findIndex((group) => group.includes(candidate));
  const group = copy[from];
  if (group === undefined) return copy;
  if (group.length > 1) {
    const rest = group.filter((one) => one !== candidate);
    copy.splice(from, 1, ...(by === -1 ? [[candidate], rest] : [rest, [candidate]]));
  } else if (from + by >= 0 && from + by < copy.length) {
    copy.splice(from, 1);
    copy.splice(from + by, 0, group);
  }
  return copy;
}

/** Puts a candidate before or behind another one, or on its place with it. */
export function ranked(groups: readonly (readonly number[])[], candidate: number, how: 'before' | 'behind' | 'with', other: number): number[][] {
  if (candidate === other) return groups.map((group) => [...group]);
  const rest = groups.map((group) => group.filter((one) => one !== candidate)).filter((group) => group.length > 0);
  const at = rest.findIndex((group) => group.includes(other));
  if (at < 0) return groups.map((group) => [...group]);
  if (how === 'with') return rest.map((group, i) => (i === at ? [...group, candidate] : group));
  rest.splice(how === 'before' ? at : at + 1, 0, [candidate]);
  return rest;
}

/** Gives a candidate the place of the one above it, or a place of its own again. */
export function tied(groups: readonly (readonly number[])[], candidate: number): number[][] {
  const at = groups.findIndex((group) => group.includes(candidate));
  const copy = groups.map((group) => [...group]);
  const group = copy[at];
  if (group === undefined) return copy;
  if (group[0] !== candidate) {
    const place = group.indexOf(candidate);
    copy.splice(at, 1, group.slice(0, place), group.slice(place));
  } else if (at > 0) {
    copy.splice(at - 1, 2, [...(copy[at - 1] as number[]), ...group]);
  }
  return copy;
}
