import { expect, test } from 'vitest';
import type { ChainLink } from '../../api/types';
import { headlineOf, progressOf, restOf } from './link-words';
import { river } from './river';

const link = (name: ChainLink['name'], more: Partial<ChainLink> = {}): ChainLink => ({ name, state: 'running', counts: {}, references: {}, ...more });
const figure = { estimate: 0.742, low: 0.721, high: 0.763, n: 2893, method: 'α' };

test('headline_isTheFigureThatSaysMost', () => {
  expect(headlineOf(link('consensus', { counts: { decided: 5 }, figures: { accuracy: figure, agreement: figure } }))?.name).toBe('agreement');
  expect(headlineOf(link('curation', { counts: { 'exact-duplicates': 3, kept: 9 } }))).toEqual({ name: 'kept', count: 9 });
});

test('headline_ofAnUnknownCount_fallsBackToTheFirst', () => {
  expect(headlineOf(link('prompts', { counts: { drawn: 7 } }))).toEqual({ name: 'drawn', count: 7 });
  expect(headlineOf(link('prompts'))).toBeNull();
});

test('rest_saysEverythingElse', () => {
  const it = link('curation', { counts: { kept: 4188, 'exact-duplicates': 398 }, figures: { kl: figure } });
  expect(restOf(it, { name: 'kept', count: 4188 })).toBe('398 exact duplicates, KL to base .742 ± .021');
});

test('progress_isToldWhileItRuns', () => {
  expect(progressOf(link('answers', { done: 870, total: 1200 }))).toBe('72 % · 870');
});

test('river_hasOneReachForEachLink_asWideAsTheRootOfItsRecords', () => {
  const [first, second] = river([link('prompts', { origins: { human: 400 } }), link('curation', { origins: { human: 100 } })]);
  const width = (strands: typeof first) => strands?.find((strand) => strand.colour === 'human')?.to[1] ?? 0;
  expect(width(first) / width(second)).toBeCloseTo(2);
});

test('river_joinsReachToReach', () => {
  const reaches = river([link('prompts', { origins: { human: 90, synthetic: 40 } }), link('curation', { origins: { human: 60, synthetic: 40 } })]);
  const of = (i: number) => reaches[i]?.find((strand) => strand.colour === 'synthetic');
  expect(of(1)?.from).toEqual(of(0)?.to);
});

test('river_ofALoss_branchesOffInGrey_andANewOriginComesFromTheSide', () => {
  const [, second] = river([link('prompts', { origins: { human: 400 } }), link('curation', { origins: { human: 100, machine: 100 } })]);
  expect(second?.map((strand) => strand.colour)).toEqual(['spent', 'human', 'machine']);
  expect(second?.[2]?.from[0]).toBeGreaterThan(100);
});

test('river_flowsOn_whereALinkSaysNothingOfAnOrigin', () => {
  const [, second, third] = river([link('prompts', { origins: { synthetic: 400 } }), link('base-model'), link('completions', { origins: { machine: 900 } })]);
  expect(second?.map((strand) => strand.colour)).toEqual(['synthetic']);
  expect(third?.map((strand) => strand.colour)).toEqual(['synthetic', 'machine']);
});

test('river_ofAGain_comesInBesideWhatFlowed', () => {
  const [, second] = river([link('tasks', { origins: { synthetic: 100 } }), link('answers', { origins: { synthetic: 900 } })]);
  expect(second?.map((strand) => strand.colour)).toEqual(['synthetic', 'synthetic']);
  const widths = second?.map((strand) => strand.to[1]) ?? [];
  expect((widths[0] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(2);
});

test('river_endsWhereTheChainHasNotComeYet', () => {
  expect(river([link('prompts', { origins: { human: 4 } }), link('curation', { state: 'waiting' })])[1]).toEqual([]);
});

test('river_withoutOrigins_isDry', () => {
  expect(river([link('prompts'), link('gate')])).toEqual([[], []]);
});
