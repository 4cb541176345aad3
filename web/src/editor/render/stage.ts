import { onScreen, type Bounds } from '../geometry/points';
import { boundsOf } from '../geometry/shape';
import { shapeOf, type Region } from '../regions/region';
import type { Change } from '../store';
import type { Desk } from '../tools/image/desk';
import { placeOfColour } from './glyphs';
import { coloursOf } from './look';
import { Marks } from './marks';
import { Overlay } from './overlay';
import type { Picture } from './picture';
import type { Frame, Scene } from './scene';

const empty: ReadonlySet<string> = new Set();
const same = (a: Frame, b: Frame) =>
  a.view === b.view && a.stage.width === b.stage.width && a.stage.height === b.stage.height && a.ratio === b.ratio && a.brightness === b.brightness && a.contrast === b.contrast;

/** More regions than this in a part that changed, and all is drawn again. */
const mostInPart = 400;
/** With fewer regions than this all are drawn, seen or not. */
const manyRegions = 1000;
/** How far lines and points reach beyond the bounds of a region, in CSS pixels. */
const brim = 12;

/**
 * Draws the desk it is given, at most once a frame: the regions only when the view or one of them changed, what lies over
 * them always. It stays from one task to the next.
 */
export class Stage {
  readonly #marks: Marks;
  readonly #slots = new Map<string, number>();
  readonly #overlay: Overlay;
  readonly #scene: Scene;
  #desk: Desk | null = null;
  #stop: (() => void)[] = [];
  #stopTiles: () => void = () => {};
  #frame = 0;
  #drawn: Frame | null = null;
  /** Must all be drawn again? */
  #stale = true;
  /** What was touched since, of the image; null if nothing was. */
  #touched: Bounds | null = null;
  readonly #few = new Marks();
  /** What lies in a part of the image around the stage, while that is much less than all. */
  readonly #near = new Marks();
  #nearPart: Bounds | null = null;
  /** Is there an image that was not drawn yet? */
  #fresh = false;
  #hidden: ReadonlySet<string> = empty;
  #moving: ReadonlySet<string> = empty;

  private constructor(marks: Marks, overlay: Overlay, scene: Scene) {
    this.#marks = marks;
    this.#overlay = overlay;
    this.#scene = scene;
  }

  /** With WebGL, or without it where there is none: then on the canvas that `spare` puts in its place. */
  static async open(below: HTMLCanvasElement, above: HTMLCanvasElement, spare: () => HTMLCanvasElement): Promise<Stage> {
    const marks = new Marks();
    const colours = coloursOf(above);
    const overlay = new Overlay(above, colours, `600 13px ${getComputedStyle(above).fontFamily}`);
    const scene = await import('./pixi-scene')
      .then(({ pixiScene }) => pixiScene(below, marks, colours))
      .catch(async (error: unknown) => {
        console.info('There is no WebGL here; the plain canvas draws.', error);
        const { canvasScene } = await import('./canvas-scene');
        return canvasScene(spare(), marks, colours);
      });
    return new Stage(marks, overlay, scene);
  }

