import { distanceOf, onScreen, type ScreenPoint } from '../../geometry/points';
import type { Desk } from '../../tools/image/desk';

/**
 * Takes what mouse, pen and fingers do on the stage to the desk: draws with one, pans with the middle button or Space, pans and
 * zooms with two fingers. Who has a pen draws with it: then a finger pans, and a palm beside the pen does nothing.
 */
export class Hands {
  readonly #element: HTMLElement;
  readonly #desk: () => Desk;
  readonly #pointers = new Map<number, ScreenPoint>();
  #panning = false;
  #space = false;
  #pen: 'none' | 'near' | 'down' = 'none';

  constructor(element: HTMLElement, desk: () => Desk) {
    this.#element = element;
    this.#desk = desk;
  }

  down = (event: PointerEvent): void => {
    if (this.#isPalm(event)) return;
    if (event.pointerType === 'pen') this.#putPen();
    this.#element.focus({ preventScroll: true });
    this.#element.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, this.#at(event));
    const desk = this.#desk();
    if (this.#pointers.size > 1) {
      desk.leave();
      this.#panning = true;
    } else if (event.button === 1 || event.button === 2 || this.#space || desk.tool === 'pan' || this.#isFingerBesidePen(event)) this.#panning = true;
    else if (event.button === 0) desk.pointerDown(this.#at(event), keysOf(event));
    if (event.button === 1) event.preventDefault();
  };

  move = (event: PointerEvent): void => {
    if (this.#isPalm(event)) return;
    const [desk, to, from] = [this.#desk(), this.#at(event), this.#pointers.get(event.pointerId)];
    desk.over = true;
    if (!this.#panning || from === undefined) return desk.pointerMove(to, keysOf(event));
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, to);
    if (other === undefined) return desk.pan(to.x - from.x, to.y - from.y);
    const middle = onScreen((to.x + other.x) / 2, (to.y + other.y) / 2);
    desk.pan((to.x - from.x) / 2, (to.y - from.y) / 2);
    desk.zoom(Math.max(1, distanceOf(to, other)) / Math.max(1, distanceOf(from, other)), middle);
  };

  up = (event: PointerEvent): void => {
    if (event.pointerType === 'pen') this.#pen = 'near';
    const known = this.#pointers.delete(event.pointerId);
    if (this.#panning) this.#panning = this.#pointers.size > 0;
    else if (known) this.#desk().pointerUp(this.#at(event), keysOf(event));
  };

  /** The system took the pointer away: nothing is drawn by that. */
  cancel = (event: PointerEvent): void => {
    if (event.pointerType === 'pen') this.#pen = 'near';
    if (!this.#pointers.delete(event.pointerId)) return;
    this.#panning = false;
    this.#desk().leave();
  };

  left = (): void => {
    this.#desk().over = false;
    this.#desk().pointerLeft();
  };

  wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.shiftKey) this.#desk().pan(-(event.deltaX + event.deltaY) * lines, 0);
    else this.#desk().zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0015)), this.#at(event));
  };

  doubleClick = (): void => {
    if (this.#desk().state.busy) this.#desk().end();
  };

  /** Space held with the pointer on the stage pans; from the keyboard it places. */
  key = (event: KeyboardEvent): void => {
    if (event.key === ' ') this.#space = event.type === 'keydown' && this.#desk().over && this.#desk().hand === 'pointer';
  };

  /** The palm may have come first. */
  #putPen(): void {
    this.#pen = 'down';
    this.#pointers.clear();
    this.#panning = false;
    this.#desk().leave();
  }

  #isPalm(event: PointerEvent): boolean {
    return event.pointerType === 'touch' && this.#pen === 'down';
  }

  #isFingerBesidePen(event: PointerEvent): boolean {
    return event.pointerType === 'touch' && this.#pen === 'near';
  }

  #at(event: MouseEvent): ScreenPoint {
    const { left, top } = this.#element.getBoundingClientRect();
    return onScreen(event.clientX - left, event.clientY - top);
  }
}

const keysOf = (event: MouseEvent) => ({ shift: event.shiftKey, alt: event.altKey });
