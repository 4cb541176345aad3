import { flat, letter, type Question } from './form';
import { isRegions } from './regions/region';

export interface AnswerCaptions {
  readonly first: string;
  readonly second: string;
  readonly tie: string;
  readonly none: string;
  readonly regions: (n: number) => string;
}

const longest = 240;

/** An answer in words, as short as it can be told. */
export function answerWords(question: Question, value: unknown, captions: AnswerCaptions): string {
  if (value === undefined || value === null) return captions.none;
  if (question.asking?.each !== undefined && Array.isArray(value)) {
    const { each, ...asking } = question.asking;
    void each;
    return value.map((one, i) => `${i + 1}: ${answerWords({ ...question, asking }, one ?? undefined, captions)}`).join('; ');
  }
  const called = (name: unknown) => flat(question.classes ?? []).find((one) => one.name === name)?.caption ?? String(name);
  switch (question.kind) {
    case 'choice':
      return called(value);
    case 'multi-choice':
      return Array.isArray(value) && value.length > 0 ? value.map(called).join(', ') : captions.none;
    case 'pairwise':
      return value === 'first' ? captions.first : value === 'second' ? captions.second : value === 'tie' ? captions.tie : String(value);
    case 'best-of':
      return typeof value === 'number' ? letter(value) : String(value);
    case 'ranking':
      return Array.isArray(value) ? value.map((group) => (Array.isArray(group) ? group.map((one) => letter(Number(one))).join(' = ') : letter(Number(group)))).join(' > ') : String(value);
    case 'rubric':
      return Object.entries(value as Record<string, unknown>).map(([name, given]) => `${question.criteria?.find((one) => one.name === name)?.caption ?? name} ${String(given)}`).join(', ');
    case 'number':
      return [String(value), question.unit].filter(Boolean).join(' ');
    case 'rating':
      return question.steps?.[Number(value) - (question.low ?? 1)] === undefined ? String(value) : `${String(value)} ${question.steps[Number(value) - (question.low ?? 1)]}`;
    case 'regions':
      return isRegions(value) ? captions.regions(value.regions.length) : captions.none;
    case 'data':
      return short(JSON.stringify(value));
    default:
      return short(String(value));
  }
}

const short = (words: string) => (words.length > longest ? `${words.slice(0, longest)} …` : words);

/** Whether two answers say the same; the order in which classes were ticked says nothing. */
export function saysTheSame(question: Question, a: unknown, b: unknown): boolean {
  const plain = (value: unknown) => JSON.stringify(question.kind === 'multi-choice' && Array.isArray(value) ? [...(value as unknown[])].sort() : (value ?? null));
  return plain(a) === plain(b);
}
