import { flat, type Question } from '../form';
import { toolOf, type Tool } from './tool';

/** One class out of several: the first nine by digit. */
export function choiceTool(question: Question): Tool {
  return toolOf(
    question,
    flat(question.classes ?? []).map((one, i) => ({
      value: one.name,
      caption: one.caption,
      keys: i < 9 ? [String(i + 1)] : [],
      colour: one.colour ?? (i % 12) + 1,
    })),
  );
}
