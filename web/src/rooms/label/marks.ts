import type { Question } from '../../editor/form';
import type { Regions } from '../../editor/text/answer';
import { Ground, type Marked } from '../../editor/text/ground';
import { Marking } from '../../editor/text/marking.svelte';

export { textQuestion } from './text-question';

/** An id that no other region of an answer has. */
export const newId = (): string => [...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join('');

/** The hand on the words of a sample; null if it has none. */
export function markingOf(content: Marked, question: Question, value: () => unknown, set: (answer: Regions) => void, open: () => boolean): Marking | null {
  const ground = Ground.of(content);
  return ground === null ? null : new Marking({ ground, question, value, set, open, newId });
}
