import { expect, test } from 'vitest';
import { guidelineOf, lines, sectionsOf } from './sections';

const text = 'First.\n\n# Buns\n\nRound.\n\n```\n# code\n```\n\n## Rye\n\nDark.\n\n### Example\n\nA loaf.';

test('a guideline is cut at its headings, and put together again', () => {
  const sections = sectionsOf(text);
  expect(sections.map((one) => [one.level, one.heading])).toEqual([[2, ''], [1, 'Buns'], [2, 'Rye']]);
  expect(sections[1]?.text).toBe('Round.\n\n```\n# code\n```');
  expect(guidelineOf(sections)).toBe(text);
  expect(sectionsOf('')).toEqual([]);
});

test('what changed is told line by line', () => {
  expect(lines('a\nb\nc', 'a\nx\nc').map((one) => `${one.kind} ${one.text}`)).toEqual(['same a', 'gone b', 'new x', 'same c']);
});
