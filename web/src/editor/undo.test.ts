import { expect, test } from 'vitest';
import { Store } from './store';
import { Undo } from './undo';
import { freshWork, type Work } from './work';

function sitting() {
  const store = new Store<Work>();
  const undo = new Undo(store);
  store.put(freshWork('a', 't'), 'remote');
  const answer = (value: string) => store.put({ ...(store.get('a') as Work), answers: { q: value } }, 'user');
  return { store, undo, answer };
}

test('undo_afterTwoSteps_takesTheLastOneBack', () => {
  const { store, undo, answer } = sitting();
  answer('rye');
  answer('oat');
  expect(undo.undo()[0]?.answers).toEqual({ q: 'rye' });
  expect(store.get('a')?.answers).toEqual({ q: 'rye' });
});

test('undo_acrossASubmit_opensTheWorkAgain', () => {
  const { store, undo, answer } = sitting();
  answer('rye');
  store.put({ ...(store.get('a') as Work), state: 'submitted' }, 'user');
  undo.undo();
  expect(store.get('a')).toMatchObject({ state: 'open', answers: { q: 'rye' } });
});

test('redo_afterUndo_doesItAgain', () => {
  const { store, undo, answer } = sitting();
  answer('rye');
  undo.undo();
  expect(undo.canRedo()).toBe(true);
  undo.redo();
  expect(store.get('a')?.answers).toEqual({ q: 'rye' });
});

test('redo_afterANewStep_isGone', () => {
  const { undo, answer } = sitting();
  answer('rye');
  undo.undo();
  answer('oat');
  expect(undo.canRedo()).toBe(false);
});

test('changesOfTheNetwork_areNotSteps', () => {
  const { store, undo } = sitting();
  store.put({ ...(store.get('a') as Work), secondsActive: 3 }, 'remote');
  expect(undo.canUndo()).toBe(false);
  expect(undo.undo()).toEqual([]);
});

test('forget_ofARecord_dropsItsSteps', () => {
  const { undo, answer } = sitting();
  answer('rye');
  undo.forget('a');
  expect(undo.canUndo()).toBe(false);
});

test('steps_haveNoLimit', () => {
  const store = new Store<Work>();
  const undo = new Undo(store);
  store.put(freshWork('a', 't'), 'remote');
  for (let i = 0; i < 5000; i++) store.put({ ...(store.get('a') as Work), answers: { q: i } }, 'user');
  while (undo.canUndo()) undo.undo();
  expect(store.get('a')?.answers).toEqual({});
});
