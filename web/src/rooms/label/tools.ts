import type { Question } from '../../editor/form';
import { choiceTool } from '../../editor/tools/choice';
import { bestOfTool, ratingTool } from '../../editor/tools/number';
import { pairwiseTool } from '../../editor/tools/pairwise';
import type { Tool } from '../../editor/tools/tool';
import { t } from '../../messages';

/** The tool of a question that is answered by one of some options; null for the other kinds. */
export function toolFor(question: Question, candidates: number): Tool | null {
  switch (question.kind) {
    case 'choice':
      return choiceTool(question);
    case 'pairwise':
      return pairwiseTool(question, { first: t('pair.a'), second: t('pair.b'), tie: t('pair.tie.long') });
    case 'rating':
      return ratingTool(question);
    case 'best-of':
      return bestOfTool(question, candidates);
    default:
      return null;
  }
}
