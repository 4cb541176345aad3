import type { Content } from '../../api';
import { stepsOf, type Question } from '../../editor/form';

const counted = new WeakMap<readonly Question[], readonly Question[]>();

/** What a question about each step is asked of. */
export const steps = (content: Content): string[] => stepsOf(content.messages?.at(-1)?.content ?? content.text ?? '');

/** The questions of a task; those about each message or step know how many there are. */
export function questionsOf(questions: readonly Question[], content: Content): readonly Question[] {
  const known = counted.get(questions);
  if (known !== undefined) return known;
  const items = { message: content.messages?.length ?? 0, step: steps(content).length };
  const all = questions.map((one) => (one.asking?.each === undefined ? one : { ...one, items: items[one.asking.each] }));
  counted.set(questions, all);
  return all;
}
