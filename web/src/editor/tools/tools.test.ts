import { expect, test } from 'vitest';
import { freshWork } from '../work';
import { choiceTool } from './choice';
import { bestOfTool, ratingTool } from './number';
import { pairwiseTool } from './pairwise';

const captions = { first: 'A', second: 'B', tie: 'Tie' };
const choice = choiceTool({ name: 'topic', kind: 'choice', caption: 'Topic', classes: Array.from({ length: 11 }, (_, i) => ({ name: `c${i}` })) });
const pair = pairwiseTool({ name: 'better', kind: 'pairwise', caption: 'Better' }, captions);

test('choice_givesTheFirstNineClassesADigit', () => {
  expect(choice.options.map((option) => option.keys[0])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', undefined, undefined]);
});

test('pick_answersTheQuestion_andPickingAgainTakesItBack', () => {
  const work = choice.pick(freshWork('a', 't', { other: 'stays' }), 'c3');
  expect(choice.chosen(work)).toBe('c3');
  expect(choice.complete(work)).toBe(true);
  const back = choice.pick(work, 'c3');
  expect(back.answers).toEqual({ other: 'stays' });
  expect(choice.complete(back)).toBe(false);
});

test('pick_ofAnUnknownClass_changesNothing', () => {
  const work = freshWork('a', 't');
  expect(choice.pick(work, 'nothing')).toBe(work);
});

test('pick_onSubmittedWork_changesNothing', () => {
  const work = { ...freshWork('a', 't', { topic: 'c1' }), state: 'submitted' as const };
  expect(choice.pick(work, 'c2')).toBe(work);
});

test('chosen_ofAnAnswerTheOntologyNoLongerHas_isNone', () => {
  expect(choice.chosen(freshWork('a', 't', { topic: 'gone' }))).toBeNull();
});

test('pairwise_isAnsweredByLetterArrowAndDigit', () => {
  expect(pair.options.map((option) => [option.value, ...option.keys])).toEqual([
    ['first', 'A', 'ArrowLeft', '1'],
    ['tie', 'T', 'ArrowDown', '2'],
    ['second', 'B', 'ArrowRight', '3'],
  ]);
});

test('pairwise_withoutTies_hasTwoAnswers', () => {
  const strict = pairwiseTool({ ...pair.question, ties: false }, captions);
  expect(strict.options.map((option) => option.value)).toEqual(['first', 'second']);
});

test('rating_answersWithANumber', () => {
  const rating = ratingTool({ name: 'nice', kind: 'rating', caption: 'Nice?', low: 0, high: 2, steps: ['no', 'so', 'yes'] });
  expect(rating.options.map((option) => [option.caption, option.keys[0]])).toEqual([['0 · no', '0'], ['1 · so', '1'], ['2 · yes', '2']]);
  const work = rating.pick(freshWork('a', 't'), '2');
  expect(work.answers).toEqual({ nice: 2 });
  expect(rating.chosen(work)).toBe('2');
  expect(rating.pick(work, '2').answers).toEqual({});
});

test('bestOf_answersWithThePlaceOfACandidate', () => {
  const best = bestOfTool({ name: 'best', kind: 'best-of', caption: 'Best?' }, 3);
  expect(best.pick(freshWork('a', 't'), '1').answers).toEqual({ best: 1 });
  expect(best.options.map((option) => option.caption)).toEqual(['A', 'B', 'C']);
});
