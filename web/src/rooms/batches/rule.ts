import type { AdaptiveOverlap, WorkRule } from '../../api';

/** The lists of a rule as they are typed: names with commas between them. */
export interface TypedRule {
  groups: string;
  skills: string;
  languages: string;
  qualifications: string;
}

const parts = ['groups', 'skills', 'languages', 'qualifications'] as const;
export const ruleParts = parts;

export function typed(rule: WorkRule): TypedRule {
  const of = (part: (typeof parts)[number]) => (rule[part] ?? []).join(', ');
  return { groups: of('groups'), skills: of('skills'), languages: of('languages'), qualifications: of('qualifications') };
}

export function ruleOf(text: TypedRule): WorkRule {
  const names = (list: string) => list.split(',').map((one) => one.trim()).filter((one) => one !== '');
  return { groups: names(text.groups), skills: names(text.skills), languages: names(text.languages), qualifications: names(text.qualifications) };
}

/** Whether a rule leaves anybody out. */
export function isForEverybody(rule: WorkRule): boolean {
  return parts.every((part) => (rule[part] ?? []).length === 0);
}

/** An overlap that adapts as it is typed; one that is fixed does not adapt. */
export interface TypedOverlap {
  adapts: boolean;
  least: number | null;
  most: number | null;
  /** In percent. */
  sure: number | null;
}

export function typedOverlap(overlap: AdaptiveOverlap | null | undefined): TypedOverlap {
  return { adapts: overlap != null, least: overlap?.least ?? 2, most: overlap?.most ?? 5, sure: Math.round(100 * (overlap?.confidence ?? 0.95)) };
}

export function overlapOf(text: TypedOverlap): AdaptiveOverlap | null {
  return text.adapts ? { least: text.least ?? 1, most: text.most ?? 1, confidence: (text.sure ?? 95) / 100 } : null;
}
