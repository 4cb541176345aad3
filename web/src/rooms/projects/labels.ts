import type { Project } from '../../api';
import { t } from '../../messages';
import { questionOf } from './project-words';

/** What a label is called: the class's caption, or which of the candidates, in the sample's own order. */
export function labelCaption(project: Project, label: string): string {
  const question = questionOf(project);
  if (question.kind === 'choice') return question.classes.find((one) => one.name === label)?.caption ?? label;
  return label === 'first' ? t('pair.first') : label === 'second' ? t('pair.second') : label === 'tie' ? t('pair.tie') : label;
}
