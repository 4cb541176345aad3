import type { Content } from '../../api';
import type { Question } from '../../editor/form';
import { named } from '../../messages';

const drawnShapes = ['box', 'polygon', 'line', 'point', 'ellipse', 'keypoints', 'mask'];

/** The question whose answer is drawn on the image of this sample. */
export function drawnQuestion(questions: readonly Question[], content: Content | undefined): Question | null {
  if (!content?.image) return null;
  return questions.find((one) => one.kind === 'regions' && one.shapes?.some((shape) => drawnShapes.includes(shape))) ?? null;
}

/** The words of the image surface. */
export const say = (key: string, values?: Readonly<Record<string, string | number>>): string => named('image', key, values);
