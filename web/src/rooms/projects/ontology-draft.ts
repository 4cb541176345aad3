import type { Class, Criterion, Question } from '../../editor/form';

export type Kind = Question['kind'];

export const kinds: readonly Kind[] = ['choice', 'multi-choice', 'regions', 'rating', 'number', 'text', 'pairwise', 'best-of', 'ranking', 'rubric', 'rewrite', 'data'];
export const shapes = ['box', 'polygon', 'line', 'point', 'ellipse', 'mask', 'span', 'spans'] as const;
const hasClasses = (kind: Kind) => kind === 'choice' || kind === 'multi-choice' || kind === 'regions';
const coloured = 12;

/** A question of a kind as it begins, with a name that no other one has. */
export function newQuestion(kind: Kind, others: readonly Question[], caption: string): Question {
  let n = others.length + 1;
  while (others.some((one) => one.name === `question-${n}`)) n++;
  return ofKind({ name: `question-${n}`, kind, caption }, kind);
}

/** The same question as another kind: what that kind needs is there, what it does not know is left out. */
export function ofKind(question: Question, kind: Kind): Question {
  const { name, caption, asking } = question;
  return {
    name, kind, caption,
    ...(asking === undefined ? {} : { asking }),
    ...(hasClasses(kind) ? { classes: question.classes ?? [] } : {}),
    ...(kind === 'rating' ? { low: question.low ?? 1, high: question.high ?? 5 } : {}),
    ...(kind === 'pairwise' || kind === 'ranking' ? { ties: question.ties ?? true } : {}),
    ...(kind === 'rubric' ? { criteria: question.criteria ?? [] } : {}),
    ...(kind === 'regions' ? { shapes: question.shapes ?? ['box'] } : {}),
  };
}

/** Classes as they are typed: one a line, those below another one indented. */
export function textOf(classes: readonly Class[], depth = 0): string {
  return classes.map((one) => `${'  '.repeat(depth)}${one.caption ?? one.name}${one.classes?.length ? `\n${textOf(one.classes, depth + 1)}` : ''}`).join('\n');
}

/** The classes of such a text. One that was there before keeps its name, its colour and what else it had. */
export function classesFrom(text: string, before: readonly Class[] = []): Class[] {
  interface Open { readonly depth: number; readonly made: Class & { classes?: Class[] } }
  const known = new Map<string, Class>();
  const collect = (all: readonly Class[]): void => all.forEach((one) => (known.set(one.caption ?? one.name, one), collect(one.classes ?? [])));
  collect(before);
  const top: Class[] = [];
  const way: Open[] = [];
  const taken = new Set<string>();
  for (const line of text.split('\n')) {
    const caption = line.trim();
    if (caption === '' || taken.has(caption)) continue;
    taken.add(caption);
    const depth = line.search(/\S/);
    while ((way.at(-1)?.depth ?? -1) >= depth) way.pop();
    const { classes, ...old } = known.get(caption) ?? { name: caption };
    void classes;
    const above = way.at(-1)?.made;
    const made: Open['made'] = { ...old };
    if (above === undefined) top.push(made.colour === undefined && !known.has(caption) ? Object.assign(made, { colour: (top.length % coloured) + 1 }) : made);
    else (above.classes ??= []).push(made);
    way.push({ depth, made });
  }
  return top;
}

/** Criteria as they are typed: one a line, with its ends, such as `Tone 1-5`. */
export function criteriaText(criteria: readonly Criterion[]): string {
  return criteria.map((one) => `${one.caption ?? one.name} ${one.low}-${one.high}`).join('\n');
}

export function criteriaFrom(text: string, before: readonly Criterion[] = []): Criterion[] {
  return text.split('\n').flatMap((line) => {
    const [, words = line, low = '1', high = '5'] = line.trim().match(/^(.*?)\s+(-?\d+)\s*[-–]\s*(-?\d+)$/) ?? [];
    const caption = words.trim();
    if (caption === '') return [];
    const known = before.find((one) => (one.caption ?? one.name) === caption);
    return [{ ...(known ?? { name: caption }), low: Number(low), high: Number(high) }];
  });
}

/** What a question still lacks, by field. */
export type Lack = 'caption' | 'classes' | 'criteria' | 'ends' | 'shapes';

const count = (classes: readonly Class[]): number => classes.reduce((n, one) => n + 1 + count(one.classes ?? []), 0);

export function lackOf(question: Question): Lack | null {
  if (question.caption.trim() === '') return 'caption';
  if (hasClasses(question.kind) && count(question.classes ?? []) < (question.kind === 'choice' ? 2 : 1)) return 'classes';
  if (question.kind === 'rubric' && (question.criteria ?? []).length === 0) return 'criteria';
  if ((question.kind === 'rating' || question.kind === 'number') && question.low !== undefined && question.high !== undefined && question.low >= question.high) return 'ends';
  if (question.kind === 'regions' && (question.shapes ?? []).length === 0) return 'shapes';
  return null;
}

/** What this question has that the form does not show, in numbers: it is kept as it is. */
export function besides(question: Question): { attributes: number; relations: number; points: number } {
  return { attributes: question.attributes?.length ?? 0, relations: question.relations?.length ?? 0, points: question.skeleton?.points.length ?? 0 };
}
