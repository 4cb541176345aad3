import { toolOf, type Question, type Tool } from './tool';

/** One class out of several: the first nine by digit. */
export function choiceTool(question: Question): Tool {
  const classes = question.classes ?? [];
  return toolOf(
    question,
    classes.map((one, i) => ({
      value: one.name,
      caption: one.caption ?? one.name,
      keys: i < 9 ? [String(i + 1)] : [],
      colour: one.colour ?? (i % 12) + 1,
    })),
  );
}
