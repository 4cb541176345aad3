import { onImage, onScreen, within, type Bounds, type ImagePoint, type ScreenPoint, type Size } from './points';

const largest = 64;
const margin = 24;

/** Which part of the image is on the stage: a place of the image lies at `place × scale + (x, y)` on the screen. */
export class View {
  constructor(
    readonly scale: number,
    readonly x: number,
    readonly y: number,
  ) {}

  toScreen(at: { readonly x: number; readonly y: number }): ScreenPoint {
    return onScreen(at.x * this.scale + this.x, at.y * this.scale + this.y);
  }

  toImage(at: ScreenPoint): ImagePoint {
    return onImage((at.x - this.x) / this.scale, (at.y - this.y) / this.scale);
  }

  /** The part of the image that a stage of this size shows. */
  shown(stage: Size): Bounds {
    const [from, to] = [this.toImage(onScreen(0, 0)), this.toImage(onScreen(stage.width, stage.height))];
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }

  panned(dx: number, dy: number): View {
    return new View(this.scale, this.x + dx, this.y + dy);
  }

  /** Nearer or further, with the image staying where it is under a place of the screen. */
  zoomed(factor: number, about: ScreenPoint, least: number): View {
    const scale = within(this.scale * factor, Math.min(least, this.scale), largest);
    const by = scale / this.scale;
    return new View(scale, about.x - (about.x - this.x) * by, about.y - (about.y - this.y) * by);
  }

  /** Not so far away that nothing of what there is to see is left on the stage. */
  held(all: Bounds, stage: Size): View {
    const keep = 48;
    const x = within(this.x, keep - all.right * this.scale, stage.width - keep - all.left * this.scale);
    const y = within(this.y, keep - all.bottom * this.scale, stage.height - keep - all.top * this.scale);
    return x === this.x && y === this.y ? this : new View(this.scale, x, y);
  }

  /** The whole image in the middle of the stage. */
  static fit(image: Size, stage: Size): View {
    return View.on({ left: 0, top: 0, right: image.width, bottom: image.height }, stage, 0);
  }

  /** A part of the image in the middle of the stage, with room around it. */
  static on(part: Bounds, stage: Size, room = margin): View {
    const [width, height] = [Math.max(1, part.right - part.left), Math.max(1, part.bottom - part.top)];
    const scale = within(Math.min(Math.max(1, stage.width - 2 * room) / width, Math.max(1, stage.height - 2 * room) / height), 1e-4, largest);
    return new View(scale, stage.width / 2 - ((part.left + part.right) / 2) * scale, stage.height / 2 - ((part.top + part.bottom) / 2) * scale);
  }
}
