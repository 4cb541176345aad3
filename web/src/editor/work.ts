/** What an annotator has answered so far on one assignment. */
export interface Work {
  /** The assignment. */
  readonly id: string;
  readonly task: string;
  /** By question name. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly state: 'open' | 'submitted' | 'skipped';
  readonly reason?: string;
  /** The prediction that it began with. */
  readonly prediction?: string;
  /** The version of the guideline that was shown with it. */
  readonly guidelineVersion?: number;
  /** Time on task, idle time and hidden tabs excluded. */
  readonly secondsActive: number;
}

export function freshWork(id: string, task: string, answers: Readonly<Record<string, unknown>> = {}): Work {
  return { id, task, answers, state: 'open', secondsActive: 0 };
}
