import type { Question } from '../../editor/form';
import type { Regions } from '../../editor/text/answer';
import { Marking } from '../../editor/text/marking.svelte';

export { textQuestion } from './text-question';

/** An id that no other region of an answer has. */
export const newId = (): string => [...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join('');

export function markingOf(text: string, question: Question, value: () => unknown, set: (answer: Regions) => void, open: () => boolean): Marking {
  return new Marking({ text, question, value, set, open, newId });
}
