import { expect, test } from 'vitest';
import { Commands, type Command } from './commands';

const free = { typing: false, pressing: false };
const press = (key: string, more: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

function registry() {
  const ran: string[] = [];
  let now = 0;
  const commands = new Commands(() => now);
  const make = (id: string, keys: string[], more: Partial<Command> = {}): Command => ({ id, caption: id, keys, group: 'do', run: () => ran.push(id), ...more });
  return { commands, ran, make, wait: (millis: number) => (now += millis) };
}

test('press_ofACommandsKey_runsIt', () => {
  const { commands, ran, make } = registry();
  commands.add([make('label', ['L'])]);
  expect(commands.press(press('l'), free)).toBe(true);
  expect(ran).toEqual(['label']);
});

test('press_whileTyping_leavesCharactersAlone', () => {
  const { commands, ran, make } = registry();
  commands.add([make('label', ['L']), make('palette', ['Ctrl+K'])]);
  expect(commands.press(press('l'), { typing: true, pressing: false })).toBe(false);
  commands.press(press('k', { ctrlKey: true }), { typing: true, pressing: false });
  expect(ran).toEqual(['palette']);
});

test('press_ofEnterOnAButton_belongsToTheButton', () => {
  const { commands, ran, make } = registry();
  commands.add([make('submit', ['Enter'])]);
  expect(commands.press(press('Enter'), { typing: false, pressing: true })).toBe(false);
  commands.press(press('Enter'), free);
  expect(ran).toEqual(['submit']);
});

test('press_ofTwoKeysInASecond_isASequence', () => {
  const { commands, ran, make, wait } = registry();
  commands.add([make('go', ['G P']), make('pause', ['P'])]);
  commands.press(press('g'), free);
  commands.press(press('p'), free);
  commands.press(press('g'), free);
  wait(1500);
  commands.press(press('p'), free);
  expect(ran).toEqual(['go', 'pause']);
});

test('press_withBareKeysOff_runsOnlyChords', () => {
  const { commands, ran, make } = registry();
  commands.add([make('label', ['L']), make('undo', ['Ctrl+Z']), make('submit', ['Enter']), make('go', ['G P'])]);
  commands.allowBareKeys('off');
  for (const one of [press('l'), press('z', { metaKey: true }), press('Enter'), press('g'), press('p')]) commands.press(one, free);
  expect(ran).toEqual(['undo', 'submit']);
});

test('press_ofAKeyWithTwoMeanings_takesTheLastAdded', () => {
  const { commands, ran, make } = registry();
  commands.add([make('theme', ['T'])]);
  const leave = commands.add([make('tie', ['T'])]);
  commands.press(press('t'), free);
  leave();
  commands.press(press('t'), free);
  expect(ran).toEqual(['tie', 'theme']);
});

test('press_ofACommandThatCannotRunNow_doesNothing', () => {
  const { commands, ran, make } = registry();
  commands.add([make('submit', ['Enter'], { when: () => false })]);
  expect(commands.press(press('Enter'), free)).toBe(false);
  expect(ran).toEqual([]);
});

test('available_namesEachIdOnce_theLastAddedFirst', () => {
  const { commands, make } = registry();
  commands.add([make('undo', [], { caption: 'old' })]);
  commands.add([make('undo', [], { caption: 'new' })]);
  expect(commands.available().map((command) => command.caption)).toEqual(['new']);
});

test('find_byWordsInAnyOrder_looksAtCaptionAndGroup', () => {
  const { commands, make } = registry();
  commands.add([make('publish', [], { caption: 'Publish a version' }), make('import', [], { caption: 'Import samples' })]);
  expect(commands.find('version do').map((command) => command.id)).toEqual(['publish']);
});

test('listen_hearsWhenCommandsComeAndGo', () => {
  const { commands, make } = registry();
  let heard = 0;
  commands.listen(() => heard++);
  commands.add([make('a', [])])();
  expect(heard).toBe(2);
});

test('remap_givesACommandOtherKeys_everywhereTheyAreRead', () => {
  const { commands, ran, make } = registry();
  commands.add([make('box', ['B']), make('polygon', ['P'])]);
  commands.remap('box', ['Q']);
  expect(commands.press(press('b'), free)).toBe(false);
  commands.press(press('q'), free);
  expect(ran).toEqual(['box']);
  expect(commands.keysOf('box')).toEqual(['Q']);
  expect(commands.find('q').map((one) => one.id)).toEqual(['box']);
  commands.remap('box', null);
  expect([commands.keysOf('box'), commands.isGiven('box')]).toEqual([['B'], false]);
});

test('remap_ofACommandThatIsNotHereYet_holdsWhenItComes', () => {
  const { commands, make } = registry();
  commands.take({ box: ['Q'] });
  commands.add([make('box', ['B'])]);
  expect([commands.keysOf('box'), commands.given()]).toEqual([['Q'], { box: ['Q'] }]);
});

test('clashes_nameWhoseKeysTheseAre_andSequencesThatTheyWouldCut', () => {
  const { commands, make } = registry();
  commands.add([make('box', ['B']), make('polygon', ['P'], { when: () => false }), make('go', ['G P'])]);
  expect(commands.clashes('box', 'P').map((one) => one.id)).toEqual(['polygon']);
  expect(commands.clashes('box', 'G').map((one) => one.id)).toEqual(['go']);
  expect(commands.clashes('box', 'B')).toEqual([]);
});
