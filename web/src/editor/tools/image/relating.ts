import { pointingCanvas } from './pointing_canvas';
import type { State } from './state';

/** Joins the selected region with the next one that is picked. */
export function relating(from: string, name: string): State {
  return {
    doing: 'relation',
    busy: true,
    down: () => relating(from, name),
    up(hand, desk) {
      const to = desk.regionAt(hand.at);
      if (to === null || to.id === from) return this;
      desk.relate(name, from, to.id);
      return pointingCanvas;
    },
    end(desk) {
      const to = desk.selection[0];
      if (to === undefined || to === from) return this;
      desk.relate(name, from, to);
      return pointingCanvas;
    },
    leave: () => pointingCanvas,
  };
}
