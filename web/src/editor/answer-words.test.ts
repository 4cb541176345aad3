import { expect, test } from 'vitest';
import { answerWords, saysTheSame } from './answer-words';
import type { Question } from './form';

const captions = { first: 'the first', second: 'the second', tie: 'both', none: 'nothing', regions: (n: number) => `${n} regions` };
const of = (question: Omit<Question, 'name' | 'caption'>): Question => ({ name: 'q', caption: 'Q', ...question });

test.each([
  [of({ kind: 'choice', classes: [{ name: 'rye', caption: 'Rye' }] }), 'rye', 'Rye'],
  [of({ kind: 'choice', classes: [] }), 'gone', 'gone'],
  [of({ kind: 'multi-choice', classes: [{ name: 'rye', caption: 'Rye' }, { name: 'oat' }] }), ['rye', 'oat'], 'Rye, oat'],
  [of({ kind: 'multi-choice' }), [], 'nothing'],
  [of({ kind: 'pairwise' }), 'tie', 'both'],
  [of({ kind: 'best-of' }), 1, 'B'],
  [of({ kind: 'ranking' }), [[2], [0, 1]], 'C > A = B'],
  [of({ kind: 'rubric', criteria: [{ name: 'tone', caption: 'Tone', low: 1, high: 5 }] }), { tone: 4 }, 'Tone 4'],
  [of({ kind: 'number', unit: 'kg' }), 3.5, '3.5 kg'],
  [of({ kind: 'rating', low: 1, high: 2, steps: ['bad', 'good'] }), 2, '2 good'],
  [of({ kind: 'text' }), 'x'.repeat(300), `${'x'.repeat(240)} …`],
  [of({ kind: 'regions' }), { regions: [{}, {}] }, '2 regions'],
  [of({ kind: 'choice', classes: [{ name: 'rye', caption: 'Rye' }], asking: { each: 'message' } }), ['rye', null], '1: Rye; 2: nothing'],
  [of({ kind: 'data' }), { a: 1 }, '{"a":1}'],
  [of({ kind: 'text' }), undefined, 'nothing'],
])('answerWords %#', (question, value, words) => {
  expect(answerWords(question, value, captions)).toBe(words);
});

test('saysTheSame_ofTicks_whateverTheirOrder', () => {
  expect(saysTheSame(of({ kind: 'multi-choice' }), ['a', 'b'], ['b', 'a'])).toBe(true);
  expect(saysTheSame(of({ kind: 'ranking' }), [[0], [1]], [[1], [0]])).toBe(false);
  expect(saysTheSame(of({ kind: 'text' }), undefined, null)).toBe(true);
});
