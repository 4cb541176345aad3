import { expect, test } from 'vitest';
import type { Diagnosis } from '../../api/types';
import { byNeed, mixups, signalsOf } from './signals';

const figure = (estimate: number) => ({ estimate, low: estimate - 0.1, high: estimate + 0.1, n: 100, method: 'some' });

function profile(name: string, over: Partial<Diagnosis['annotators'][number]> = {}): Diagnosis['annotators'][number] {
  return {
    annotator: { id: name, name, kind: 'person' },
    answers: 100,
    skill: figure(0.8),
    knowledge: figure(0.7),
    spammerScore: 0.5,
    spammer: false,
    bias: {},
    fall: null,
    pace: figure(1),
    trend: figure(1),
    tooFast: 0,
    ...over,
  };
}

test('signals_ofAQuietAnnotator_areNone', () => {
  expect(signalsOf(profile('ada'), [])).toEqual([]);
  expect(signalsOf(profile('ada', { tooFast: 10 }), [])).toEqual([]);
});

test('signals_nameTheOthersOfARing', () => {
  const rings = [[profile('ada').annotator, profile('ben').annotator, profile('eve').annotator]];
  expect(signalsOf(profile('ben', { spammer: true }), rings)).toEqual([{ kind: 'spammer' }, { kind: 'ring', others: ['ada', 'eve'] }]);
});

test('byNeed_putsSignalsFirst_thenTheWeakest', () => {
  const annotators = [profile('good', { skill: figure(0.9) }), profile('weak', { skill: figure(0.5) }), profile('fast', { tooFast: 40, skill: figure(0.95) })];
  expect(byNeed({ annotators, rings: [] }).map((one) => one.profile.annotator.name)).toEqual(['fast', 'weak', 'good']);
});

test('mixups_leaveOutWhatIsRight_andTheRare', () => {
  const mixed = (consensus: string, said: string, share: number) => ({ consensus, said, share: figure(share) });
  const found = mixups([mixed('cat', 'cat', 0.9), mixed('cat', 'dog', 0.1), mixed('dog', 'cat', 0.004), mixed('dog', 'dog', 0.996)], 5);
  expect(found).toEqual([mixed('cat', 'dog', 0.1)]);
});
