import { boxOnEdge } from '../../geometry/box';
import { distanceOf, type ImagePoint } from '../../geometry/points';
import { isWhole } from '../../geometry/shape';
import type { State } from './state';

/** Waits for the edge that a turned box stands on. */
export const pointingEdge: State = {
  doing: 'first-edge',
  down: (hand, desk) => drawingEdge(desk.kept(hand.at), desk.kept(hand.at)),
};

/** Draws that edge: by dragging, or by a second click. */
function drawingEdge(from: ImagePoint, to: ImagePoint): State {
  const next = (): State => (distanceOf(from, to) > 0 ? drawingDepth(from, to, to) : drawingEdge(from, to));
  return {
    doing: 'next-edge',
    busy: true,
    preview: { path: [[from.x, from.y], [to.x, to.y]] },
    move: (hand, desk) => drawingEdge(from, desk.kept(hand.at)),
    down: (hand, desk) => drawingEdge(from, desk.kept(hand.at)),
    up: (_hand, desk) => (distanceOf(from, to) * desk.view.scale > 3 || desk.hand === 'keys' ? next() : drawingEdge(from, to)),
    end: next,
    back: () => pointingEdge,
    leave: () => pointingEdge,
  };
}

/** Draws how far the box reaches from its edge. */
function drawingDepth(from: ImagePoint, edge: ImagePoint, to: ImagePoint): State {
  const shape = { kind: 'box', box: boxOnEdge(from, edge, to) } as const;
  const done: State['end'] = (desk) => {
    if (!isWhole(shape)) return drawingDepth(from, edge, to);
    desk.draw(shape);
    return pointingEdge;
  };
  return {
    doing: 'depth',
    busy: true,
    preview: isWhole(shape) ? { shape } : { path: [[from.x, from.y], [edge.x, edge.y]] },
    down: (hand) => drawingDepth(from, edge, hand.at),
    move: (hand) => drawingDepth(from, edge, hand.at),
    up: (_hand, desk) => done(desk),
    end: done,
    back: () => drawingEdge(from, edge),
    leave: () => pointingEdge,
  };
}
