import { boxBetween } from '../../geometry/box';
import { onImage, type ImagePoint } from '../../geometry/points';
import { isWhole, type Shape } from '../../geometry/shape';
import type { State } from './state';

export type Between = (a: ImagePoint, b: ImagePoint) => Shape;

export const asBox: Between = (a, b) => ({ kind: 'box', box: boxBetween(a, b) });

export const asEllipse: Between = (a, b) => {
  const { x, y, width, height } = boxBetween(a, b);
  return { kind: 'ellipse', ellipse: { x: x + width / 2, y: y + height / 2, radiusX: width / 2, radiusY: height / 2 } };
};

/** Waits for the first corner of what lies between two. */
export function pointingCorner(between: Between): State {
  return {
    doing: 'first-corner',
    down: (hand, desk) => drawingBox(between, desk.kept(hand.at), desk.kept(hand.at), true),
  };
}

/** Draws from one corner to the other: by dragging, or by a second click. With Shift both sides are as long. */
function drawingBox(between: Between, from: ImagePoint, to: ImagePoint, pressed: boolean): State {
  return {
    doing: 'next-corner',
    busy: true,
    preview: { shape: between(from, to) },
    down: (hand, desk) => drawingBox(between, from, desk.kept(hand.at), true),
    move: (hand, desk) => drawingBox(between, from, desk.kept(hand.shift && desk.hand === 'pointer' ? even(from, hand.at) : hand.at), pressed),
    up(_hand, desk) {
      const shape = between(from, to);
      const drawn = Math.hypot(to.x - from.x, to.y - from.y) * desk.view.scale > 3 || desk.hand === 'keys';
      if (!drawn || !isWhole(shape)) return drawingBox(between, from, to, false);
      desk.draw(shape);
      return pointingCorner(between);
    },
    end(desk) {
      if (!isWhole(between(from, to))) return this;
      desk.draw(between(from, to));
      return pointingCorner(between);
    },
    back: () => pointingCorner(between),
    leave: () => pointingCorner(between),
  };
}

function even(from: ImagePoint, to: ImagePoint): ImagePoint {
  const side = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
  return onImage(from.x + side * Math.sign(to.x - from.x || 1), from.y + side * Math.sign(to.y - from.y || 1));
}
