import { pointingCanvas } from './pointing_canvas';
import type { State } from './state';

/** Joins the selected region with the next one that is picked. */
export function relating(from: string, name: string): State {
  return {
    doing: 'relation',
    busy: true,
    relates: { from, name },
    down: () => relating(from, name),
    up(hand, desk) {
      const to = desk.regionAt(hand.at);
      if (to === null || to.id === from || !desk.mayEnd(name, to)) return this;
      desk.relate(name, from, to.id);
      return pointingCanvas;
    },
    end(desk) {
      const to = desk.selected;
      if (to === null || to.id === from || !desk.mayEnd(name, to)) return this;
      desk.relate(name, from, to.id);
      return pointingCanvas;
    },
    leave: () => pointingCanvas,
  };
}
