import { expect, test } from 'vitest';
import { accepted, added, edited, mayJoin, originOf, regionsOf, related, removed, reshaped, type Regions, type TextRegion } from './answer';
import { boxesOf } from './boxes';
import { chainsOf } from './chains';
import { chunkAt, chunksOf } from './chunks';
import { CodePoints } from './code-points';
import { opinionsOf, picked } from './differences';
import { Ground } from './ground';
import { findClasses } from '../classes/find-classes';
import { IntervalIndex } from './interval-index';
import { lanesOf } from './lanes';
import type { Mark } from './marking.svelte';
import { joined, partsOf, shapeOf, type Part } from './parts';
import { between, characterAfter, characterBefore, wordAfter, wordAt, wordBefore } from './words';
import { attributesOf, lacking, type Question } from '../form';

/** Numbers that are the same in every run (Park and Miller). */
function dice(seed = 7): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48271) % 2147483647) % below;
}

const alphabet = ['a', 'é', 'e\u0301', 'ב', 'ש', '👍', '👩‍👩‍👧', '\ud800', '\udc00', '\r\n', '\n', ' ', '.', 'zwj\u200d', '漢'];
const someText = (roll: (below: number) => number, pieces: number) => Array.from({ length: pieces }, () => alphabet[roll(alphabet.length)]).join('');

test('codePoints_ofAnyText_areThoseOfTheLanguage', () => {
  const roll = dice();
  for (let run = 0; run < 200; run++) {
    const text = someText(roll, roll(40));
    const points = new CodePoints(text);
    const whole = [...text];
    expect(points.length).toBe(whole.length);
    let unit = 0;
    for (let point = 0; point <= whole.length; point++) {
      expect(points.unitAt(point)).toBe(unit);
      expect(points.pointAt(unit)).toBe(point);
      unit += whole[point]?.length ?? 0;
    }
  }
});

test('codePoints_ofALoneSurrogate_countIt', () => {
  const points = new CodePoints('a\ud83db\udc4d👍c');
  expect(points.length).toBe(6);
  expect(points.unitAt(5)).toBe(6);
  expect(points.pointAt(5)).toBe(5);
});

test('meeting_findsWhatAskingEachOneFinds', () => {
  const roll = dice(11);
  for (let run = 0; run < 100; run++) {
    const parts = Array.from({ length: roll(60) }, () => { const start = roll(100); return { start, end: start + 1 + roll(30) }; });
    const index = new IntervalIndex(parts);
    for (let ask = 0; ask < 20; ask++) {
      const start = roll(110);
      const end = start + roll(20);
      const wanted = [...parts.keys()].filter((i) => parts[i]!.start < end && parts[i]!.end > start).sort((a, b) => parts[a]!.start - parts[b]!.start || a - b);
      expect(index.meeting(start, end)).toEqual(wanted);
    }
  }
});

test('lanes_neverPutTwoThatMeetIntoOne_andAreAsFewAsTheDeepestPlace', () => {
  const roll = dice(13);
  for (let run = 0; run < 100; run++) {
    const parts = Array.from({ length: 1 + roll(40) }, () => { const start = roll(60); return { start, end: start + 1 + roll(20) }; });
    const lanes = lanesOf(parts);
    const depth = (at: number) => parts.filter((one) => one.start <= at && at < one.end).length;
    for (let i = 0; i < parts.length; i++) for (let j = 0; j < i; j++) {
      if (parts[i]!.start < parts[j]!.end && parts[j]!.start < parts[i]!.end) expect(lanes[i]).not.toBe(lanes[j]);
    }
    expect(Math.max(...lanes) + 1).toBe(Math.max(...Array.from({ length: 80 }, (_, at) => depth(at))));
  }
});

