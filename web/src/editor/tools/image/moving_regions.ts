import { movedBy, type Shape } from '../../geometry/shape';
import type { ImagePoint } from '../../geometry/points';
import { pointingCanvas } from './pointing_canvas';
import type { State } from './state';

/** Moves what is selected along with the hand. @param clicked what is selected alone if the hand does not move */
export function movingRegions(from: ImagePoint, clicked: string | null, instead?: ReadonlyMap<string, Shape>): State {
  return {
    doing: 'moving',
    busy: instead !== undefined,
    ...(instead ? { preview: { instead } } : {}),
    move(hand, desk) {
      if (!hand.travelled || !desk.writes) return this;
      const [dx, dy] = desk.roomToMove(hand.at.x - from.x, hand.at.y - from.y);
      const moved = desk.selection.flatMap((id): [string, Shape][] => {
        const shape = desk.regions.shape(id);
        return shape ? [[id, movedBy(shape, dx, dy)]] : [];
      });
      return movingRegions(from, clicked, new Map(moved));
    },
    up(_hand, desk) {
      if (instead) desk.reshape(instead);
      else if (clicked !== null) desk.select([clicked]);
      return pointingCanvas;
    },
    leave: () => pointingCanvas,
  };
}
