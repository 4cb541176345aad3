import type { NewProject, ProjectTemplate, Question as SentQuestion } from '../../api';
import type { Question } from '../../editor/form';
import { t } from '../../messages';
import { lackOf } from './ontology-draft';

/** A question of one's own, or the id of a template. */
export type Start = string;

/** The form as it is typed. */
export interface ProjectForm {
  name: string;
  start: Start;
  /** What its samples must have, in words. */
  samples: string;
  questions: readonly Question[];
  guideline: string;
  overlap: number | null;
}

export function begin(start: Start, templates: readonly ProjectTemplate[]): Pick<ProjectForm, 'start' | 'questions' | 'samples'> & { template?: ProjectTemplate } {
  const template = templates.find((one) => one.id === start);
  if (template !== undefined) return { start, questions: template.questions as Question[], samples: template.samples, template };
  if (start === 'pairwise') return { start, samples: 'two candidates', questions: [{ name: 'preference', kind: 'pairwise', caption: t('question.pairwise'), ties: true }] };
  return { start, samples: 'text', questions: [{ name: 'class', kind: 'choice', caption: t('question.choice'), classes: [] }] };
}

/** What must be mended before it can be sent: the id of the field and what is wrong with it, in the order of the form. */
export function wrongWith(form: ProjectForm): Readonly<Record<string, string>> {
  const wrong: Record<string, string> = {};
  if (form.name.trim() === '') wrong['name'] = t('projects.name.missing');
  form.questions.forEach((question, i) => {
    const lack = lackOf(question);
    if (lack !== null) wrong[`${{ caption: 'caption', classes: 'classes', criteria: 'criteria', ends: 'high', shapes: 'kind' }[lack]}-${i}`] = t(`lack.${lack}`);
  });
  if (form.overlap === null || !Number.isInteger(form.overlap) || form.overlap < 1 || form.overlap > 1000) wrong['overlap'] = t('overlap.wrong');
  return wrong;
}

export function newProject(form: ProjectForm): NewProject {
  return { name: form.name.trim(), overlap: form.overlap ?? 1, guideline: form.guideline, ontology: { questions: form.questions as SentQuestion[] } };
}
