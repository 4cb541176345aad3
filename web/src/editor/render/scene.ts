import type { Bounds, Size } from '../geometry/points';
import type { View } from '../geometry/view';
import type { Marks } from './marks';
import type { Picture } from './picture';

/** What is drawn of one frame. */
export interface Frame {
  readonly view: View;
  readonly stage: Size;
  /** Pixels of the screen in a CSS pixel. */
  readonly ratio: number;
  readonly brightness: number;
  readonly contrast: number;
}

/** Draws the image and the regions on it. */
export interface Scene {
  /** Shows an image in place of the last one, or none. */
  show(picture: Picture | null): void;
  draw(frame: Frame): void;
  /**
   * Draws a part of the same frame again, of the screen in CSS pixels; `few` is what lies in it. Without this method all
   * is drawn again.
   */
  drawPart?(frame: Frame, part: Bounds, few: Marks): void;
  destroy(): void;
}

export type SceneMaker = (canvas: HTMLCanvasElement, marks: Marks, colours: readonly (readonly number[])[]) => Promise<Scene>;
