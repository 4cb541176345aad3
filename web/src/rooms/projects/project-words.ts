import type { Project, Question } from '../../api';
import { t } from '../../messages';

export function questionOf(project: Project): Question {
  return project.ontology.questions[0] as Question;
}

/** What kind of labeling it is, in a few words. */
export function kindCaption(project: Project): string {
  const question = questionOf(project);
  return question.kind === 'pairwise' ? t('kind.pairwise.of', { overlap: project.overlap }) : t('kind.choice.of', { n: question.classes?.length ?? 0, overlap: project.overlap });
}
