import { expect, test } from 'vitest';
import { capsOf, isBare, keysIn, nameOf } from './keys';

const press = (key: string, more: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

test.each([
  [press('a'), 'A'],
  [press('D', { shiftKey: true }), 'Shift+D'],
  [press('?', { shiftKey: true }), '?'],
  [press('k', { ctrlKey: true }), 'Ctrl+K'],
  [press('z', { metaKey: true, shiftKey: true }), 'Ctrl+Shift+Z'],
  [press('ArrowLeft'), 'ArrowLeft'],
  [press(' '), 'Space'],
  [press(' ', { shiftKey: true }), 'Shift+Space'],
  [press('Shift', { shiftKey: true }), null],
])('nameOf %o is %s', (given, name) => {
  expect(nameOf(given)).toBe(name);
});

test('isBare_ofCharactersAndSequences_butNotOfChords', () => {
  expect(['L', '1', '?', 'G P'].every(isBare)).toBe(true);
  expect(['Ctrl+K', 'Enter', 'ArrowLeft', 'Escape', 'Shift+D'].some(isBare)).toBe(false);
});

test.each([
  ['Ctrl+Shift+Z', ['Ctrl', 'Shift', 'Z']],
  ['G P', ['G', 'P']],
  ['+', ['+']],
  ['Ctrl++', ['Ctrl', '+']],
])('capsOf %s', (keys, caps) => {
  expect(capsOf(keys)).toEqual(caps);
});

test('keysIn_ofWhatWasNotKeptByUs_areNone', () => {
  expect([null, '[', '[1]', '{"a":"B"}', '{"a":[""]}'].map(keysIn)).toEqual([{}, {}, {}, {}, {}]);
  expect(keysIn('{"box":["Q"],"wand":[]}')).toEqual({ box: ['Q'], wand: [] });
});
