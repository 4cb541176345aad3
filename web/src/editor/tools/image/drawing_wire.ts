import { distanceOf, onImage, type ImagePoint, type Pair } from '../../geometry/points';
import { simplifiedOutline } from '../../geometry/simplify';
import { Wire } from '../../wire/wire';
import type { Desk } from './desk';
import type { State } from './state';

const near = 8;
/** A point of the outline is left out where that moves it by less than this. */
const tolerance = 0.75;

/** Waits for the first anchor of a wire that lies along edges. */
export const pointingWire: State = {
  doing: 'first-anchor',
  down: (hand, desk) => begun([], desk.kept(hand.at), desk),
};

/** @param done the pieces that are anchored, each from one anchor to the next */
function begun(done: readonly (readonly Pair[])[], from: ImagePoint, desk: Desk): State {
  const pixels = desk.pixels();
  const wire = pixels === null ? null : new Wire(pixels, from);
  const to = (at: ImagePoint): Pair[] => wire?.to(at) ?? [[from.x, from.y], [at.x, at.y]];
  return drawingWire(done, from, to, [[from.x, from.y]]);
}

/** Lays the wire from the last anchor to the hand; a click or Space anchors it, the first anchor or Enter closes it. */
function drawingWire(done: readonly (readonly Pair[])[], from: ImagePoint, to: (at: ImagePoint) => Pair[], loose: readonly Pair[]): State {
  const first = done[0]?.[0] ?? loose[0] as Pair;
  const laid = done.flat();
  const closed = (desk: Desk): State => {
    if (done.length === 0) return drawingWire(done, from, to, loose);
    const all = [...laid, ...to(onImage(...first))];
    const distinct = all.filter((point, i) => i === 0 || point[0] !== all[i - 1]?.[0] || point[1] !== all[i - 1]?.[1]).slice(0, -1);
    const outline = simplifiedOutline(distinct, tolerance);
    if (outline.length < 3) return drawingWire(done, from, to, loose);
    desk.draw({ kind: 'polygon', polygon: outline });
    return pointingWire;
  };
  return {
    doing: 'next-anchor',
    busy: true,
    preview: { path: [...laid, ...loose] },
    down(hand, desk) {
      const at = desk.kept(hand.at);
      const reach = desk.hand === 'keys' ? 0.5 : near / desk.view.scale;
      if (distanceOf(at, from) <= reach / 2 || (done.length > 0 && distanceOf(at, onImage(...first)) <= reach)) return closed(desk);
      return begun([...done, to(at)], at, desk);
    },
    move: (hand, desk) => drawingWire(done, from, to, to(desk.kept(hand.at))),
    end: closed,
    back(desk) {
      const last = done.at(-1);
      return last === undefined ? pointingWire : begun(done.slice(0, -1), onImage(...(last[0] as Pair)), desk);
    },
    leave: () => pointingWire,
  };
}
