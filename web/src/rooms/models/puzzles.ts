/** What puzzles people about training curves, and is no fault, or is one that has a name. */

export type Puzzle = 'ln2' | 'zero-loss' | 'same-rewards' | 'stuck' | 'margins';

type Row = Record<string, unknown>;

const NEAR = 1e-3;
const MOSTLY = 0.8;
const STEPS_TO_MOVE = 5;
const WIDE = 20;

const numbers = (metrics: readonly Row[], name: string) =>
  metrics.flatMap((row) => (typeof row[name] === 'number' ? [row[name]] : []));

/** The puzzles that the steps of a run show, in the order in which they are met. */
export function puzzles(metrics: readonly Row[]): Puzzle[] {
  const found: Puzzle[] = [];
  const loss = numbers(metrics, 'loss');
  const margins = numbers(metrics, 'rewards/margins');
  const rewards = numbers(metrics, 'reward');
  const same = numbers(metrics, 'frac_reward_zero_std');
  const first = loss[0];
  if (first !== undefined && margins.length > 0 && Math.abs(first - Math.LN2) < NEAR) found.push('ln2');
  if (first !== undefined && rewards.length > 0 && Math.abs(first) < NEAR) found.push('zero-loss');
  if (same.length > 0 && same.reduce((sum, one) => sum + one, 0) / same.length > MOSTLY) found.push('same-rewards');
  if (margins.length > STEPS_TO_MOVE && margins.every((one) => one === 0)) found.push('stuck');
  if ((margins.at(-1) ?? 0) > WIDE) found.push('margins');
  return found;
}
