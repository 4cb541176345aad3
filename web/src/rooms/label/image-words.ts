import type { Content } from '../../api';
import type { Question } from '../../editor/form';
import { named } from '../../messages';

const drawnShapes = ['box', 'polygon', 'line', 'point', 'ellipse', 'keypoints', 'mask'];

/** The question whose answer is drawn on the image of this sample. */
export function drawnQuestion(questions: readonly Question[], content: Content | undefined): Question | null {
  if (!content?.image) return null;
  return questions.find((one) => one.kind === 'regions' && one.shapes?.some((shape) => drawnShapes.includes(shape))) ?? null;
}

const mostWhole = 2 ** 26;

/** Whether an image is shown in tiles that the server cuts: a large one, or one of a format that browsers do not show. */
export function isTiled({ image }: Content): boolean {
  if (!image) return false;
  if (image.type === 'image/tiff') return true;
  return (image.width ?? 0) * (image.height ?? 0) > mostWhole && (image.orientation ?? 1) === 1 && ['image/png', 'image/jpeg', 'image/bmp'].includes(image.type);
}

/** The words of the image surface. */
export const say = (key: string, values?: Readonly<Record<string, string | number>>): string => named('image', key, values);