test('chunks_coverTheTextOnce_andCutNoCharacter', () => {
  const roll = dice(17);
  for (const text of [someText(roll, 9000), 'word '.repeat(3000), '👩‍👩‍👧'.repeat(900), 'x'.repeat(7000), '\n'.repeat(300), 'a\r\nb']) {
    const chunks = chunksOf(text);
    expect(chunks.map((one) => text.slice(one.start, one.end)).join('')).toBe(text);
    expect(Math.max(...chunks.map((one) => one.end - one.start))).toBeLessThanOrEqual(1700);
    for (const { start } of chunks) expect(between(text, start)).toBe(start);
    for (const place of [0, 3, text.length - 1]) {
      const chunk = chunks[chunkAt(chunks, place)]!;
      expect(chunk.start <= place && place < chunk.end).toBe(true);
    }
  }
  expect(chunksOf('')).toEqual([]);
});

test('words_areWalkedToBothSides', () => {
  const text = 'Die Tür – „שלום“ e\u0301te\u0301 👍🏽 end.';
  const walked: string[] = [];
  for (let word = wordAfter(text, 0); word !== null; word = wordAfter(text, word.end)) walked.push(text.slice(word.start, word.end));
  expect(walked).toEqual(['Die', 'Tür', 'שלום', 'e\u0301te\u0301', 'end']);
  const back: string[] = [];
  for (let word = wordBefore(text, text.length); word !== null; word = wordBefore(text, word.start)) back.push(text.slice(word.start, word.end));
  expect(back).toEqual([...walked].reverse());
  expect(wordAt(text, 5)).toEqual({ start: 4, end: 7 });
});

test('words_ofALineWithoutAnEnd_areFoundAtOnce', () => {
  const text = `${'x'.repeat(2_000_000)} end`;
  const before = performance.now();
  expect(wordAfter(text, 1_999_999)).toEqual({ start: 2_000_001, end: 2_000_004 });
  expect(chunksOf(text).length).toBeGreaterThan(1000);
  expect(performance.now() - before).toBeLessThan(1500);
});

test('characters_areWhatAReaderSees', () => {
  const text = 'e\u0301👩‍👩‍👧x';
  expect(characterAfter(text, 0)).toBe(2);
  expect(characterAfter(text, 2)).toBe(10);
  expect(characterBefore(text, 10)).toBe(2);
  expect(between(text, 5)).toBe(2);
  expect(between(text, 8)).toBe(10);
});

test('joined_partsThatTouchAreOne', () => {
  expect(joined([{ start: 5, end: 9 }, { start: 0, end: 3 }, { start: 3, end: 4 }, { start: 7, end: 7 }])).toEqual([{ start: 0, end: 4 }, { start: 5, end: 9 }]);
  expect(shapeOf([{ start: 2, end: 4 }])).toEqual({ span: { start: 2, end: 4 } });
  expect(shapeOf([])).toBeNull();
});

const span = (start: number, end: number): { span: Part } => ({ span: { start, end } });
const region = (id: string, label: string, more: Partial<TextRegion> = {}): TextRegion => ({ id, label, ...span(0, 4), ...more });

test('added_theSameTwice_isThereOnce', () => {
  const answer = added(regionsOf(null), region('a', 'person'));
  expect(added(answer, region('b', 'person'))).toBe(answer);
  expect(added(answer, region('b', 'place')).regions.length).toBe(2);
});

test('originOfAPrediction_saysWhetherItWasAcceptedOrEdited', () => {
  const answer: Regions = { regions: [region('a', 'person', { origin: 'machine' })] };
  expect(originOf(answer.regions[0]!)).toBe('machine');
  expect(originOf(accepted(answer, 'a').regions[0]!)).toBe('accepted');
  const changed = edited(accepted(answer, 'a'), 'a', { label: 'place' }).regions[0]!;
  expect(changed).toEqual(region('a', 'place', { origin: 'edited' }));
  expect(reshaped(answer, 'a', [{ start: 1, end: 2 }, { start: 5, end: 6 }]).regions[0]).toEqual({ id: 'a', label: 'person', origin: 'edited', spans: [{ start: 1, end: 2 }, { start: 5, end: 6 }] });
  expect(reshaped(answer, 'a', []).regions).toEqual([]);
});

