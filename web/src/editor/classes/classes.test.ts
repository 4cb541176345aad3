import { describe, expect, it } from 'vitest';
import { flat, type Class } from '../form';
import { findClasses } from './find-classes';
import { isTree, levelAt } from './levels';
import { keepRecent, recentOf } from './recent';

const tree: Class[] = [
  { name: 'bird', caption: 'Bird', selectable: true, classes: [{ name: 'tit', caption: 'Tit', classes: [{ name: 'blue-tit', caption: 'Blue tit' }, { name: 'coal-tit', caption: 'Coal tit' }] }, { name: 'owl', caption: 'Owl' }] },
  { name: 'stone', caption: 'Stone' },
];
const offered = new Map(flat(tree).map((one) => [one.name, one]));
const said = (way: readonly string[]) => levelAt(tree, way, offered).map((one) => (one.kind === 'class' ? one.of.name : `${one.name} ${one.below}`));

describe('levels of classes', () => {
  it('show groups with how many can be picked below them', () => {
    expect(isTree(tree)).toBe(true);
    expect(said([])).toEqual(['bird 3', 'stone']);
    expect(said(['bird'])).toEqual(['bird', 'tit 2', 'owl']);
    expect(said(['bird', 'tit'])).toEqual(['blue-tit', 'coal-tit']);
  });

  it('are found by the words of their whole way, their own name first', () => {
    expect(findClasses(flat(tree), 'bird tit', []).map((one) => one.name)).toEqual(['blue-tit', 'coal-tit']);
    expect(findClasses(flat(tree), 'bird', []).map((one) => one.name)[0]).toBe('bird');
  });
});

it('keeps the classes used last, each once', () => {
  for (const name of ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g']) keepRecent('kind', name);
  expect(recentOf('kind')).toEqual(['g', 'f', 'e', 'd', 'c', 'a']);
  expect(recentOf('other')).toEqual([]);
});
