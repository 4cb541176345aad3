import { describe, expect, it } from 'vitest';
import { byOutcome, outcomeOf } from './outcomes';

describe('outcomes', () => {
  it('tells a prompt won, lost, tied or open', () => {
    expect([0.75, 0.25, 0.5, null].map(outcomeOf)).toEqual(['won', 'lost', 'tied', 'open']);
  });

  it('counts what is not judged yet as open', () => {
    expect(byOutcome([1, 0.5, 0, 1], 6)).toEqual({ won: 2, lost: 1, tied: 1, open: 2 });
  });
});
