import { boxOf } from '../../geometry/box';
import { dragged, handlesOf, withoutPoint, type Handle } from '../../geometry/handles';
import { distanceOf, kept, onImage, onScreen, turn, within, type Bounds, type ImagePoint, type Pair, type ScreenPoint, type Size } from '../../geometry/points';
import { boundsOf, isWhole, movedBy, type Kind, type Shape, type Visibility } from '../../geometry/shape';
import { simplified, simplifiedOutline } from '../../geometry/simplify';
import { View } from '../../geometry/view';
import type { Pixels } from '../../mask/flood';
import type { Mask } from '../../mask/mask';
import { isUnseen, originAfterEdit, reshaped, type Region, type RegionsAnswer } from '../../regions/region';
import { RegionStore } from '../../regions/region-store';
import type { Origin } from '../../store';
import { relating } from './relating';
import type { Hand, Preview, State } from './state';
import { tools, type Tool, type ToolName } from './tools';

export interface Label {
  readonly name: string;
  readonly caption: string;
  /** Which of the twelve label colours and glyphs. */
  readonly colour: number;
}

export interface RelationKind {
  readonly name: string;
  readonly caption: string;
  readonly from?: readonly string[] | undefined;
  readonly to?: readonly string[] | undefined;
}

export interface Skeleton {
  readonly points: readonly string[];
  readonly edges: readonly (readonly number[])[];
}

export interface DeskParts {
  readonly image: Size;
  readonly labels: readonly Label[];
  readonly shapes: readonly string[];
  readonly relations: readonly RelationKind[];
  readonly skeleton: Skeleton;
  readonly newId: () => string;
  /** Hears every answer that this desk makes. */
  readonly changed: (answer: RegionsAnswer) => void;
}

export interface Light {
  readonly brightness: number;
  readonly contrast: number;
}

const grip = 9;
const tremble = 4;

/**
 * What lies under the hand while an image is labeled: its regions, the part of it that is shown, the tool and what it is
 * doing, what is selected. The pointer and the keys come in here alike, so that each tool has both.
 */
export class Desk {
  readonly regions = new RegionStore();
  image: Size;
  readonly labels: readonly Label[];
  readonly skeleton: Skeleton;
  readonly relationKinds: readonly RelationKind[];
  readonly tools: readonly Tool[];
  readonly #parts: DeskParts;
  readonly #listeners = new Set<() => void>();
  readonly #colours: ReadonlyMap<string, Label>;
  view = new View(1, 0, 0);
  stage: Size = { width: 1, height: 1 };
  tool: ToolName = 'select';
  state: State;
  selection: readonly string[] = [];
  hovered: string | null = null;
  /** The handle that the keys move. */
  held: string | null = null;
  label: string;
  hand: 'pointer' | 'keys' = 'pointer';
  cursor: ImagePoint;
  /** How far an arrow key goes, in pixels of the image. */
  step = 10;
  brush = 12;
  tolerance = 24;
  hidden: ReadonlySet<string> = new Set();
  light: Light = { brightness: 1, contrast: 1 };
  writes = true;
  focused = false;
  /** Is the pointer over the stage? */
  over = false;
  /** The pixels of the image for the wand, once there. */
  pixels: () => Pixels | null = () => null;
  #fitted = false;
  #down: ScreenPoint | null = null;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.image = parts.image;
    this.labels = parts.labels;
    this.skeleton = parts.skeleton;
    this.relationKinds = parts.relations;
    this.label = parts.labels[0]?.name ?? '';
    this.#colours = new Map(parts.labels.map((one) => [one.name, one]));
    this.tools = tools.filter((one) => one.makes === null || parts.shapes.includes(one.makes));
    this.cursor = onImage(Math.round(parts.image.width / 2), Math.round(parts.image.height / 2));
    this.state = this.#tool('select').begin(parts.skeleton.points);
    this.regions.listen(() => {
      const there = this.selection.filter((id) => this.regions.get(id) !== undefined);
      if (there.length < this.selection.length) this.selection = there;
      if (this.hovered !== null && this.regions.get(this.hovered) === undefined) this.hovered = null;
    });
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  labelOf(region: Region): Label {
    return this.#colours.get(region.label) ?? { name: region.label, caption: region.label, colour: 1 };
  }

