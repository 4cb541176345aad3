import { handlesOf, type Handle } from '../../geometry/handles';
import { distanceOf, united, within, type Bounds, type ImagePoint } from '../../geometry/points';
import { boundsOf } from '../../geometry/shape';
import { View } from '../../geometry/view';
import type { Mask } from '../../mask/mask';
import { isUnseen, type Region, type RegionsAnswer } from '../../regions/region';
import { RegionStore } from '../../regions/region-store';
import type { Origin } from '../../store';
import type { DeskParts, Ghost, Label, Pin, RelationKind, Skeleton } from './desk-parts';
import { Looking } from './looking';

const grip = 9;

/** The regions on the image: which of them there are, are selected, held by a handle, hidden. */
export class Choosing extends Looking {
  readonly regions = new RegionStore();
  readonly labels: readonly Label[];
  readonly skeleton: Skeleton;
  readonly relationKinds: readonly RelationKind[];
  readonly #colours: ReadonlyMap<string, Label>;
  selection: readonly string[] = [];
  hovered: string | null = null;
  /** The handle that the keys move. */
  held: string | null = null;
  hidden: ReadonlySet<string> = new Set();
  /** What others drew, shown over the answer. */
  ghosts: readonly Ghost[] = [];
  /** Remarks by their number, each at its region. */
  pins: readonly Pin[] = [];
  writes = true;

  constructor(parts: DeskParts) {
    super(parts.image);
    this.labels = parts.labels;
    this.skeleton = parts.skeleton;
    this.relationKinds = parts.relations;
    this.#colours = new Map(parts.labels.map((one) => [one.name, one]));
    this.regions.listen(() => {
      const there = this.selection.filter((id) => this.regions.get(id) !== undefined);
      if (there.length < this.selection.length) this.selection = there;
      if (this.hovered !== null && this.regions.get(this.hovered) === undefined) this.hovered = null;
    });
  }

  haunt(ghosts: readonly Ghost[]): void {
    if (ghosts.length === 0 && this.ghosts.length === 0) return;
    this.ghosts = ghosts;
    this.changed();
  }

  pin(pins: readonly Pin[]): void {
    if (pins.length === 0 && this.pins.length === 0) return;
    this.pins = pins;
    this.changed();
  }

  labelOf(region: Pick<Region, 'label'>): Label {
    return this.#colours.get(region.label) ?? { name: region.label, caption: region.label, colour: 1 };
  }

  get selected(): Region | null {
    return this.selection.length === 1 ? (this.regions.get(this.selection[0] as string) ?? null) : null;
  }

  /** Takes an answer that was changed elsewhere: by an undo, another page, the first look. */
  take(answer: RegionsAnswer, origin: Origin): void {
    if (this.regions.take(answer, origin) !== null) this.changed();
  }

  /** Whether nothing of a region lies on the image. */
  isOutside(id: string): boolean {
    const slot = this.regions.slotOf(id);
    if (slot < 0 || this.regions.shapeAt(slot) === undefined) return false;
    const { left, top, right, bottom } = this.regions.bounds(slot);
    return right < 0 || bottom < 0 || left > this.image.width || top > this.image.height;
  }

  outside(regions: readonly Region[]): Region[] {
    return regions.filter((one) => this.isOutside(one.id));
  }

  /** The image, and what is selected beside it. */
  protected override room(): Bounds {
    return this.selection.reduce((all, id) => (this.isOutside(id) ? united(all, this.regions.bounds(this.regions.slotOf(id))) : all), super.room());
  }

  regionAt(at: ImagePoint): Region | null {
    return this.regions.hit(at.x, at.y, 6 / this.view.scale, (one) => !this.hidden.has(one.id));
  }

  regionsIn(area: Bounds): string[] {
    const found: string[] = [];
    this.regions.search(area, (slot) => {
      const { left, top, right, bottom } = this.regions.bounds(slot);
      const region = this.regions.at(slot);
      if (region && !this.hidden.has(region.id) && left >= area.left && right <= area.right && top >= area.top && bottom <= area.bottom) found.push(region.id);
    });
    return found;
  }

  /** Which page of the image it is, from 1, and how one gets to another; null where there is only one. */
  page = 1;
  turn: ((page: number) => void) | null = null;
  /** What a region of another page is called; null if there is none. */
  elsewhere: (id: string) => string | null = () => null;

  /** Selects a region wherever it is, on another page too. */
  find: (id: string) => void = (id) => this.select([id]);

  select(ids: readonly string[]): void {
    if (ids.length === this.selection.length && ids.every((id, i) => id === this.selection[i])) return;
    this.selection = ids;
    this.held = null;
    this.changed();
  }

  handles(): Handle[] {
    const shape = this.selected && this.writes ? this.regions.shape(this.selected.id) : undefined;
    return shape === undefined ? [] : handlesOf(shape, 26 / this.view.scale);
  }

