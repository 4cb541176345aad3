import { expect, test } from 'vitest';
import { classesFrom, criteriaFrom, criteriaText, lackOf, newQuestion, ofKind, textOf } from './ontology-draft';

test('classesFrom_keepsNamesAndColoursOfWhatWasThere', () => {
  const before = [{ name: 'rye', caption: 'Rye bread', colour: 4 }, { name: 'bun' }];
  expect(classesFrom('bun\nRye bread\nCake\nbun\n', before)).toEqual([{ name: 'bun' }, { name: 'rye', caption: 'Rye bread', colour: 4 }, { name: 'Cake', colour: 3 }]);
});

test('classesFrom_ofIndentedLines_isATree_andBackAgain', () => {
  const text = 'bread\n  rye\n  bun\n    sweet bun\ncake';
  const tree = classesFrom(text);
  expect(tree).toEqual([{ name: 'bread', colour: 1, classes: [{ name: 'rye' }, { name: 'bun', classes: [{ name: 'sweet bun' }] }] }, { name: 'cake', colour: 2 }]);
  expect(textOf(tree)).toBe(text);
});

test('criteriaFrom_readsTheEnds', () => {
  const criteria = criteriaFrom('Tone 1-7\nFacts\n\n', [{ name: 'tone', caption: 'Tone', low: 1, high: 5 }]);
  expect(criteria).toEqual([{ name: 'tone', caption: 'Tone', low: 1, high: 7 }, { name: 'Facts', low: 1, high: 5 }]);
  expect(criteriaText(criteria)).toBe('Tone 1-7\nFacts 1-5');
});

test('ofKind_keepsWhatTheOtherKindKnows', () => {
  const choice = { name: 'q', kind: 'choice' as const, caption: 'Q', classes: [{ name: 'a' }, { name: 'b' }] };
  expect(ofKind(choice, 'regions')).toEqual({ ...choice, kind: 'regions', shapes: ['box'] });
  expect(ofKind(choice, 'rating')).toEqual({ name: 'q', kind: 'rating', caption: 'Q', low: 1, high: 5 });
});

test('newQuestion_hasANameOfItsOwn', () => {
  const one = newQuestion('text', [], 'Why?');
  const three = newQuestion('text', [{ ...one, name: 'question-2' }], 'Why?');
  expect([one.name, three.name]).toEqual(['question-1', 'question-3']);
});

test('lackOf_namesWhatIsMissing', () => {
  const q = { name: 'q', caption: 'Q' };
  expect([
    lackOf({ ...q, kind: 'choice', classes: [{ name: 'a' }] }),
    lackOf({ ...q, kind: 'choice', classes: [{ name: 'a', classes: [{ name: 'b' }, { name: 'c' }] }] }),
    lackOf({ ...q, kind: 'rating', low: 5, high: 1 }),
    lackOf({ ...q, kind: 'regions', classes: [{ name: 'a' }], shapes: [] }),
    lackOf({ ...q, kind: 'rubric', criteria: [] }),
    lackOf({ ...q, caption: ' ', kind: 'text' }),
  ]).toEqual(['classes', null, 'ends', 'shapes', 'criteria', 'caption']);
});
