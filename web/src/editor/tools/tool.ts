import type { Question } from '../form';
import type { Keys } from '../keys';
import type { Work } from '../work';

/** One answer that can be given, with the keys that give it. */
export interface Option {
  readonly value: string;
  readonly caption: string;
  readonly keys: readonly Keys[];
  /** Which of the twelve label colours and glyphs. */
  readonly colour?: number;
}

/** A way to answer one kind of question. It takes work and returns work; it never sees the page, the store or the network. */
export interface Tool {
  readonly question: Question;
  readonly options: readonly Option[];
  /** Gives the answer; giving it again takes it back. */
  pick(work: Work, value: string): Work;
  chosen(work: Work): string | null;
  /** May the work be submitted? */
  complete(work: Work): boolean;
}

/** @param answerOf what stands in the answers for an option */
export function toolOf(question: Question, options: readonly Option[], answerOf: (value: string) => unknown = (value) => value): Tool {
  const known = (value: unknown) => options.some((option) => option.value === value);
  const said = (work: Work) => (work.answers[question.name] === undefined ? undefined : String(work.answers[question.name]));
  return {
    question,
    options,
    pick(work, value) {
      if (work.state !== 'open' || !known(value)) return work;
      const { [question.name]: before, ...others } = work.answers;
      return { ...work, answers: before === answerOf(value) ? others : { ...others, [question.name]: answerOf(value) } };
    },
    chosen: (work) => (known(said(work)) ? (said(work) as string) : null),
    complete: (work) => work.state === 'open' && known(said(work)),
  };
}
