import type { NewProject, ProjectTemplate } from '../../api';
import { t } from '../../messages';

/** The form as it is typed. */
export interface ProjectForm {
  name: string;
  kind: 'choice' | 'pairwise' | 'template';
  template?: ProjectTemplate | undefined;
  caption: string;
  /** One class a line. */
  classes: string;
  ties: boolean;
  guideline: string;
  overlap: number | null;
}

export function classesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()).filter(Boolean))];
}

/** What must be mended before it can be sent, by field, in the order of the form. */
export function wrongWith(form: ProjectForm): Partial<Record<keyof ProjectForm, string>> {
  const wrong: Partial<Record<keyof ProjectForm, string>> = {};
  if (form.name.trim() === '') wrong.name = t('projects.name.missing');
  if (form.kind === 'choice' && classesOf(form.classes).length < 2) wrong.classes = t('classes.few', { n: classesOf(form.classes).length });
  if (form.kind === 'template' && form.template === undefined) wrong.template = t('template.missing');
  if (form.overlap === null || !Number.isInteger(form.overlap) || form.overlap < 1 || form.overlap > 1000) wrong.overlap = t('overlap.wrong');
  return wrong;
}

export function newProject(form: ProjectForm): NewProject {
  const common = { name: form.name.trim(), overlap: form.overlap ?? 1, guideline: form.guideline };
  if (form.kind === 'template') return { ...common, ontology: { questions: form.template?.questions ?? [] } };
  const caption = form.caption.trim() || t(form.kind === 'choice' ? 'question.choice' : 'question.pairwise');
  return {
    ...common,
    ontology: {
      questions: [
        form.kind === 'pairwise'
          ? { name: 'preference', kind: 'pairwise', caption, ties: form.ties }
          : { name: 'class', kind: 'choice', caption, classes: classesOf(form.classes).map((name, i) => ({ name, colour: (i % 12) + 1 })) },
      ],
    },
  };
}
