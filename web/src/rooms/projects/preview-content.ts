import type { Content } from '../../api';
import type { Question } from '../../editor/form';
import { t } from '../../messages';
import { drawnQuestion } from '../label/image-words';

export const previewSize = { width: 640, height: 480 };
const image = { kind: 'image', image: { blob: 'preview', name: '', type: 'image/png', ...previewSize } } as unknown as Content;

/** A sample of the kind that these questions can be asked about, to show them with. */
export function previewContent(questions: readonly Question[], samples: string): Content {
  if (drawnQuestion(questions, image) !== null || samples.includes('image')) return image;
  if (!samples.includes('conversation') && questions.some((one) => one.shapes?.some((shape) => shape.startsWith('span')))) return text();
  const several = questions.some((one) => one.kind === 'ranking' || one.kind === 'best-of');
  const pair = several || questions.some((one) => one.kind === 'pairwise');
  if (!pair && !samples.includes('conversation') && !questions.some((one) => one.asking?.each === 'message')) return text();
  const asked = { role: 'user', content: t('preview.prompt') };
  const completions = [t('preview.first'), t('preview.second'), t('preview.third')].slice(0, several ? 3 : 2);
  if (!pair) return { kind: 'conversation', messages: [asked, { role: 'assistant', content: t('preview.first') }] } as Content;
  return { kind: 'preference', messages: [asked], candidates: completions.map((content) => ({ content })) } as unknown as Content;
}

const text = () => ({ kind: 'text', text: t('preview.text') }) as Content;
