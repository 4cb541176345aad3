import type { Question } from '../../api';
import { flat } from '../../editor/form';

/** The right answers as they are typed: a text by question, empty where none is known. */
export type TypedAnswers = Record<string, string>;

/** The answers that can be chosen from; null where one is typed. */
export function options(question: Question): readonly { value: string; caption: string }[] | null {
  switch (question.kind) {
    case 'choice':
      return flat(question.classes).map((one) => ({ value: one.name, caption: one.caption }));
    case 'pairwise':
      return ['first', 'second', ...(question.ties ? ['tie'] : [])].map((value) => ({ value, caption: value }));
    case 'rating':
      return Array.from({ length: question.high - question.low + 1 }, (_, i) => String(question.low + i)).map((value) => ({ value, caption: value }));
    default:
      return null;
  }
}

/** Whether an answer is typed as a text; all else is typed as JSON, or as names with commas. */
const isText = (question: Question) => question.kind === 'text' || question.kind === 'rewrite' || question.kind === 'choice' || question.kind === 'pairwise';

/**
 * What is expected, of the questions whose answer is known.
 *
 * @throws {SyntaxError} if something is no JSON that should be
 */
export function expected(questions: readonly Question[], answers: TypedAnswers): Record<string, unknown> {
  const known = questions.filter((one) => (answers[one.name] ?? '').trim() !== '');
  return Object.fromEntries(known.map((one) => [one.name, read(one, (answers[one.name] ?? '').trim())]));
}

function read(question: Question, text: string): unknown {
  if (isText(question)) return text;
  if (question.kind === 'multi-choice') return text.split(',').map((one) => one.trim()).filter((one) => one !== '');
  return JSON.parse(text);
}

/** Answers in one line. */
export function told(answers: Readonly<Record<string, unknown>>): string {
  const word = (value: unknown): string => (typeof value === 'string' ? value : Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join(', ') : JSON.stringify(value));
  const all = Object.entries(answers);
  return all.length === 1 ? word(all[0]?.[1]) : all.map(([name, value]) => `${name}: ${word(value)}`).join('; ');
}
