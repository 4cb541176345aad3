import { expect, test } from 'vitest';
import { bytes, count, decimal, duration, figureText, percent, seconds, short, value } from './numbers';

test('figureText_writesSharesAsPapersDo', () => {
  const text = figureText({ estimate: 0.742, low: 0.721, high: 0.763, n: 2893, method: 'α' });
  expect(text).toEqual({ estimate: '.742', interval: '± .021', n: '2,893' });
});

test('figureText_ofFewAnswers_hasTwoDigits', () => {
  expect(figureText({ estimate: 0.7421, low: 0.7, high: 0.78, n: 40, method: '' }).estimate).toBe('.74');
});

test('figureText_ofALeaningInterval_writesBothEnds', () => {
  expect(figureText({ estimate: 0.31, low: 0.24, high: 0.6, n: 50, method: '' }).interval).toBe('[.24, .60]');
});

test('figureText_withoutAnInterval_hasNone', () => {
  expect(figureText({ estimate: 0.34, n: 32, method: '' }).interval).toBeNull();
});

test('figureText_ofWilsonNearTheMiddle_isEven', () => {
  expect(figureText({ estimate: 0.604, low: 0.571, high: 0.636, n: 870, method: '' }).interval).toBe('± .033');
});

test('decimal_roundsHalfUp_asReportsDo', () => {
  expect([decimal(0.6825, 3), decimal(1.005, 2), decimal(-0.0005, 3)]).toEqual(['.683', '1.01', '−.001']);
});

test('decimal_writesARealMinus_andNoMinusZero', () => {
  expect([decimal(-0.5, 2), decimal(-0.001, 2), decimal(8.412, 2), decimal(1200.4, 0), decimal(1, 3)]).toEqual(['−.50', '.00', '8.41', '1,200', '1.000']);
});

test('value_onAnAxis_isShort', () => {
  expect([0, 0.5, 0.667, 20, 10200, -0.25, 8.4, 0.00095, 0.00001].map(value)).toEqual(['0', '.5', '.667', '20', '10,200', '−.25', '8.4', '.00095', '1e−5']);
});

test('percent_isNever100BeforeTheEnd', () => {
  expect([percent(0, 0), percent(999, 1000), percent(1000, 1000), percent(1, 3)]).toEqual(['0 %', '99 %', '100 %', '33 %']);
});

test('bytesAndDurations_areSaidAsPeopleSayThem', () => {
  expect([bytes(900), bytes(1_451_234), bytes(20_480)]).toEqual(['900 B', '1.5 MB', '20 kB']);
  expect([duration(24.2), duration(72), duration(60), duration(3 * 3600 + 300)]).toEqual(['24 s', '1 min 12 s', '1 min', '3 h 5 min']);
});

test('short_cutsHashesAndIds_butNotNames', () => {
  expect([short('ab'.repeat(32)), short('604ed47f-6d1b-439e-8804-1e57430e23be'), short('c-604ed47f-6d1b-439e-8804-1e57430e23be'), short('prompt-00417'), count(-1234)]).toEqual(['abab…abab', '604e…23be', 'c-604e…23be', 'prompt-00417', '−1,234']);
});

test('figureText_withAUnit_writesBothEnds_orThatThereIsNoDoubt', () => {
  const time = { estimate: 6, low: 5.04, high: 74, n: 26, method: 'median' };
  expect(figureText(time, seconds)).toEqual({ estimate: '6.0 s', interval: '[5.0 s, 1 min 14 s]', n: '26' });
  expect(figureText({ ...time, low: 6, high: 6 }, seconds).interval).toBe('± 0');
  expect([seconds(0.354), seconds(31.4), seconds(59.8)]).toEqual(['0.35 s', '31 s', '1 min']);
});
