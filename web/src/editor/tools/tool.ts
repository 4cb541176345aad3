import type { Keys } from '../keys';
import type { Work } from '../work';

export interface Question {
  readonly name: string;
  readonly kind: 'choice' | 'pairwise';
  readonly caption: string;
  readonly ties?: boolean | undefined;
  readonly classes?: readonly { readonly name: string; readonly caption?: string | undefined; readonly colour?: number | undefined }[] | undefined;
}

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

export function toolOf(question: Question, options: readonly Option[]): Tool {
  const known = (value: unknown) => options.some((option) => option.value === value);
  return {
    question,
    options,
    pick(work, value) {
      if (work.state !== 'open' || !known(value)) return work;
      const { [question.name]: before, ...others } = work.answers;
      return { ...work, answers: before === value ? others : { ...others, [question.name]: value } };
    },
    chosen: (work) => (known(work.answers[question.name]) ? (work.answers[question.name] as string) : null),
    complete: (work) => work.state === 'open' && known(work.answers[question.name]),
  };
}