  allows(kind: Kind): boolean {
    return this.#parts.shapes.includes(kind);
  }

  get preview(): Preview {
    return this.state.preview ?? {};
  }

  get selected(): Region | null {
    return this.selection.length === 1 ? (this.regions.get(this.selection[0] as string) ?? null) : null;
  }

  /** Takes an answer that was changed elsewhere: by an undo, another page, the first look. */
  take(answer: RegionsAnswer, origin: Origin): void {
    if (this.regions.take(answer, origin) !== null) this.changed();
  }

  /** Whether regions may be changed, or only looked at. */
  allow(writes: boolean): void {
    if (writes === this.writes) return;
    this.writes = writes;
    if (!writes) this.use('select');
    this.changed();
  }

  // The view

  resize(stage: Size): void {
    const shown = this.view.shown(this.stage);
    this.stage = stage;
    if (!this.#fitted) this.view = View.fit(this.image, stage);
    else this.view = this.view.panned(stage.width / 2 - ((shown.left + shown.right) / 2) * this.view.scale - this.view.x, stage.height / 2 - ((shown.top + shown.bottom) / 2) * this.view.scale - this.view.y).held(this.image, stage);
    this.changed();
  }

  show(view: View): void {
    this.#fitted = true;
    this.view = view.held(this.image, this.stage);
    this.changed();
  }

  /** Takes the size that the image turned out to have. */
  measure(image: Size): void {
    if (image.width === this.image.width && image.height === this.image.height) return;
    this.image = { width: image.width, height: image.height };
    this.fit();
  }

  fit(): void {
    this.view = View.fit(this.image, this.stage);
    this.#fitted = false;
    this.changed();
  }

  zoom(factor: number, about: ScreenPoint = this.#middle()): void {
    this.show(this.view.zoomed(factor, about, View.fit(this.image, this.stage).scale / 4));
  }

  pan(dx: number, dy: number): void {
    this.show(this.view.panned(dx, dy));
  }

  /** Brings a place or a region onto the stage, if it is not there yet. */
  reveal(part: Bounds): void {
    const shown = this.view.shown(this.stage);
    const room = 24 / this.view.scale;
    if (part.left >= shown.left && part.right <= shown.right && part.top >= shown.top && part.bottom <= shown.bottom) return;
    const fits = part.right - part.left + 2 * room <= shown.right - shown.left && part.bottom - part.top + 2 * room <= shown.bottom - shown.top;
    if (!fits) return this.show(View.on(part, this.stage, 48));
    const off = (low: number, high: number, from: number, to: number) => (low - room < from ? from - low + room : high + room > to ? to - high - room : 0);
    this.pan(off(part.left, part.right, shown.left, shown.right) * this.view.scale, off(part.top, part.bottom, shown.top, shown.bottom) * this.view.scale);
  }

  showSelection(): void {
    const all = this.selection.map((id) => this.regions.bounds(this.regions.slotOf(id)));
    if (all.length === 0) return;
    const side = (pick: (one: Bounds) => number, of: (...all: number[]) => number) => of(...all.map(pick));
    this.show(View.on({ left: side((b) => b.left, Math.min), top: side((b) => b.top, Math.min), right: side((b) => b.right, Math.max), bottom: side((b) => b.bottom, Math.max) }, this.stage, 64));
  }

  lighten(light: Partial<Light>): void {
    const next = { ...this.light, ...light };
    this.light = { brightness: within(next.brightness, 0.2, 3), contrast: within(next.contrast, 0.2, 3) };
    this.changed();
  }

  // The hand

  use(name: ToolName): void {
    const tool = this.tools.find((one) => one.name === name);
    if (tool === undefined) return;
    this.tool = name;
    this.held = null;
    if (this.hand === 'pointer') this.#bringCursor();
    this.hand = 'keys';
    this.#go(tool.begin(this.skeleton.points));
  }

  pointerDown(at: ScreenPoint, keys: { shift: boolean; alt: boolean }): void {
    this.hand = 'pointer';
    this.#down = at;
    const hand = this.#handAt(at, keys, false);
    if (!this.writes) return this.#look(hand);
    const handle = this.state.busy || this.tool === 'select' ? null : this.handleAt(hand.at);
    if (handle !== null) {
      const select = this.#tool('select').begin(this.skeleton.points);
      this.#go(select.down?.(hand, this) ?? select);
      if (this.state.doing === 'shaping') this.tool = 'select';
    } else this.#go(this.state.down?.(hand, this) ?? this.state);
  }

  pointerMove(at: ScreenPoint, keys: { shift: boolean; alt: boolean }): void {
    this.hand = 'pointer';
    const travelled = this.#down !== null && distanceOf(at, this.#down) > tremble;
    const hand = this.#handAt(at, keys, travelled);
    this.cursor = hand.at;
    if (!this.state.busy && this.#down === null) {
      const over = this.tool === 'select' || this.state.doing === 'relation' ? (this.regionAt(hand.at)?.id ?? null) : null;
      this.hovered = over;
    }
    if (this.writes) this.#go(this.state.move?.(hand, this) ?? this.state);
    else this.changed();
  }

  pointerUp(at: ScreenPoint, keys: { shift: boolean; alt: boolean }): void {
    const travelled = this.#down !== null && distanceOf(at, this.#down) > tremble;
    this.#down = null;
    if (this.writes) this.#go(this.state.up?.(this.#handAt(at, keys, travelled), this) ?? this.state);
  }

  pointerLeft(): void {
    if (this.hovered === null) return;
    this.hovered = null;
    this.changed();
  }

  /** What an arrow key does: moves the held point, the selection, or the cursor. */
  arrow(dx: number, dy: number, fine: boolean): void {
    const by = fine ? 1 : this.step;
    const alone = this.tool === 'select' && !this.state.busy && this.selection.length > 0 && this.writes;
    if (alone && this.held !== null) return this.#moveHeld(dx * by, dy * by);
    if (alone) return this.moveSelection(dx * by, dy * by);
    if (this.hand === 'pointer') this.#bringCursor();
    this.hand = 'keys';
    this.cursor = this.kept(onImage(Math.round(this.cursor.x) + dx * by, Math.round(this.cursor.y) + dy * by));
    this.reveal({ left: this.cursor.x, right: this.cursor.x, top: this.cursor.y, bottom: this.cursor.y });
    this.#go(this.state.move?.(this.#hand({ shift: false, alt: false }, true), this) ?? this.state);
  }

  /** Space: what a click does, at the cursor. */
  place(keys = { shift: false, alt: false }): void {
    if (this.hand === 'pointer') this.#bringCursor();
    this.hand = 'keys';
    const hand = this.#hand(keys, false);
    if (this.state.place) return this.#go(this.state.place(hand, this));
    this.#go(this.state.down?.(hand, this) ?? this.state);
    this.#go(this.state.up?.(hand, this) ?? this.state);
  }

  end(): void {
    this.#go(this.state.end?.(this) ?? this.state);
  }

  back(): void {
    this.#go(this.state.back?.(this) ?? this.state);
  }

  leave(): void {
    if (this.held !== null) this.held = null;
    this.#go(this.state.leave?.(this) ?? this.state);
    if (!this.state.busy && this.state.leave === undefined && this.selection.length > 0) this.select([]);
  }

  skipKeypoint(): void {
    const skip = (this.state as { skip?: (desk: Desk) => State }).skip;
    if (skip) this.#go(skip(this));
  }

  // What the states ask and do

  kept = (at: ImagePoint): ImagePoint => kept(at, this.image);

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

  select(ids: readonly string[]): void {
    if (ids.length === this.selection.length && ids.every((id, i) => id === this.selection[i])) return;
    this.selection = ids;
    this.held = null;
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

  draw(shape: Shape): void {
    if (!isWhole(shape)) return;
    const { kind, ...value } = shape;
    void kind;
    const region = { id: this.#parts.newId(), label: this.label, ...value, origin: 'human' } as Region;
    this.#commit(() => this.regions.put([region], 'user'));
    this.select([region.id]);
  }

  paint(mask: Mask | null): void {
    const region = this.selectedMask() === null ? null : this.selected;
    if (region === null) return mask === null ? undefined : this.draw({ kind: 'mask', mask });
    if (mask === null) return this.remove([region.id]);
    this.reshape(new Map([[region.id, { kind: 'mask', mask }]]));
  }

  cut(hole: readonly Pair[]): void {
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (this.selected === null || shape?.kind !== 'polygon') return;
    this.reshape(new Map([[this.selected.id, { ...shape, holes: [...(shape.holes ?? []), hole] }]]));
  }

  reshape(shapes: ReadonlyMap<string, Shape>): void {
    this.#edit([...shapes.keys()], (region) => reshaped(region, shapes.get(region.id) as Shape));
  }

  relate(name: string, from: string, to: string): void {
    if (this.regions.relations.some((one) => one.name === name && one.from === from && one.to === to)) return;
    this.#commit(() => this.regions.relate([...this.regions.relations, { name, from, to }], 'user'));
  }

  unrelate(place: number): void {
    this.#commit(() => this.regions.relate(this.regions.relations.filter((_, i) => i !== place), 'user'));
  }

  // What commands do

  moveSelection(dx: number, dy: number): void {
    const [x, y] = this.roomToMove(dx, dy);
    this.reshape(new Map(this.selection.flatMap((id): [string, Shape][] => {
      const shape = this.regions.shape(id);
      return shape ? [[id, movedBy(shape, x, y)]] : [];
    })));
    this.#revealSelection();
  }

  /** Wider or higher, with the top left corner where it is. */
  grow(dx: number, dy: number, fine: boolean): void {
    const by = fine ? 1 : this.step;
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (this.selected === null || shape === undefined) return;
    if (shape.kind === 'box') {
      const { x, y, width, height, angle } = shape.box;
      this.reshape(new Map([[this.selected.id, { kind: 'box', box: boxOf(x, y, Math.max(1, width + dx * by), Math.max(1, height + dy * by), angle) }]]));
    } else if (shape.kind === 'ellipse') {
      const { radiusX, radiusY } = shape.ellipse;
      this.reshape(new Map([[this.selected.id, { kind: 'ellipse', ellipse: { ...shape.ellipse, radiusX: Math.max(1, radiusX + (dx * by) / 2), radiusY: Math.max(1, radiusY + (dy * by) / 2) } }]]));
    }
  }

  rotate(by: number): void {
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (this.selected === null || shape === undefined) return;
    if (shape.kind === 'box') this.reshape(new Map([[this.selected.id, { kind: 'box', box: boxOf(shape.box.x, shape.box.y, shape.box.width, shape.box.height, (shape.box.angle ?? 0) + by) }]]));
    else if (shape.kind === 'ellipse') this.reshape(new Map([[this.selected.id, { kind: 'ellipse', ellipse: { ...shape.ellipse, angle: turn((shape.ellipse.angle ?? 0) + by) } }]]));
  }

  simplify(): void {
    const tolerance = 1.5 / Math.min(1, this.view.scale);
    this.reshape(new Map(this.selection.flatMap((id): [string, Shape][] => {
      const shape = this.regions.shape(id);
      if (shape?.kind === 'line') return [[id, { kind: 'line', line: simplified(shape.line, tolerance) }]];
      if (shape?.kind !== 'polygon') return [];
      const holes = shape.holes === undefined ? {} : { holes: shape.holes.map((hole) => simplifiedOutline(hole, tolerance)) };
      return [[id, { kind: 'polygon', polygon: simplifiedOutline(shape.polygon, tolerance), ...holes }]];
    })));
  }

  /** Takes the next handle of the selected region in hand. */
  walkHandles(by: 1 | -1): void {
    const ids = this.handles().filter((one) => one.look !== 'add').map((one) => one.id);
    if (ids.length === 0) return;
    const at = this.held === null ? (by === 1 ? -1 : 0) : ids.indexOf(this.held);
    this.held = ids[(at + by + ids.length) % ids.length] ?? null;
    this.changed();
  }

  /** A new point behind the held one, half way to the next. */
  insertPoint(): void {
    const add = this.handles().find((one) => one.id === this.held?.replace('/', '+'));
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (add === undefined || this.selected === null || shape === undefined) return;
    const [ring, point] = add.id.split('+').map(Number);
    this.reshape(new Map([[this.selected.id, dragged(shape, add.id, add.at)]]));
    this.held = `${ring}/${(point ?? 0) + 1}`;
    this.changed();
  }

  /** Removes the held point, or else what is selected. */
  delete(): void {
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (this.held !== null && this.selected && shape) {
      const without = withoutPoint(shape, this.held);
      if (without !== null) {
        this.reshape(new Map([[this.selected.id, without]]));
        this.held = null;
        return this.changed();
      }
    }
    this.remove(this.selection);
  }

  remove(ids: readonly string[]): void {
    if (ids.length === 0 || !this.writes) return;
    const place = Math.min(...ids.map((id) => this.regions.placeOf(id)));
    this.#commit(() => this.regions.remove(ids, 'user'));
    const next = this.regions.all[Math.min(place, this.regions.all.length - 1)];
    this.select(next && this.hand === 'keys' ? [next.id] : []);
  }

  duplicate(): void {
    const by = this.step;
    const copies = this.selection.flatMap((id): Region[] => {
      const [region, shape] = [this.regions.get(id), this.regions.shape(id)];
      return region && shape ? [{ ...reshaped(region, movedBy(shape, by, by)), id: this.#parts.newId(), origin: 'human' }] : [];
    });
    if (copies.length === 0) return;
    this.#commit(() => this.regions.put(copies, 'user'));
    this.select(copies.map((one) => one.id));
  }

  /** Chooses the class of what is selected, and of what is drawn next. */
  choose(label: string): void {
    this.label = label;
    this.#edit(this.selection, (region) => (region.label === label ? region : { ...region, label }));
    this.changed();
  }

  setAttribute(id: string, name: string, value: unknown): void {
    this.#edit([id], (region) => {
      const { [name]: before, ...others } = region.attributes ?? {};
      void before;
      return { ...region, attributes: value === undefined ? others : { ...others, [name]: value } };
    });
  }

  group(): void {
    const group = this.#parts.newId();
    this.#edit(this.selection, (region) => ({ ...region, group }));
  }

  ungroup(): void {
    this.#edit(this.selection, ({ group, ...region }) => {
      void group;
      return region as Region;
    });
  }

  /** Agrees to what a machine made, and goes on to the next of it. */
  accept(ids: readonly string[] = this.selection): void {
    const unseen = ids.flatMap((id) => this.regions.get(id) ?? []).filter(isUnseen);
    if (unseen.length === 0) return;
    this.#commit(() => this.regions.put(unseen.map((one): Region => ({ ...one, origin: 'accepted' })), 'user'));
    if (ids === this.selection) this.nextUnseen();
  }

  acceptAll(): void {
    this.accept(this.regions.all.map((one) => one.id));
  }

  /** Removes what a machine made, and goes on to the next of it. */
  reject(): void {
    this.remove(this.selection.filter((id) => this.regions.get(id)?.origin !== 'human'));
    this.nextUnseen();
  }

  nextUnseen(): void {
    const { all } = this.regions;
    const from = this.selection[0] === undefined ? -1 : this.regions.placeOf(this.selection[0]);
    const next = all.find((one, i) => i > from && isUnseen(one)) ?? all.find(isUnseen);
    if (next) this.#showAlone(next.id);
  }

  /** The next region of the list, or the one before; tells whether there was one. */
  walk(by: 1 | -1): boolean {
    const { all } = this.regions;
    const at = this.selection[0] === undefined ? (by === 1 ? -1 : all.length) : this.regions.placeOf(this.selection[0]);
    const next = all[at + by];
    if (next === undefined) return false;
    this.#showAlone(next.id);
    return true;
  }

  canWalk(by: 1 | -1): boolean {
    if (this.selection[0] === undefined) return this.regions.all.length > 0;
    return this.regions.all[this.regions.placeOf(this.selection[0]) + by] !== undefined;
  }

  cycleVisibility(): void {
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (shape?.kind !== 'keypoints' || this.selected === null || this.held === null) return;
    const place = Number(this.held.slice(2));
    const keypoints = shape.keypoints.map((one, i) => (i === place ? ([one[0], one[1], (one[2] === 2 ? 1 : 2) as Visibility] as const) : one));
    this.reshape(new Map([[this.selected.id, { kind: 'keypoints', keypoints }]]));
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

  /** Larger or smaller: the brush where one is in hand, else the step of the arrow keys. */
  scaleStep(by: number): void {
    if (this.tool === 'brush' || this.tool === 'eraser') this.brush = within(Math.round(this.brush * by), 1, 500);
    else if (this.tool === 'wand') this.tolerance = within(Math.round(this.tolerance * by), 1, 255);
    else this.step = within(Math.round(this.step * by), 1, 500);
    this.changed();
  }

  /** The kinds of relation that may begin at the selected region. */
  relationsFromHere(): readonly RelationKind[] {
    const region = this.selected;
    return region === null ? [] : this.relationKinds.filter((one) => one.from === undefined || one.from.includes(region.label));
  }

  beginRelation(name = this.relationsFromHere()[0]?.name): void {
    if (this.selected === null || name === undefined) return;
    this.tool = 'select';
    this.#go(relating(this.selected.id, name));
  }

  /** Undoes the look of being in the middle of something, as when another task comes. */
  rest(): void {
    this.state = this.#tool(this.tool).begin(this.skeleton.points);
    this.selection = [];
    this.held = null;
    this.changed();
  }

  // Below

  #tool(name: ToolName): Tool {
    return tools.find((one) => one.name === name) as Tool;
  }

  #middle(): ScreenPoint {
    return this.hand === 'keys' ? this.view.toScreen(this.cursor) : onScreen(this.stage.width / 2, this.stage.height / 2);
  }

