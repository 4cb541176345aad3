import { expect, test } from 'vitest';
import en from './en.json';
import { format } from './format';

test('format_fillsNames_andWritesNumbersForPeople', () => {
  expect(format('{done} of {total}', { done: 3, total: 10200 })).toBe('3 of 10,200');
});

test.each([
  [0, 'no row'],
  [1, 'one row'],
  [1200, '1,200 rows'],
])('format_ofAPlural_%i', (n, text) => {
  expect(format('{n, plural, =0 {no row} one {one row} other {# rows}}', { n })).toBe(text);
});

test('format_insideAPlural_fillsNamesToo', () => {
  expect(format('{n, plural, other {# of {all}}} left', { n: 2, all: 5 })).toBe('2 of 5 left');
});

test('format_ofAnOpenBrace_namesTheMessage', () => {
  expect(() => format('{n')).toThrow('({n)');
});

test('everyMessage_canBeFormatted', () => {
  for (const message of Object.values(en)) expect(() => format(message, { n: 2 })).not.toThrow();
});

test('everyMessage_keepsTheManners', () => {
  for (const [key, message] of Object.entries(en)) expect(message, key).not.toMatch(/!|\b(please|oops|sorry)\b/i);
});
