import type { Region } from '../regions/region';
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
  #frame = 0;
  #drawn: Frame | null = null;
  #stale = true;
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
    this.#stale = true;
    this.#ask();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#leave();
    this.#scene.destroy();
  }

  #leave(): void {
    for (const stop of this.#stop) stop();
    this.#marks.clear();
    this.#slots.clear();
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
    if (this.#stale || this.#drawn === null || !same(frame, this.#drawn)) this.#scene.draw(frame);
    this.#drawn = frame;
    this.#stale = false;
    this.#overlay.draw(desk, frame.ratio);
  }

  #hear({ created, updated, deleted }: Change<Region>): void {
    for (const region of deleted) this.#drop(region.id);
    for (const { after } of updated) this.#mark(after.id);
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
    const [region, shape] = [desk.regions.at(slot), desk.regions.shapeAt(slot)];
    this.#stale = true;
    if (region === undefined || shape === undefined || this.#hidden.has(id) || this.#moving.has(id)) return this.#drop(id);
    this.#slots.set(id, slot);
    this.#marks.set(slot, shape, placeOfColour(desk.labelOf(region).colour), desk.skeleton.edges);
  }

  #drop(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#slots.delete(id);
    this.#marks.drop(slot);
    this.#stale = true;
  }
}
