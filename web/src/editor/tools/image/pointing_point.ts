import type { State } from './state';

/** Sets a point with each click. */
export const pointingPoint: State = {
  doing: 'point',
  down: () => pointingPoint,
  up(hand, desk) {
    const { x, y } = desk.kept(hand.at);
    desk.draw({ kind: 'point', point: [x, y] });
    return this;
  },
};