test('removed_takesItsRelationsAlong', () => {
  let answer: Regions = { regions: [region('a', 'x'), region('b', 'y'), region('c', 'z')] };
  answer = related(related(answer, { name: 'r', from: 'a', to: 'b' }), { name: 'r', from: 'b', to: 'c' });
  expect(related(answer, { name: 'r', from: 'a', to: 'b' })).toBe(answer);
  expect(removed(answer, 'a')).toEqual({ regions: answer.regions.slice(1), relations: [{ name: 'r', from: 'b', to: 'c' }] });
});

const question: Question = {
  name: 'q', kind: 'regions', caption: 'Q', classes: [{ name: 'person' }, { name: 'place' }],
  attributes: [
    { name: 'role', kind: 'choice', caption: 'Role', classes: [{ name: 'victim' }], asking: { when: { question: 'label', labels: ['person'] } } },
    { name: 'sure', kind: 'choice', caption: 'Sure?', classes: [{ name: 'yes' }], asking: { required: false } },
  ],
  relations: [{ name: 'lives in', from: ['person'], to: ['place'] }],
};

test('attributes_areAskedAfterTheLabel', () => {
  expect(attributesOf(question, region('a', 'place')).map((one) => one.name)).toEqual(['sure']);
  expect(lacking(question, { regions: [region('a', 'place'), region('b', 'person')] })?.id).toBe('b');
  expect(lacking(question, { regions: [region('b', 'person', { attributes: { role: 'victim' } })] })).toBeNull();
});

test('relations_joinWhatTheOntologyAllows', () => {
  expect(mayJoin(question, 'lives in', region('a', 'person'), region('b', 'place'))).toBe(true);
  expect(mayJoin(question, 'lives in', region('a', 'place'), region('b', 'person'))).toBe(false);
});

test('chains_areWhatTiesConnect', () => {
  expect(chainsOf(['a', 'b', 'c', 'd', 'e'], [{ from: 'a', to: 'c' }, { from: 'e', to: 'c' }, { from: 'b', to: 'gone' }])).toEqual([['a', 'c', 'e']]);
});

test('findClasses_outOfThousands_putsTheNearestFirst', () => {
  const classes = Array.from({ length: 2000 }, (_, i) => ({ name: `c${i}`, caption: i === 1500 ? 'Oak' : i === 7 ? 'Red oak' : `Cloak ${i}`, colour: 1 }));
  expect(findClasses(classes, 'oak', []).slice(0, 2).map((one) => one.caption)).toEqual(['Oak', 'Red oak']);
  expect(findClasses(classes, '', ['c1500'])[0]!.name).toBe('c1500');
});

test('boxes_haveTheirCaptionOnceAndAsWideAsThereIsRoom', () => {
  const mark = (id: string, lane: number) => ({ of: { region: { id } }, part: 0, lane, start: 0, end: 1 }) as unknown as Mark;
  const line = (left: number, width: number, top = 0) => ({ left, top, width, height: 20 });
  const boxes = boxesOf([
    { mark: mark('a', 0), rects: [line(0, 50), line(0, 30, 40)], begins: true },
    { mark: mark('b', 0), rects: [line(80, 10)], begins: true },
    { mark: mark('c', 1), rects: [line(10, 5)], begins: true },
    { mark: mark('d', 2), rects: [line(10, 5)], begins: true },
  ], 200);
  expect(boxes.map((one) => [one.caption, one.side])).toEqual([[76, 'below'], [null, 'below'], [120, 'below'], [190, 'above'], [null, 'below']]);
});

test('partsOf_anotherShape_areNone', () => {
  expect(partsOf({})).toEqual([]);
});

