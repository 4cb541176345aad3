import { draggingHandle } from './dragging_handle';
import { movingRegions } from './moving_regions';
import { selectingArea } from './selecting_area';
import type { State } from './state';

/** Selects what it is pressed on; then moves it, or draws an area to select by. */
export const pointingCanvas: State = {
  doing: 'selecting',
  down(hand, desk) {
    const handle = desk.handleAt(hand.at);
    if (handle !== null) return draggingHandle(handle, this);
    const hit = desk.regionAt(hand.at);
    if (hit === null) return selectingArea(hand.at, hand.shift ? desk.selection : []);
    const alone = hand.shift ? desk.selection.filter((id) => id !== hit.id) : [hit.id];
    if (!desk.selection.includes(hit.id)) desk.select(hand.shift ? [...desk.selection, hit.id] : [hit.id]);
    else if (hand.shift) desk.select(alone);
    return movingRegions(hand.at, hand.shift ? null : hit.id);
  },
  leave(desk) {
    desk.select([]);
    return this;
  },
};
