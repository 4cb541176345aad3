import { boxOf } from '../../geometry/box';
import { dragged, withoutPoint } from '../../geometry/handles';
import { onImage, turn, type Pair } from '../../geometry/points';
import { grownBy, isWhole, movedBy, type Kind, type Shape, type Visibility } from '../../geometry/shape';
import { simplified, simplifiedOutline } from '../../geometry/simplify';
import type { Mask } from '../../mask/mask';
import { isUnseen, originAfterEdit, reshaped, type Region } from '../../regions/region';
import { Choosing } from './choosing';
import type { DeskParts } from './desk-parts';

/** What can be done to the regions: each change is one step, told to whoever keeps the answer. */
export class Editing extends Choosing {
  /** The class of what is drawn next. */
  label: string;
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    super(parts);
    this.#parts = parts;
    this.label = parts.labels[0]?.name ?? '';
  }

  allows(kind: Kind): boolean {
    return this.#parts.shapes.includes(kind);
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

  moveSelection(dx: number, dy: number): void {
    const [x, y] = this.roomToMove(dx, dy);
    this.reshape(new Map(this.selection.flatMap((id): [string, Shape][] => {
      const shape = this.regions.shape(id);
      return shape ? [[id, movedBy(shape, x, y)]] : [];
    })));
    this.revealSelection();
  }

  /** Wider or higher, with the left and upper edge where they are. */
  grow(dx: number, dy: number, fine: boolean): void {
    const by = fine ? 1 : this.step;
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (this.selected === null || shape === undefined) return;
    const grown = grownBy(shape, dx * by, dy * by);
    if (grown !== shape) this.reshape(new Map([[this.selected.id, grown]]));
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

  cycleVisibility(): void {
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (shape?.kind !== 'keypoints' || this.selected === null || this.held === null) return;
    const place = Number(this.held.slice(2));
    const keypoints = shape.keypoints.map((one, i) => (i === place ? ([one[0], one[1], (one[2] === 2 ? 1 : 2) as Visibility] as const) : one));
    this.reshape(new Map([[this.selected.id, { kind: 'keypoints', keypoints }]]));
  }

  protected moveHeld(dx: number, dy: number): void {
    const handle = this.handles().find((one) => one.id === this.held);
    const shape = this.selected ? this.regions.shape(this.selected.id) : undefined;
    if (handle === undefined || this.selected === null || shape === undefined) return;
    const next = dragged(shape, handle.id, this.kept(onImage(handle.at.x + dx, handle.at.y + dy)));
    if (isWhole(next)) this.reshape(new Map([[this.selected.id, next]]));
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
