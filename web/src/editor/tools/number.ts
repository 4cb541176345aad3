import { letter, type Question } from '../form';
import { toolOf, type Tool } from './tool';

/** A number on a scale, by its own digit where it has one. */
export function ratingTool(question: Question): Tool {
  const low = question.low ?? 1;
  const numbers = Array.from({ length: (question.high ?? 5) - low + 1 }, (_, i) => low + i);
  return toolOf(
    question,
    numbers.map((n, i) => ({ value: String(n), caption: question.steps?.[i] === undefined ? String(n) : `${n} · ${question.steps[i]}`, keys: n >= 0 && n <= 9 ? [String(n)] : [] })),
    Number,
  );
}

/** The best of several candidates, by letter or digit. */
export function bestOfTool(question: Question, candidates: number): Tool {
  return toolOf(
    question,
    Array.from({ length: candidates }, (_, i) => ({ value: String(i), caption: letter(i), keys: i < 9 ? [letter(i), String(i + 1)] : [letter(i)] })),
    Number,
  );
}
