import type { Content } from '../../api';
import { asked, type Question } from '../../editor/form';
import type { Work } from '../../editor/work';

/** The question whose answer is marked in the text or the messages of a sample; undefined if there is none. */
export function textQuestion(questions: readonly Question[], content: Content | undefined, work: Work | null): Question | undefined {
  if ((content?.text === undefined && !content?.messages?.length) || work === null) return undefined;
  return asked(questions, work.answers).find((one) => one.kind === 'regions' && one.shapes?.some((shape) => shape.startsWith('span')));
}
