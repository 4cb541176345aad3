import type { Content } from '../../api';
import { asked, type Question } from '../../editor/form';
import type { Regions } from '../../editor/text/answer';
import { Marking } from '../../editor/text/marking.svelte';
import type { Work } from '../../editor/work';

/** The question whose answer is marked in the text of a sample; undefined if there is none. */
export function textQuestion(questions: readonly Question[], content: Content | undefined, work: Work | null): Question | undefined {
  if (content?.text === undefined || work === null) return undefined;
  return asked(questions, work.answers).find((one) => one.kind === 'regions' && one.shapes?.some((shape) => shape.startsWith('span')));
}

/** An id that no other region of an answer has. */
export const newId = (): string => [...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join('');

export function markingOf(text: string, question: Question, value: () => unknown, set: (answer: Regions) => void, open: () => boolean): Marking {
  return new Marking({ text, question, value, set, open, newId });
}
