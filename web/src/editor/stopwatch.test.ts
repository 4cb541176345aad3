import { expect, test } from 'vitest';
import { Stopwatch } from './stopwatch';

function watch() {
  let now = 0;
  return { stopwatch: new Stopwatch(() => now), pass: (seconds: number) => (now += seconds * 1000) };
}

test('seconds_whileThePersonIsThere_countOn', () => {
  const { stopwatch, pass } = watch();
  pass(12);
  expect(stopwatch.seconds()).toBe(12);
  pass(3);
  expect(stopwatch.seconds()).toBe(15);
});

test('seconds_afterThirtyIdle_standStill', () => {
  const { stopwatch, pass } = watch();
  pass(100);
  expect(stopwatch.seconds()).toBe(30);
  stopwatch.touch();
  pass(5);
  expect(stopwatch.seconds()).toBe(35);
});

test('seconds_inAHiddenTab_standStill', () => {
  const { stopwatch, pass } = watch();
  pass(4);
  stopwatch.hide();
  pass(10);
  stopwatch.show();
  pass(2);
  expect(stopwatch.seconds()).toBe(6);
});

test('start_goesOnFromTimeAlreadySpent', () => {
  const { stopwatch, pass } = watch();
  pass(9);
  stopwatch.start(20);
  pass(1);
  expect(stopwatch.seconds()).toBe(21);
});
