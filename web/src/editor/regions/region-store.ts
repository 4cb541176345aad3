import type { Bounds } from '../geometry/points';
import { areaOf, boundsOf, distanceTo, kinds, type Shape } from '../geometry/shape';
import type { Change, Listener, Origin } from '../store';
import { Grid } from './grid';
import { none, shapeOf, type Region, type Relation, type RegionsAnswer } from './region';

/** One step on the regions, and on the relations between them. */
export interface RegionChange extends Change<Region> {
  readonly relations?: { readonly before: readonly Relation[]; readonly after: readonly Relation[] };
}

const room = 256;

/**
 * The regions of one image, ten thousand and more. Each has a slot for as long as it lives; what drawing and searching
 * read of it lies in arrays by slot. It takes whole answers from outside and gives whole answers back, in which all that
 * did not change is the same object as before.
 */
export class RegionStore {
  readonly #grid = new Grid();
  readonly #slots = new Map<string, number>();
  readonly #listeners = new Set<Listener<Region>>();
  #records: (Region | undefined)[] = [];
  #shapes: (Shape | undefined)[] = [];
  #free: number[] = [];
  #bounds = new Float64Array(room * 4);
  #kinds = new Uint8Array(room);
  /** The search in which a slot was found last. */
  #seen = new Uint32Array(room);
  #turn = 0;
  #answer: RegionsAnswer = none;
  #places: Map<string, number> | null = null;

  get answer(): RegionsAnswer {
    return this.#answer;
  }

  get all(): readonly Region[] {
    return this.#answer.regions;
  }

  get relations(): readonly Relation[] {
    return this.#answer.relations ?? [];
  }

  /** How many slots there are, taken or free. */
  get slots(): number {
    return this.#records.length;
  }

