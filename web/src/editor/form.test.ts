import { expect, test } from 'vitest';
import { answer, asked, flat, isAnswered, missingItem, moved, ranked, stepsOf, tied, unanswered, whole, withItem, type Question } from './form';
import { freshWork } from './work';

const questions: Question[] = [
  { name: 'toxic', kind: 'choice', caption: 'Toxic?', classes: [{ name: 'yes' }, { name: 'no' }] },
  { name: 'kinds', kind: 'multi-choice', caption: 'How?', least: 1, classes: [{ name: 'threat' }, { name: 'insult' }], asking: { when: { question: 'toxic', labels: ['yes'] } } },
  { name: 'note', kind: 'text', caption: 'Note', asking: { required: false } },
];

test('asked_followsTheAnswersBefore', () => {
  expect(asked(questions, {}).map((one) => one.name)).toEqual(['toxic', 'note']);
  expect(asked(questions, { toxic: 'yes' }).map((one) => one.name)).toEqual(['toxic', 'kinds', 'note']);
});

test('answer_dropsWhatIsNoLongerAsked', () => {
  let work = answer(questions, freshWork('a', 't'), 'toxic', 'yes');
  work = answer(questions, work, 'kinds', ['threat']);
  expect(answer(questions, work, 'toxic', 'no').answers).toEqual({ toxic: 'no' });
});

test('unanswered_isTheFirstThatNeedsAnAnswer', () => {
  expect(unanswered(questions, {})?.name).toBe('toxic');
  expect(unanswered(questions, { toxic: 'yes' })?.name).toBe('kinds');
  expect(unanswered(questions, { toxic: 'yes', kinds: [] })?.name).toBe('kinds');
  expect(unanswered(questions, { toxic: 'no' })).toBeNull();
  expect(unanswered(questions, { toxic: 'no', note: '' })?.name).toBe('note');
});

test('whole_sendsAnEmptyListWhereNothingIsTicked', () => {
  const optional: Question[] = [{ name: 'errors', kind: 'multi-choice', caption: 'Errors?', classes: [{ name: 'a' }] }];
  expect(whole(optional, freshWork('a', 't')).answers).toEqual({ errors: [] });
});

test('isAnswered_holdsNumbersAndMarksToTheirLimits', () => {
  const number: Question = { name: 'n', kind: 'number', caption: 'N', low: 0, whole: true };
  expect(isAnswered(number, 2)).toBe(true);
  expect(isAnswered(number, -1)).toBe(false);
  expect(isAnswered(number, 1.5)).toBe(false);
  const rubric: Question = { name: 'r', kind: 'rubric', caption: 'R', criteria: [{ name: 'true', low: 1, high: 5 }, { name: 'short', low: 1, high: 5 }] };
  expect(isAnswered(rubric, { true: 3 })).toBe(false);
  expect(isAnswered(rubric, { true: 3, short: 1 })).toBe(true);
});

test('flat_namesTheWayThroughTheTree', () => {
  const tree = [{ name: 'animal', classes: [{ name: 'cat' }, { name: 'dog', selectable: true, classes: [{ name: 'pug' }] }] }];
  expect(flat(tree).map((one) => one.caption)).toEqual(['animal › cat', 'animal › dog', 'animal › dog › pug']);
});

test('ranking_movesAndTies', () => {
  expect(moved([[0], [1], [2]], 2, -1)).toEqual([[0], [2], [1]]);
  expect(moved([[0], [1]], 0, -1)).toEqual([[0], [1]]);
  expect(moved([[0, 1], [2], [3]], 3, -1)).toEqual([[0, 1], [3], [2]]);
  expect(moved([[0, 1], [2]], 2, -1)).toEqual([[2], [0, 1]]);
  expect(moved([[0, 1, 2]], 1, -1)).toEqual([[1], [0, 2]]);
  expect(moved([[0, 1, 2]], 1, 1)).toEqual([[0, 2], [1]]);
  expect(tied([[0], [1], [2]], 1)).toEqual([[0, 1], [2]]);
  expect(tied([[0, 1], [2]], 1)).toEqual([[0], [1], [2]]);
  expect(tied([[0], [1]], 0)).toEqual([[0], [1]]);
});

test('ranked_putsOneBesideAnother_andLeavesTheOtherTies', () => {
  expect(ranked([[0, 1], [2], [3]], 3, 'before', 0)).toEqual([[3], [0, 1], [2]]);
  expect(ranked([[0, 1], [2], [3]], 3, 'with', 2)).toEqual([[0, 1], [2, 3]]);
  expect(ranked([[0, 1], [2]], 0, 'behind', 2)).toEqual([[1], [2], [0]]);
  expect(ranked([[0], [1]], 0, 'with', 0)).toEqual([[0], [1]]);
});

test('questionOfEach_needsAnAnswerForEveryOne', () => {
  const each: Question = { name: 'good', kind: 'rating', caption: 'Good?', asking: { each: 'message' }, items: 3 };
  let answered = withItem(each, undefined, 1, 4);
  expect(answered).toEqual([null, 4, null]);
  expect(missingItem(each, answered)).toBe(0);
  expect(unanswered([each], { good: answered })).toBe(each);
  answered = withItem(each, withItem(each, answered, 0, 2), 2, 5);
  expect(unanswered([each], { good: answered })).toBeNull();
  expect(withItem(each, [null, 4, null], 1, undefined)).toBeUndefined();
});

test('stepsOf_areWhatBlankLinesPart', () => {
  expect(stepsOf('One.\nStill one.\n\n \nTwo.\r\n\r\nThree.\n')).toEqual(['One.\nStill one.', 'Two.', 'Three.']);
});
