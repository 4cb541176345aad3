/** How prompts were judged. */

export type Outcome = 'won' | 'lost' | 'tied' | 'open';

const EVEN = 0.5;

export function outcomeOf(outcome: number | null): Outcome {
  if (outcome === null) return 'open';
  return outcome > EVEN ? 'won' : outcome < EVEN ? 'lost' : 'tied';
}

/** How many prompts were judged each way; those whose outcome is not there yet are open. */
export function byOutcome(outcomes: readonly number[], prompts: number): Record<Outcome, number> {
  const counts = { won: 0, lost: 0, tied: 0, open: Math.max(0, prompts - outcomes.length) };
  for (const one of outcomes) counts[outcomeOf(one)]++;
  return counts;
}
