import { dragged } from '../../geometry/handles';
import { isWhole, type Shape } from '../../geometry/shape';
import type { State } from './state';

/** Drags a handle of the selected region: a corner, a point, the turn. */
export function draggingHandle(handle: string, after: State, shape?: Shape, id?: string): State {
  return {
    doing: 'shaping',
    busy: shape !== undefined,
    ...(shape && id ? { preview: { instead: new Map([[id, shape]]) } } : {}),
    move(hand, desk) {
      const selected = desk.selection[0];
      const before = selected === undefined ? undefined : desk.regions.shape(selected);
      if (before === undefined || !hand.travelled) return this;
      return draggingHandle(handle, after, dragged(before, handle, handle === 'turn' ? hand.at : desk.kept(hand.at), hand.shift), selected);
    },
    up(_hand, desk) {
      if (shape && id && isWhole(shape)) desk.reshape(new Map([[id, shape]]));
      else desk.holdHandle(handle);
      return after;
    },
    leave: () => after,
  };
}