  handleAt(at: ImagePoint): string | null {
    const near = this.handles().filter((one) => distanceOf(one.at, at) * this.view.scale <= grip);
    const best = near.sort((a, b) => Number(a.look === 'add') - Number(b.look === 'add') || distanceOf(a.at, at) - distanceOf(b.at, at))[0];
    return best?.id ?? null;
  }

  holdHandle(handle: string | null): void {
    this.held = handle !== null && handle.includes('+') ? null : handle;
  }

  /** Takes the next handle of the selected region in hand. */
  walkHandles(by: 1 | -1): void {
    const ids = this.handles().filter((one) => one.look !== 'add').map((one) => one.id);
    if (ids.length === 0) return;
    const at = this.held === null ? (by === 1 ? -1 : 0) : ids.indexOf(this.held);
    this.held = ids[(at + by + ids.length) % ids.length] ?? null;
    this.changed();
  }

  selectedMask(): Mask | null {
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    return shape?.kind === 'mask' ? shape.mask : null;
  }

  /** How far the selection can move in this direction without leaving the image. */
  roomToMove(dx: number, dy: number): [number, number] {
    let [left, top, right, bottom] = [Infinity, Infinity, Infinity, Infinity];
    for (const id of this.selection) {
      const b = this.regions.bounds(this.regions.slotOf(id));
      left = Math.min(left, Math.max(0, b.left));
      top = Math.min(top, Math.max(0, b.top));
      right = Math.min(right, Math.max(0, this.image.width - b.right));
      bottom = Math.min(bottom, Math.max(0, this.image.height - b.bottom));
    }
    return [within(dx, -left, right), within(dy, -top, bottom)];
  }

  showSelection(): void {
    const all = this.selection.map((id) => this.regions.bounds(this.regions.slotOf(id)));
    if (all.length === 0) return;
    const side = (pick: (one: Bounds) => number, of: (...all: number[]) => number) => of(...all.map(pick));
    this.show(View.on({ left: side((b) => b.left, Math.min), top: side((b) => b.top, Math.min), right: side((b) => b.right, Math.max), bottom: side((b) => b.bottom, Math.max) }, this.stage, 64));
  }

  nextUnseen(): void {
    const { all } = this.regions;
    const from = this.selection[0] === undefined ? -1 : this.regions.placeOf(this.selection[0]);
    const next = all.find((one, i) => i > from && isUnseen(one)) ?? all.find(isUnseen);
    if (next) this.showAlone(next.id);
  }

  /** The next region of the list, or the one before; tells whether there was one. */
  walk(by: 1 | -1): boolean {
    const { all } = this.regions;
    const at = this.selection[0] === undefined ? (by === 1 ? -1 : all.length) : this.regions.placeOf(this.selection[0]);
    const next = all[at + by];
    if (next === undefined) return false;
    this.showAlone(next.id);
    return true;
  }

  /** Selects the next region of the list too; back to where it began, one less. */
  walkOn(by: 1 | -1): void {
    const last = this.selection.at(-1);
    const next = last === undefined ? undefined : this.regions.all[this.regions.placeOf(last) + by];
    if (last === undefined) this.walk(by);
    else if (next !== undefined) this.select(this.selection.includes(next.id) ? this.selection.filter((id) => id !== last) : [...this.selection, next.id]);
  }

  canWalk(by: 1 | -1): boolean {
    if (this.selection[0] === undefined) return this.regions.all.length > 0;
    return this.regions.all[this.regions.placeOf(this.selection[0]) + by] !== undefined;
  }

  hide(ids: readonly string[]): void {
    const hidden = new Set(this.hidden);
    const all = ids.every((id) => hidden.has(id));
    for (const id of ids) if (all) hidden.delete(id);
    else hidden.add(id);
    this.hidden = hidden;
    this.changed();
  }

  showAll(): void {
    this.hidden = new Set();
    this.changed();
  }

  /** The kinds of relation that may begin at the selected region. */
  relationsFromHere(): readonly RelationKind[] {
    const region = this.selected;
    return region === null ? [] : this.relationKinds.filter((one) => one.from === undefined || one.from.includes(region.label));
  }

  /** Whether a relation of this kind may end at a region of this class. */
  mayEnd(name: string, to: Region): boolean {
    const ends = this.relationKinds.find((one) => one.name === name)?.to;
    return ends === undefined || ends.includes(to.label);
  }

  protected showAlone(id: string): void {
    this.select([id]);
    this.revealSelection();
  }

  protected revealSelection(): void {
    const shape = this.selection[0] === undefined ? undefined : this.regions.shape(this.selection[0]);
    if (shape) this.reveal(boundsOf(shape));
  }
}
