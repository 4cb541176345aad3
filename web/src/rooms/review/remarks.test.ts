import { expect, test } from 'vitest';
import { emptyRemark, pinsOf, toSend } from './remarks';

const remarks = [{ text: ' Tighter. ', question: 'things', region: 'a' }, emptyRemark, { ...emptyRemark, text: 'Well done.' }];

test('toSend_leavesOutWhatSaysNothing', () => {
  expect(toSend(remarks)).toEqual([{ text: 'Tighter.', question: 'things', region: 'a' }, { text: 'Well done.' }]);
});

test('pinsOf_numberRemarksAsTheyStand', () => {
  expect(pinsOf([{ region: null }, { region: 'b' }, {}])).toEqual([{ region: 'b', n: 2 }]);
});
