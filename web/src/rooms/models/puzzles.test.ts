import { describe, expect, it } from 'vitest';
import { puzzles } from './puzzles';

const steps = (n: number, row: (step: number) => Record<string, unknown>) => Array.from({ length: n }, (_, step) => ({ step, ...row(step) }));

describe('puzzles', () => {
  it('knows that DPO begins at the logarithm of two', () => {
    expect(puzzles(steps(3, (step) => ({ loss: 0.693147 - step / 10, 'rewards/margins': step })))).toEqual(['ln2']);
  });

  it('knows that a policy loss begins at nothing', () => {
    expect(puzzles(steps(3, (step) => ({ loss: step / 10, reward: 1, frac_reward_zero_std: 0 })))).toEqual(['zero-loss']);
  });

  it('tells rewards that are the same within their groups', () => {
    expect(puzzles(steps(4, () => ({ loss: 0.2, reward: 1, frac_reward_zero_std: 0.95 })))).toEqual(['same-rewards']);
  });

  it('tells margins that never move, and margins that run away', () => {
    expect(puzzles(steps(9, () => ({ loss: 0.5, 'rewards/margins': 0 })))).toEqual(['stuck']);
    expect(puzzles(steps(9, (step) => ({ loss: 0.1, 'rewards/margins': step * 4 })))).toEqual(['margins']);
  });

  it('has nothing to say of other losses', () => {
    expect(puzzles(steps(9, (step) => ({ loss: 2 - step / 10, entropy: 1 })))).toEqual([]);
    expect(puzzles([])).toEqual([]);
  });
});
