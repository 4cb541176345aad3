import type { ImagePoint } from '../../geometry/points';
import { pointingCanvas } from './pointing_canvas';
import type { State } from './state';

/** Draws an area; what lies in it whole is selected. */
export function selectingArea(from: ImagePoint, before: readonly string[], to?: ImagePoint): State {
  const area = to && { left: Math.min(from.x, to.x), top: Math.min(from.y, to.y), right: Math.max(from.x, to.x), bottom: Math.max(from.y, to.y) };
  return {
    doing: 'selecting-area',
    busy: area !== undefined,
    ...(area ? { preview: { area } } : {}),
    move: (hand) => selectingArea(from, before, hand.travelled ? hand.at : to),
    up(_hand, desk) {
      desk.select(area ? [...new Set([...before, ...desk.regionsIn(area)])] : before);
      return pointingCanvas;
    },
    leave: () => pointingCanvas,
  };
}