  #bringCursor(): void {
    const shown = this.view.shown(this.stage);
    const { x, y } = this.cursor;
    if (x < shown.left || x > shown.right || y < shown.top || y > shown.bottom) this.cursor = onImage((shown.left + shown.right) / 2, (shown.top + shown.bottom) / 2);
    const there = this.kept(this.cursor);
    this.cursor = onImage(Math.round(there.x), Math.round(there.y));
  }

  #handAt(at: ScreenPoint, keys: { shift: boolean; alt: boolean }, travelled: boolean): Hand {
    return { at: this.view.toImage(at), ...keys, travelled };
  }

  #hand(keys: { shift: boolean; alt: boolean }, travelled: boolean): Hand {
    return { at: this.cursor, ...keys, travelled };
  }

  #look(hand: Hand): void {
    const hit = this.regionAt(hand.at);
    this.select(hit ? [hit.id] : []);
  }

  #go(state: State): void {
    this.state = state;
    this.changed();
  }

  #moveHeld(dx: number, dy: number): void {
    const handle = this.handles().find((one) => one.id === this.held);
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (handle === undefined || this.selected === null || shape === undefined) return;
    const next = dragged(shape, handle.id, this.kept(onImage(handle.at.x + dx, handle.at.y + dy)));
    if (isWhole(next)) this.reshape(new Map([[this.selected.id, next]]));
  }

  #showAlone(id: string): void {
    this.select([id]);
    this.#revealSelection();
  }

  #revealSelection(): void {
    const shape = this.selection[0] === undefined ? undefined : this.regions.shape(this.selection[0]);
    if (shape) this.reveal(boundsOf(shape));
  }

  #edit(ids: readonly string[], edit: (region: Region) => Region): void {
    const edited = ids.flatMap((id): Region[] => {
      const before = this.regions.get(id);
      const after = before && edit(before);
      return before === undefined || after === undefined || after === before ? [] : [{ ...after, origin: originAfterEdit(before) }];
    });
    if (edited.length > 0) this.#commit(() => this.regions.put(edited, 'user'));
  }

  #commit(change: () => void): void {
    if (!this.writes) return;
    change();
    this.#parts.changed(this.regions.answer);
    this.changed();
  }
}
