import { stroke } from '../../mask/brush';
import { bitmapOf, maskOf } from '../../mask/mask';
import type { ImagePoint } from '../../geometry/points';
import type { State } from './state';

/** Waits for the brush, or the eraser, to be put down. */
export function pointingBrush(erases: boolean): State {
  const begin: State['down'] = (hand) => painting(erases, [hand.at]);
  return { doing: erases ? 'eraser' : 'brush', down: begin, place: begin };
}

/** Paints along the way of the hand: into the selected mask, or a new one. */
function painting(erases: boolean, points: readonly ImagePoint[]): State {
  const done: State['end'] = (desk) => {
    const mask = desk.selectedMask();
    const bitmap = bitmapOf(mask, desk.image.width, desk.image.height);
    points.forEach((at, i) => stroke(bitmap, points[Math.max(0, i - 1)] as ImagePoint, at, desk.brush, erases ? 0 : 1));
    desk.paint(maskOf(bitmap));
    return pointingBrush(erases);
  };
  return {
    doing: erases ? 'erasing' : 'painting',
    busy: true,
    preview: { stroke: { points, erases } },
    move: (hand) => painting(erases, [...points, hand.at]),
    up: (_hand, desk) => done(desk),
    place: (_hand, desk) => done(desk),
    end: done,
    leave: () => pointingBrush(erases),
  };
}