  use(desk: Desk): void {
    this.#leave();
    this.#desk = desk;
    this.#hidden = desk.hidden;
    desk.regions.all.forEach((one) => this.#mark(one.id));
    this.#stop = [desk.regions.listen((change) => this.#hear(change)), desk.listen(() => this.#ask())];
    this.#stale = true;
    this.#ask();
  }

  show(picture: Picture | null): void {
    this.#scene.show(picture);
    this.#stopTiles();
    this.#stopTiles = picture?.tiled?.listen(() => {
      this.#stale = true;
      this.#ask();
    }) ?? (() => {});
    this.#stale = this.#fresh = true;
    this.#ask();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#stopTiles();
    this.#leave();
    this.#scene.destroy();
  }

  #leave(): void {
    for (const stop of this.#stop) stop();
    this.#marks.clear();
    this.#slots.clear();
    this.#nearPart = null;
    this.#moving = empty;
    this.#desk = null;
  }

  #ask(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#frame = 0;
    const desk = this.#desk;
    if (desk === null || desk.stage.width < 1 || desk.stage.height < 1) return;
    const frame = { view: desk.view, stage: desk.stage, ratio: Math.min(2, devicePixelRatio), ...desk.light };
    this.#follow(desk);
    const whole = this.#stale || this.#drawn === null || !same(frame, this.#drawn);
    if (whole || (this.#touched !== null && !this.#drawPart(desk, frame, this.#touched))) this.#scene.draw(frame, this.#around(desk, frame));
    this.#drawn = frame;
    this.#stale = false;
    this.#touched = null;
    this.#overlay.draw(desk, frame.ratio);
    if (this.#fresh) tellDrawn();
    this.#fresh = false;
  }

  /** What lies on the stage and as far again around it; undefined where that is not much less than all. */
  #around(desk: Desk, frame: Frame): Marks | undefined {
    if (desk.regions.all.length < manyRegions) return undefined;
    const { left, top, right, bottom } = frame.view.shown(frame.stage);
    const part = this.#nearPart;
    if (part !== null && part.left <= left && part.top <= top && part.right >= right && part.bottom >= bottom && (part.right - part.left) * frame.view.scale < frame.stage.width * 8) return this.#near;
    this.#nearPart = null;
    const [width, height] = [(right - left) / 2, (bottom - top) / 2];
    const wide = { left: left - width, top: top - height, right: right + width, bottom: bottom + height };
    const slots: number[] = [];
    desk.regions.search(wide, (slot) => slots.push(slot));
    if (slots.length > desk.regions.all.length / 3) return undefined;
    this.#near.clear();
    for (const slot of slots.sort((a, b) => a - b)) this.#write(desk, slot, this.#near);
    this.#nearPart = wide;
    return this.#near;
  }

  /** Draws what was touched and all that lies there; not if that is too much. */
  #drawPart(desk: Desk, frame: Frame, touched: Bounds): boolean {
    const { view } = frame;
    if (this.#scene.drawPart === undefined) return false;
    const [from, to] = [view.toScreen({ x: touched.left, y: touched.top }), view.toScreen({ x: touched.right, y: touched.bottom })];
    const part = { left: Math.max(0, from.x - brim), top: Math.max(0, from.y - brim), right: Math.min(frame.stage.width, to.x + brim), bottom: Math.min(frame.stage.height, to.y + brim) };
    if (part.left >= part.right || part.top >= part.bottom) return true;
    const [low, high] = [view.toImage(onScreen(part.left - brim, part.top - brim)), view.toImage(onScreen(part.right + brim, part.bottom + brim))];
    const slots: number[] = [];
    desk.regions.search({ left: low.x, top: low.y, right: high.x, bottom: high.y }, (slot) => slots.push(slot));
    if (slots.length > mostInPart) return false;
    this.#few.clear();
    // In the order of all, as what comes later lies on top.
    for (const slot of slots.sort((a, b) => a - b)) this.#write(desk, slot, this.#few);
    this.#scene.drawPart(frame, part, this.#few);
    return true;
  }

  #write(desk: Desk, slot: number, marks: Marks): void {
    const [region, shape] = [desk.regions.at(slot), desk.regions.shapeAt(slot)];
    if (region === undefined || shape === undefined || this.#hidden.has(region.id) || this.#moving.has(region.id)) return;
    marks.set(slot, shape, placeOfColour(desk.labelOf(region).colour), desk.skeleton.edges);
  }

  #touch(bounds: Bounds | null): void {
    if (bounds === null) return;
    this.#nearPart = null;
    const { left, top, right, bottom } = this.#touched ?? bounds;
    this.#touched = { left: Math.min(left, bounds.left), top: Math.min(top, bounds.top), right: Math.max(right, bounds.right), bottom: Math.max(bottom, bounds.bottom) };
  }

  #hear({ created, updated, deleted }: Change<Region>): void {
    const before = (region: Region) => {
      const shape = shapeOf(region);
      return shape && boundsOf(shape);
    };
    for (const region of deleted) {
      this.#touch(before(region));
      this.#drop(region.id);
    }
    for (const one of updated) {
      this.#touch(before(one.before));
      this.#mark(one.after.id);
    }
    for (const region of created) this.#mark(region.id);
    this.#ask();
  }

  /** What was hidden or is being moved since the last frame leaves the batches, and comes back. */
  #follow(desk: Desk): void {
    const moving: ReadonlySet<string> = desk.preview.instead === undefined ? empty : new Set(desk.preview.instead.keys());
    if (desk.hidden === this.#hidden && moving.size === this.#moving.size && [...moving].every((id) => this.#moving.has(id))) return;
    const touched = new Set([...desk.hidden, ...this.#hidden, ...moving, ...this.#moving]);
    this.#hidden = desk.hidden;
    this.#moving = moving;
    for (const id of touched) this.#mark(id);
  }

  #mark(id: string): void {
    const desk = this.#desk as Desk;
    const slot = desk.regions.slotOf(id);
    if (slot < 0 || desk.regions.shapeAt(slot) === undefined) return this.#drop(id);
    this.#touch(desk.regions.bounds(slot));
    if (this.#hidden.has(id) || this.#moving.has(id)) return this.#drop(id);
    this.#slots.set(id, slot);
    this.#write(desk, slot, this.#marks);
  }

  #drop(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#slots.delete(id);
    this.#marks.drop(slot);
  }
}

/** For whoever measures. */
function tellDrawn(): void {
  performance.clearMarks('image-drawn');
  performance.mark('image-drawn');
}
