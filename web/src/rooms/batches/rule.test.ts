import { expect, test } from 'vitest';
import { isForEverybody, ruleOf, typed } from './rule';

test('a rule is typed as names with commas, and read back', () => {
  const rule = { groups: ['night'], skills: ['bread', 'cake'], languages: [], qualifications: ['bread expert'] };
  expect(typed(rule).skills).toBe('bread, cake');
  expect(ruleOf(typed(rule))).toEqual(rule);
  expect(ruleOf({ groups: ' ,', skills: '', languages: '', qualifications: '' })).toEqual({ groups: [], skills: [], languages: [], qualifications: [] });
});

test('an empty rule is for everybody', () => {
  expect(isForEverybody({})).toBe(true);
  expect(isForEverybody({ languages: ['de'] })).toBe(false);
});
