import { expect, test } from 'vitest';
import type { Question } from '../../api';
import { expected, options, told } from './expected';

const kind: Question = { name: 'kind', kind: 'choice', caption: 'Which?', classes: [{ name: 'rye' }, { name: 'bun' }] };
const seen: Question = { name: 'seen', kind: 'multi-choice', caption: 'What?', classes: [{ name: 'seed' }, { name: 'crust' }] };
const taste: Question = { name: 'taste', kind: 'rating', caption: 'How?', low: 1, high: 3 };
const order: Question = { name: 'order', kind: 'ranking', caption: 'Order?' };

test('what is typed becomes the answer of its kind; what is left empty is not known', () => {
  expect(expected([kind, seen, taste, order], { kind: 'rye', seen: 'seed, crust', taste: '2', order: '[[1],[0]]' })).toEqual({ kind: 'rye', seen: ['seed', 'crust'], taste: 2, order: [[1], [0]] });
  expect(expected([kind, taste], { kind: '', taste: '3' })).toEqual({ taste: 3 });
  expect(() => expected([order], { order: 'first' })).toThrow(SyntaxError);
});

test('a question with few answers offers them', () => {
  expect(options(kind)?.map((one) => one.value)).toEqual(['rye', 'bun']);
  expect(options(taste)?.map((one) => one.value)).toEqual(['1', '2', '3']);
  expect(options(order)).toBeNull();
});

test('answers are told in one line', () => {
  expect(told({ kind: 'rye' })).toBe('rye');
  expect(told({ kind: 'rye', taste: 2, seen: ['seed'] })).toBe('kind: rye; taste: 2; seen: seed');
});
