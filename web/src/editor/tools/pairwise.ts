import type { Question } from '../form';
import { toolOf, type Option, type Tool } from './tool';

export interface PairCaptions {
  readonly first: string;
  readonly second: string;
  readonly tie: string;
}

/** The better of two completions, or a tie where the question allows one. */
export function pairwiseTool(question: Question, captions: PairCaptions): Tool {
  const first: Option = { value: 'first', caption: captions.first, keys: ['A', 'ArrowLeft', '1'] };
  const tie: Option = { value: 'tie', caption: captions.tie, keys: ['T', 'ArrowDown', '2'] };
  const second: Option = { value: 'second', caption: captions.second, keys: ['B', 'ArrowRight', '3'] };
  return toolOf(question, question.ties === false ? [first, second] : [first, tie, second]);
}
