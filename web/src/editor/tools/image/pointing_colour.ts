import { flood } from '../../mask/flood';
import { bitmapOf, maskOf } from '../../mask/mask';
import type { State } from './state';

/** Takes the pixels like the one it is put on that hang together with it: a new mask, or with Shift more of the selected one. */
export const pointingColour: State = {
  doing: 'wand',
  down: () => pointingColour,
  up(hand, desk) {
    const pixels = desk.pixels();
    if (pixels === null) return this;
    const found = flood(pixels, hand.at.x, hand.at.y, desk.tolerance);
    const mask = hand.shift ? desk.selectedMask() : null;
    if (mask === null) desk.select([]);
    const before = bitmapOf(mask, found.width, found.height);
    before.data.forEach((one, i) => one === 1 && (found.data[i] = 1));
    desk.paint(maskOf(found));
    return this;
  },
};
