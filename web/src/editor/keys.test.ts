import { expect, test } from 'vitest';
import { isBare, nameOf } from './keys';

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