test('opinions_ofSeveral_areEachThereOnce_withWhoHasThem', () => {
  const one: Regions = { regions: [region('a', 'place'), region('b', 'person', span(6, 9))] };
  const other: Regions = { regions: [region('z', 'person', span(6, 8)), region('y', 'place')] };
  const opinions = opinionsOf([one, other]);
  expect(opinions.map((it) => [it.region.label, it.region.span?.end, it.by])).toEqual([['place', 4, [0, 1]], ['person', 9, [0]], ['person', 8, [1]]]);
  const merged = picked(one, opinions[2]!.region, () => 'new');
  expect(merged.regions.map((it) => it.id)).toEqual(['a', 'b', 'z']);
  expect(picked(merged, opinions[2]!.region, () => 'new')).toEqual(one);
  expect(picked({ regions: [region('z', 'date')] }, opinions[2]!.region, () => 'new').regions.map((it) => it.id)).toEqual(['z', 'new']);
});

const talk = ['Hi 👍!', '', '\u0301acute \ud83d', '\ude00 end\r'];

test('ground_ofMessages_countsEachByItself_inCodePoints', () => {
  const ground = Ground.of({ messages: talk.map((content) => ({ content })) })!;
  expect(ground.pieces.map((one) => ground.text.slice(one.start, one.end))).toEqual(talk);
  for (const [message, said] of talk.entries()) {
    const whole = [...said];
    for (let start = 0; start < whole.length; start++) {
      const { parts, outside } = ground.unitsOf(message, [{ start, end: start + 1 }]);
      expect(outside).toBe(false);
      expect(ground.text.slice(parts[0]!.start, parts[0]!.end)).toBe(whole[start]);
      expect(ground.asPoints(parts[0]!)).toEqual({ start, end: start + 1 });
      expect(ground.naming(parts[0]!)).toEqual({ message });
    }
  }
});

test('ground_betweenMessages_noWordAndNoCharacterReachesOver', () => {
  const ground = Ground.of({ messages: [{ content: 'one\r' }, { content: '\u0301two' }] })!;
  for (const one of ground.pieces) for (const unit of [one.start, one.end]) expect(between(ground.text, unit)).toBe(unit);
  expect(wordAfter(ground.text, 3)).toEqual({ start: 6, end: 9 });
  expect(ground.within(8, 1)).toBe(4);
  expect(ground.within(0, 6)).toBe(5);
});

test('ground_aRegionOutside_isToldAndKeptInside', () => {
  const ground = Ground.of({ messages: [{ content: 'one' }, { content: 'two' }] })!;
  expect(ground.unitsOf(0, [{ start: 1, end: 9 }])).toEqual({ parts: [{ start: 1, end: 3 }], outside: true });
  expect(ground.unitsOf(7, [{ start: 0, end: 1 }]).outside).toBe(true);
  expect(ground.unitsOf(undefined, [{ start: 0, end: 1 }]).outside).toBe(true);
  expect(Ground.of({ text: 'a 👍' })!.naming({ start: 2, end: 4 })).toEqual({});
  expect(Ground.of({})).toBeNull();
});

test('ground_isLaidOutInOrder_emptyMessagesToo', () => {
  const ground = Ground.of({ messages: [{ content: 'word '.repeat(1000) }, { content: '' }, { content: 'end' }] })!;
  const all = ground.chunks(80).flat();
  expect(all.map((one) => one.place)).toEqual([...all.keys()]);
  expect(ground.chunks(80).map((one) => one.map((it) => ground.text.slice(it.start, it.end)).join(''))).toEqual(['word '.repeat(1000), '', 'end']);
});

test('opinions_ofTheSameWordsInAnotherMessage_areOthers', () => {
  const [one, other]: Regions[] = [{ regions: [region('a', 'claim', { message: 1 })] }, { regions: [region('b', 'claim', { message: 0 })] }];
  expect(opinionsOf([one!, other!]).map((it) => [it.region.message, it.by])).toEqual([[0, [1]], [1, [0]]]);
  expect(added(one!, region('c', 'claim', { message: 0 })).regions.length).toBe(2);
  expect(picked(one!, region('b', 'claim', { message: 1 }), () => 'new')).toEqual({ regions: [] });
});
