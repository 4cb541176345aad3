import type { Project, Question } from '../../api';
import { t } from '../../messages';

/** The question that shows what a project is about: the first that is answered by a label. */
export function questionOf(project: Project): Question {
  const questions = project.ontology.questions;
  return questions.find((one) => one.kind === 'choice' || one.kind === 'pairwise') ?? (questions[0] as Question);
}

/** What kind of labeling it is, in a few words. */
export function kindCaption(project: Project): string {
  const question = questionOf(project);
  if (question.kind === 'pairwise') return t('kind.pairwise.of', { overlap: project.overlap });
  if (question.kind === 'choice') return t('kind.choice.of', { n: question.classes.length, overlap: project.overlap });
  return t('kind.questions.of', { n: project.ontology.questions.length, overlap: project.overlap });
}
