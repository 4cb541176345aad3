import { keepRecent, recentOf } from '../classes/recent';
import { flat, type Question } from '../form';
import { accepted, added, edited, isPredicted, isSame, mayJoin, originOf, regionsOf, related, removed, reshaped, unrelated, type RegionOrigin, type Regions, type Relation, type TextRegion } from './answer';
import { chainsOf } from './chains';
import type { Ground } from './ground';
import { IntervalIndex } from './interval-index';
import { lanesOf } from './lanes';
import { joined, partsOf, shapeOf, type Part } from './parts';
import { between, characterAfter, characterBefore, trimmed, wordAfter, wordAt, wordBefore } from './words';

export interface MarkingParts {
  readonly ground: Ground;
  readonly question: Question;
  readonly value: () => unknown;
  readonly set: (answer: Regions) => void;
  /** Whether the answer may be changed. */
  readonly open: () => boolean;
  readonly newId: () => string;
}

/** A region where it stands in the text; its parts are UTF-16 units, as the browser counts. */
export interface Placed extends Part {
  readonly region: TextRegion;
  readonly parts: readonly Part[];
  readonly origin: RegionOrigin;
  /** Whether nobody has said yet if a machine is right. */
  readonly predicted: boolean;
  /** Whether it reaches beyond the text. */
  readonly outside: boolean;
}

/** One stretch of a region, and the lane of its underline. */
export interface Mark extends Part {
  readonly of: Placed;
  readonly part: number;
  readonly lane: number;
}

export interface LabelClass {
  readonly name: string;
  readonly caption: string;
  readonly colour: number;
}

/** What the next choice of a region is for. */
export type Intent = { readonly kind: 'part'; readonly id: string } | { readonly kind: 'relation'; readonly id: string; readonly name: string };

/**
 * The hand on a text: what is selected, which region is chosen, and every change of the answer. It sees neither the page
 * nor the network; a surface shows it, commands and the pointer move it.
 */
export class Marking {
  readonly ground: Ground;
  readonly text: string;
  readonly question: Question;
  readonly classes: readonly LabelClass[];
  /** The selection: where it began and where it ends. */
  range = $state.raw<{ readonly anchor: number; readonly focus: number } | null>(null);
  chosenId = $state<string | null>(null);
  /** The class that a selection gets at once. */
  armed = $state<string | null>(null);
  intent = $state.raw<Intent | null>(null);
  /** Whether the text has the focus. */
  focused = $state(false);
  picking = $state(false);
  /** Counted up when the keyboard moved the hand, so that the surface brings it into sight. */
  moved = $state(0);
  recent = $state.raw<readonly string[]>([]);
  /** A boundary that is being drawn, before it is let go. */
  resizing = $state.raw<{ readonly id: string; readonly parts: readonly Part[] } | null>(null);
  readonly #of: MarkingParts;
  readonly #byName: ReadonlyMap<string, LabelClass>;
  /** Another class of the same place is chosen by another click. */
  #clicked = '';

