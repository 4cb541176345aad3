import { kept, meets, onImage, onScreen, united, within, type Bounds, type ImagePoint, type ScreenPoint, type Size } from '../../geometry/points';
import { View } from '../../geometry/view';

export interface Light {
  readonly brightness: number;
  readonly contrast: number;
}

/** The image under the hand: which part of it is shown, how bright, and where the hand is on it. */
export class Looking {
  image: Size;
  view = new View(1, 0, 0);
  stage: Size = { width: 1, height: 1 };
  light: Light = { brightness: 1, contrast: 1 };
  hand: 'pointer' | 'keys' = 'pointer';
  cursor: ImagePoint;
  /** How far an arrow key goes, in pixels of the image. */
  step = 10;
  readonly #listeners = new Set<() => void>();
  #fitted = false;

  constructor(image: Size) {
    this.image = image;
    this.cursor = onImage(Math.round(image.width / 2), Math.round(image.height / 2));
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  kept = (at: ImagePoint): ImagePoint => kept(at, this.image);

  resize(stage: Size): void {
    const shown = this.view.shown(this.stage);
    this.stage = stage;
    if (!this.#fitted) this.view = View.fit(this.image, stage);
    else this.view = this.view.panned(stage.width / 2 - ((shown.left + shown.right) / 2) * this.view.scale - this.view.x, stage.height / 2 - ((shown.top + shown.bottom) / 2) * this.view.scale - this.view.y).held(this.room(), stage);
    this.changed();
  }

  show(view: View): void {
    this.#fitted = true;
    this.view = view.held(this.room(), this.stage);
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

  zoom(factor: number, about: ScreenPoint = this.middle()): void {
    this.show(this.view.zoomed(factor, about, View.fit(this.image, this.stage).scale / 4));
  }

  pan(dx: number, dy: number): void {
    this.show(this.view.panned(dx, dy));
  }

  /** Brings a place or a region onto the stage, if it is not there yet. */
  reveal(part: Bounds): void {
    if (!meets(part, this.#whole())) return this.show(View.on(united(part, this.#whole()), this.stage, 48));
    const shown = this.view.shown(this.stage);
    const room = 24 / this.view.scale;
    if (part.left >= shown.left && part.right <= shown.right && part.top >= shown.top && part.bottom <= shown.bottom) return;
    const fits = part.right - part.left + 2 * room <= shown.right - shown.left && part.bottom - part.top + 2 * room <= shown.bottom - shown.top;
    if (!fits) return this.show(View.on(part, this.stage, 48));
    const off = (low: number, high: number, from: number, to: number) => (low - room < from ? from - low + room : high + room > to ? to - high - room : 0);
    this.pan(off(part.left, part.right, shown.left, shown.right) * this.view.scale, off(part.top, part.bottom, shown.top, shown.bottom) * this.view.scale);
  }

  lighten(light: Partial<Light>): void {
    const next = { ...this.light, ...light };
    this.light = { brightness: within(next.brightness, 0.2, 3), contrast: within(next.contrast, 0.2, 3) };
    this.changed();
  }

  /** All that there is to see. */
  protected room(): Bounds {
    return this.#whole();
  }

  #whole(): Bounds {
    return { left: 0, top: 0, right: this.image.width, bottom: this.image.height };
  }

  protected middle(): ScreenPoint {
    return this.hand === 'keys' ? this.view.toScreen(this.cursor) : onScreen(this.stage.width / 2, this.stage.height / 2);
  }

  /** Brings the cursor of the keys onto the part that is shown, and onto a whole pixel. */
  protected bringCursor(): void {
    const shown = this.view.shown(this.stage);
    const { x, y } = this.cursor;
    if (x < shown.left || x > shown.right || y < shown.top || y > shown.bottom) this.cursor = onImage((shown.left + shown.right) / 2, (shown.top + shown.bottom) / 2);
    const there = this.kept(this.cursor);
    this.cursor = onImage(Math.round(there.x), Math.round(there.y));
  }
}