  get(id: string): Region | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.#records[slot];
  }

  slotOf(id: string): number {
    return this.#slots.get(id) ?? -1;
  }

  at(slot: number): Region | undefined {
    return this.#records[slot];
  }

  shapeAt(slot: number): Shape | undefined {
    return this.#shapes[slot];
  }

  shape(id: string): Shape | undefined {
    return this.#shapes[this.slotOf(id)];
  }

  kindAt(slot: number): (typeof kinds)[number] {
    return kinds[this.#kinds[slot] as number] as (typeof kinds)[number];
  }

  bounds(slot: number): Bounds {
    const [b, i] = [this.#bounds, slot * 4];
    return { left: b[i] ?? 0, top: b[i + 1] ?? 0, right: b[i + 2] ?? 0, bottom: b[i + 3] ?? 0 };
  }

  widthAt(slot: number): number {
    return (this.#bounds[slot * 4 + 2] ?? 0) - (this.#bounds[slot * 4] ?? 0);
  }

  /** Its place in the list, from 0. */
  placeOf(id: string): number {
    this.#places ??= new Map(this.all.map((one, i) => [one.id, i]));
    return this.#places.get(id) ?? -1;
  }

  /** Calls once with the slot of each region whose bounds meet these. */
  search(bounds: Bounds, call: (slot: number) => void): void {
    const turn = ++this.#turn;
    const [seen, b] = [this.#seen, this.#bounds];
    this.#grid.search(bounds, (slot) => {
      const i = slot * 4;
      if (seen[slot] === turn || (b[i] as number) > bounds.right || (b[i + 2] as number) < bounds.left || (b[i + 1] as number) > bounds.bottom || (b[i + 3] as number) < bounds.top) return;
      seen[slot] = turn;
      call(slot);
    });
  }

  /** The region at a place, the smallest if there are several; null if none is as near as `reach`. */
  hit(x: number, y: number, reach: number, wanted: (region: Region) => boolean = () => true): Region | null {
    let found: { region: Region; distance: number; area: number } | null = null;
    this.search({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }, (slot) => {
      const [region, shape] = [this.#records[slot], this.#shapes[slot]];
      if (region === undefined || shape === undefined || !wanted(region)) return;
      const distance = distanceTo(shape, x, y);
      if (distance > reach) return;
      const area = areaOf(shape);
      if (found === null || area < found.area || (area === found.area && distance <= found.distance)) found = { region, distance, area };
    });
    return (found as { region: Region } | null)?.region ?? null;
  }

  listen(listener: Listener<Region>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  put(regions: readonly Region[], origin: Origin): RegionChange {
    const known = regions.filter((one) => this.#slots.has(one.id));
    const updated = known.map((after) => ({ before: this.get(after.id) as Region, after })).filter(({ before, after }) => before !== after);
    return this.apply({ created: regions.filter((one) => !this.#slots.has(one.id)), updated, deleted: [], origin });
  }

  /** Removes regions, and the relations that they are part of. */
  remove(ids: readonly string[], origin: Origin): RegionChange {
    const deleted = ids.flatMap((id) => this.get(id) ?? []);
    const gone = new Set(ids);
    const left = this.relations.filter((one) => !gone.has(one.from) && !gone.has(one.to));
    const relations = left.length === this.relations.length ? {} : { relations: { before: this.relations, after: left } };
    return this.apply({ created: [], updated: [], deleted, origin, ...relations });
  }

  relate(after: readonly Relation[], origin: Origin): RegionChange {
    return this.apply({ created: [], updated: [], deleted: [], origin, relations: { before: this.relations, after } });
  }

  /** Takes an answer from outside; what is the same object as before is not looked at. Null if nothing is new. */
  take(answer: RegionsAnswer, origin: Origin): RegionChange | null {
    if (answer === this.#answer) return null;
    const [created, updated] = [[] as Region[], [] as { before: Region; after: Region }[]];
    let kept = 0;
    for (const after of answer.regions) {
      const before = this.get(after.id);
      if (before === undefined) created.push(after);
      else {
        kept++;
        if (before !== after) updated.push({ before, after });
      }
    }
    const ids = kept === this.all.length ? null : new Set(answer.regions.map((one) => one.id));
    const deleted = ids === null ? [] : this.all.filter((one) => !ids.has(one.id));
    const change = { created, updated, deleted, origin };
    for (const region of deleted) this.#drop(region.id);
    for (const { after } of updated) this.#set(after);
    for (const region of created) this.#set(region);
    this.#keep(answer);
    this.#tell(change);
    return change;
  }

  apply(change: RegionChange): RegionChange {
    const regions = changed(this.all, change);
    for (const { id } of change.deleted) this.#drop(id);
    for (const { after } of change.updated) this.#set(after);
    for (const region of change.created) this.#set(region);
    const relations = change.relations?.after ?? this.#answer.relations;
    this.#keep({ regions, ...(relations === undefined ? {} : { relations }) });
    this.#tell(change);
    return change;
  }

  #keep(answer: RegionsAnswer): void {
    this.#answer = answer;
    this.#places = null;
  }

  #tell(change: Change<Region>): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  #set(region: Region): void {
    const known = this.#slots.get(region.id);
    const slot = known ?? this.#free.pop() ?? this.#records.length;
    if (known !== undefined) this.#grid.remove(slot, this.bounds(slot));
    this.#grow(slot);
    const shape = shapeOf(region);
    this.#slots.set(region.id, slot);
    this.#records[slot] = region;
    this.#shapes[slot] = shape ?? undefined;
    if (shape === null) return;
    const { left, top, right, bottom } = boundsOf(shape);
    this.#bounds.set([left, top, right, bottom], slot * 4);
    this.#kinds[slot] = kinds.indexOf(shape.kind);
    this.#grid.add(slot, this.bounds(slot));
  }

  #drop(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    if (this.#shapes[slot] !== undefined) this.#grid.remove(slot, this.bounds(slot));
    this.#slots.delete(id);
    this.#records[slot] = this.#shapes[slot] = undefined;
    this.#free.push(slot);
  }

  #grow(slot: number): void {
    if (slot < this.#kinds.length) return;
    const size = Math.max(slot + 1, this.#kinds.length * 2);
    const [bounds, kindsNow] = [new Float64Array(size * 4), new Uint8Array(size)];
    bounds.set(this.#bounds);
    kindsNow.set(this.#kinds);
    [this.#bounds, this.#kinds, this.#seen] = [bounds, kindsNow, new Uint32Array(size)];
  }
}

/** The list after a change; each region keeps its place, new ones stand at the end. */
function changed(all: readonly Region[], { created, updated, deleted }: Change<Region>): readonly Region[] {
  if (updated.length === 0 && deleted.length === 0) return created.length === 0 ? all : [...all, ...created];
  const after = new Map<string, Region | null>(updated.map((one) => [one.after.id, one.after]));
  for (const { id } of deleted) after.set(id, null);
  const kept: Region[] = [];
  for (const region of all) {
    const now = after.get(region.id);
    if (now === undefined) kept.push(region);
    else if (now !== null) kept.push(now);
  }
  return [...kept, ...created];
}