  readonly answer: Regions = $derived.by(() => regionsOf(this.#of.value()));
  readonly spans: readonly Placed[] = $derived.by(() => this.#placed());
  readonly marks: readonly Mark[] = $derived.by(() => this.#marked());
  readonly #index = $derived.by(() => new IntervalIndex(this.marks));
  readonly chosen: Placed | null = $derived.by(() => (this.chosenId === null ? null : (this.spans.find((one) => one.region.id === this.chosenId) ?? null)));
  readonly predicted: number = $derived.by(() => this.answer.regions.filter(isPredicted).length);
  readonly selection: Part | null = $derived.by(() => this.#selection());
  /** By region, its place among the chains of coreference; of those in one. */
  readonly chainOf: ReadonlyMap<string, number> = $derived.by(() => this.#chains());

  constructor(of: MarkingParts) {
    this.#of = of;
    this.ground = of.ground;
    this.text = of.ground.text;
    this.question = of.question;
    this.recent = recentOf(of.question.name);
    this.classes = flat(of.question.classes ?? []).map((one, i) => ({ name: one.name, caption: one.caption, colour: one.colour ?? (i % 12) + 1 }));
    this.#byName = new Map(this.classes.map((one) => [one.name, one]));
  }

  get open(): boolean {
    return this.#of.open();
  }

  classOf(name: string): LabelClass {
    return this.#byName.get(name) ?? { name, caption: name, colour: 12 };
  }

  said(parts: readonly Part[]): string {
    return parts.map((part) => this.text.slice(part.start, part.end)).join(' … ');
  }

  /** The stretches that meet one of the text. */
  marksIn(start: number, end: number): Mark[] {
    return this.#index.meeting(start, end).map((place) => this.marks[place] as Mark);
  }

  // The hand.

  select(anchor: number, focus: number): void {
    const from = between(this.text, anchor);
    const to = this.ground.within(between(this.text, focus), from);
    if (this.range?.anchor === from && this.range.focus === to) return;
    this.range = { anchor: from, focus: to };
    if (from !== to && this.intent?.kind !== 'part') this.chosenId = null;
  }

  /** The selection was made with the pointer: an armed class marks it, a region that waits for a part takes it. */
  selected(): void {
    if (this.selection === null) return;
    const { start, end } = trimmed(this.text, this.selection);
    this.select(start, end);
    if (this.intent?.kind === 'part') this.finish();
    else if (this.armed !== null) this.mark(this.armed);
  }

  choose(id: string | null): void {
    if (this.intent?.kind === 'relation' && id !== null && id !== this.intent.id) return this.#relate(id);
    this.chosenId = id;
    this.range = null;
    if (this.intent?.kind === 'part') this.intent = null;
  }

  /** Chooses what stands at a place: the shortest first, by the next click the one around it. */
  click(unit: number): void {
    const here = this.marksIn(unit, unit + 1).sort((a, b) => a.end - a.start - (b.end - b.start));
    const ids = [...new Set(here.map((mark) => mark.of.region.id))];
    const before = ids.join() === this.#clicked ? ids.indexOf(this.chosenId ?? '') : -1;
    this.#clicked = ids.join();
    const id = ids[(before + 1) % Math.max(1, ids.length)] ?? null;
    if (id === null && this.intent === null) this.range = { anchor: unit, focus: unit };
    if (id !== null || this.intent === null) this.chosenId === id || this.choose(id);
  }

  walk(by: 1 | -1): void {
    const from = this.#target !== null && this.intent?.kind === 'relation' ? this.spanOf(this.#target) : this.chosen;
    const at = from === null ? null : this.spans.indexOf(from);
    const here = this.range?.focus ?? 0;
    const beside = by > 0 ? this.spans.findIndex((one) => one.start >= here) : this.spans.findLastIndex((one) => one.end <= here);
    const next = this.spans[at === null ? (beside < 0 ? (by > 0 ? 0 : this.spans.length - 1) : beside) : (at + by + this.spans.length) % this.spans.length];
    if (next === undefined) return;
    if (this.intent?.kind === 'relation') {
      this.range = { anchor: next.start, focus: next.end };
      this.#target = next.region.id;
    } else this.choose(next.region.id);
    this.moved++;
  }

  /** The region that Enter would relate to. */
  #target: string | null = null;

  word(by: 1 | -1): void {
    const at = this.selection ?? this.chosen;
    const place = this.range?.anchor === this.range?.focus ? (this.range?.focus ?? null) : null;
    const found = by > 0 ? wordAfter(this.text, at?.end ?? place ?? 0) : wordBefore(this.text, at?.start ?? place ?? this.text.length);
    if (found === null) return;
    if (this.intent?.kind !== 'part') this.chosenId = null;
    this.range = { anchor: found.start, focus: found.end };
    this.moved++;
  }

  /** Moves the end of the selection, or of the chosen region, by a character or a word. */
  extend(by: 1 | -1, step: 'character' | 'word'): void {
    if (this.range === null && this.chosen !== null) {
      const last = this.chosen.parts.at(-1) as Part;
      this.resize(this.chosen.parts.length - 1, 'end', Math.max(characterAfter(this.text, last.start), this.#stepped(last.end, by, step)));
    } else {
      const at = this.range ?? { anchor: 0, focus: 0 };
      this.range = { anchor: at.anchor, focus: this.ground.within(this.#stepped(at.focus, by, step), at.anchor) };
    }
    this.moved++;
  }

  /** The other end of the selection moves from now on; of a chosen region, it becomes a selection that does. */
  turn(): void {
    if (this.range !== null) this.range = { anchor: this.range.focus, focus: this.range.anchor };
  }

  /** Moves the beginning of the chosen region. */
  begin(by: 1 | -1, step: 'character' | 'word'): void {
    const first = this.chosen?.parts[0];
    if (first === undefined) return;
    this.resize(0, 'start', Math.min(characterBefore(this.text, first.end), this.#stepped(first.start, by, step)));
    this.moved++;
  }

  #stepped(unit: number, by: 1 | -1, step: 'character' | 'word'): number {
    if (step === 'character') return by > 0 ? characterAfter(this.text, unit) : characterBefore(this.text, unit);
    return by > 0 ? (wordAfter(this.text, unit)?.end ?? this.text.length) : (wordBefore(this.text, unit)?.start ?? 0);
  }

  /** Lets go of one thing at a time; tells whether there was any. */
  letGo(): boolean {
    if (this.intent !== null) this.intent = null;
    else if (this.armed !== null) this.armed = null;
    else if (this.selection !== null) this.range = { anchor: this.selection.end, focus: this.selection.end };
    else if (this.chosen !== null) this.#stand(this.chosen.start);
    else return false;
    return true;
  }

  /** Chooses nothing, and stays where it is. */
  #stand(unit: number): void {
    this.range = { anchor: unit, focus: unit };
    this.chosenId = null;
  }

  // Changes of the answer.

  /** Gives the label to the selection, or to the chosen region another one. */
  mark(label: string): void {
    if (!this.open) return;
    this.recent = keepRecent(this.question.name, label);
    if (this.selection === null && this.chosen !== null) {
      if (this.chosen.region.label !== label) this.#of.set(edited(this.answer, this.chosen.region.id, { label }));
      return;
    }
    const shape = this.selection === null ? null : shapeOf([this.ground.asPoints(this.selection)]);
    if (shape === null) {
      this.armed = this.armed === label ? null : label;
      return;
    }
    const region: TextRegion = { id: this.#of.newId(), label, ...(this.selection === null ? {} : this.ground.naming(this.selection)), ...shape, origin: 'human' };
    const answer = added(this.answer, region);
    if (answer !== this.answer) this.#of.set(answer);
    const there = answer.regions.find((one) => isSame(one, region));
    this.choose(there?.id ?? region.id);
  }

  /** Draws a boundary while the pointer holds it. */
  draw(part: number, edge: 'start' | 'end', unit: number): void {
    if (this.chosen === null || !this.open) return;
    this.resizing = { id: this.chosen.region.id, parts: this.#withEdge(this.chosen, part, edge, unit) };
  }

  /** The pointer lets a boundary go. */
  drop(): void {
    const drawn = this.resizing;
    this.resizing = null;
    if (drawn !== null) this.#reshape(drawn.id, drawn.parts);
  }

  resize(part: number, edge: 'start' | 'end', unit: number): void {
    if (this.chosen !== null && this.open) this.#reshape(this.chosen.region.id, this.#withEdge(this.chosen, part, edge, unit));
  }

  #withEdge(span: Placed, part: number, edge: 'start' | 'end', unit: number): Part[] {
    const place = this.ground.within(between(this.text, unit), span.start);
    return span.parts.map((one, i) => {
      if (i !== part) return one;
      if (edge === 'start') return { start: Math.min(place, characterBefore(this.text, one.end)), end: one.end };
      return { start: one.start, end: Math.max(place, characterAfter(this.text, one.start)) };
    });
  }

  #reshape(id: string, parts: readonly Part[]): void {
    const before = this.answer.regions.find((one) => one.id === id);
    const after = joined(parts.map((part) => this.ground.asPoints(part)));
    if (before === undefined || JSON.stringify(partsOf(before)) === JSON.stringify(after)) return;
    this.#of.set(reshaped(this.answer, id, after));
  }

  remove(): void {
    if (this.chosen === null || !this.open) return;
    const { region, start } = this.chosen;
    this.#of.set(removed(this.answer, region.id));
    this.intent = null;
    this.#stand(start);
  }

  /** Takes a predicted region over and goes on to the next one. */
  accept(): void {
    if (this.chosen === null || !this.open || !isPredicted(this.chosen.region)) return;
    this.#of.set(accepted(this.answer, this.chosen.region.id));
    this.#toPredicted();
  }

  acceptAll(): void {
    if (this.open) this.#of.set(this.answer.regions.filter(isPredicted).reduce((answer, one) => accepted(answer, one.id), this.answer));
  }

  /** Turns a predicted region down and goes on to the next one. */
  reject(): void {
    if (this.chosen === null || !isPredicted(this.chosen.region)) return;
    this.remove();
    this.#toPredicted();
  }

  #toPredicted(): void {
    const here = this.chosen?.start ?? this.range?.focus ?? 0;
    const waiting = this.spans.filter((one) => isPredicted(one.region));
    const next = waiting.find((one) => one.start >= here) ?? waiting[0];
    if (next === undefined) return;
    this.choose(next.region.id);
    this.moved++;
  }

  setAttribute(name: string, value: unknown): void {
    if (this.chosen === null || !this.open) return;
    const { [name]: before, ...others } = this.chosen.region.attributes ?? {};
    void before;
    this.#of.set(edited(this.answer, this.chosen.region.id, { attributes: value === undefined ? others : { ...others, [name]: value } }));
  }

  /** The next selection becomes a further part of the chosen region. */
  addPart(): void {
    if (this.chosen !== null && this.mayBeInterrupted) this.intent = { kind: 'part', id: this.chosen.region.id };
  }

  get mayBeInterrupted(): boolean {
    return this.question.shapes?.includes('spans') ?? false;
  }

  /** Whether what is selected stands in another message than the region that waits for a part. */
  get isApart(): boolean {
    const region = this.intent?.kind === 'part' ? this.spanOf(this.intent.id) : null;
    return region !== null && this.selection !== null && this.ground.pieceAt(region.start) !== this.ground.pieceAt(this.selection.start);
  }

  /** The relations that the chosen region may begin. */
  relationsFrom(span: Placed): readonly { readonly name: string; readonly caption: string }[] {
    return (this.question.relations ?? [])
      .filter((one) => this.spans.some((other) => mayJoin(this.question, one.name, span.region, other.region)))
      .map((one) => ({ name: one.name, caption: one.caption ?? one.name }));
  }

  /** The next region that is chosen becomes the other end. */
  beginRelation(name: string): void {
    if (this.chosen !== null) this.intent = { kind: 'relation', id: this.chosen.region.id, name };
    this.#target = null;
  }

  /** Does what the hand has begun: a part from the selection, a relation to the region in sight. */
  finish(): void {
    if (this.intent?.kind === 'relation') return this.#target === null ? undefined : this.#relate(this.#target);
    if (this.intent?.kind !== 'part' || this.selection === null || !this.open || this.isApart) return;
    const { id } = this.intent;
    const before = this.answer.regions.find((one) => one.id === id);
    if (before !== undefined) this.#of.set(reshaped(this.answer, id, [...partsOf(before), this.ground.asPoints(this.selection)]));
    this.intent = null;
    this.choose(id);
  }

  #relate(to: string): void {
    if (this.intent?.kind !== 'relation') return;
    const { id, name } = this.intent;
    const [from, other] = [id, to].map((one) => this.answer.regions.find((region) => region.id === one));
    if (from === undefined || other === undefined || !mayJoin(this.question, name, from, other)) return;
    this.intent = null;
    this.#of.set(related(this.answer, { name, from: id, to }));
    this.choose(id);
  }

  unrelate(relation: Relation): void {
    if (this.open) this.#of.set(unrelated(this.answer, relation));
  }

  relationsOf(id: string): readonly Relation[] {
    return (this.answer.relations ?? []).filter((one) => one.from === id || one.to === id);
  }

  spanOf(id: string): Placed | null {
    return this.spans.find((one) => one.region.id === id) ?? null;
  }

  #selection(): Part | null {
    if (this.range === null || this.range.anchor === this.range.focus) return null;
    return { start: Math.min(this.range.anchor, this.range.focus), end: Math.max(this.range.anchor, this.range.focus) };
  }

  #placed(): readonly Placed[] {
    const place = (region: TextRegion): Placed => {
      const own = partsOf(region);
      const there = this.ground.unitsOf(region.message, own);
      const parts = this.resizing?.id === region.id ? this.resizing.parts : there.parts;
      return { region, parts, start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0, origin: originOf(region), predicted: isPredicted(region), outside: there.outside };
    };
    return this.answer.regions.filter((region) => partsOf(region).length > 0).map(place).sort((a, b) => a.start - b.start || b.end - a.end);
  }

  #marked(): readonly Mark[] {
    const flat = this.spans.flatMap((of) => of.parts.map((part, i) => ({ of, part: i, start: part.start, end: part.end })));
    const lanes = lanesOf(flat);
    return flat.map((one, i) => ({ ...one, lane: lanes[i] as number }));
  }

  #chains(): ReadonlyMap<string, number> {
    const names = new Set((this.question.relations ?? []).filter((one) => one.chain).map((one) => one.name));
    const ties = (this.answer.relations ?? []).filter((one) => names.has(one.name));
    if (ties.length === 0) return new Map();
    const chains = chainsOf(this.spans.map((one) => one.region.id), ties);
    return new Map(chains.flatMap((chain, i) => chain.map((id) => [id, i + 1] as const)));
  }

  /** The word at a place, as a double click takes it. */
  wordAt(unit: number): Part | null {
    return wordAt(this.text, unit);
  }
}
