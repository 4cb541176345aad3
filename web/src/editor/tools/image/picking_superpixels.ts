import { bitmapOf, eachPieceOf, maskOf, type Mask } from '../../mask/mask';
import type { Desk } from './desk';
import type { Hand, State } from './state';

/** Shows the superpixel under the hand, and waits for it to be picked: into the selected mask or a new one; with Shift or Alt out of it. */
export function pointingSuperpixel(under: string | null = null, mask: Mask | null = null): State {
  return {
    doing: 'superpixel',
    ...(mask === null ? {} : { preview: { shape: { kind: 'mask', mask } } }),
    move(hand, desk) {
      const found = desk.superpixels();
      const name = found?.nameAt(hand.at.x, hand.at.y) ?? null;
      if (name === under) return this;
      return pointingSuperpixel(name, name === null ? null : (found?.mask(name) ?? null));
    },
    down: (hand, desk) => picking(hand.shift || hand.alt, [], hand, desk),
    leave(desk) {
      desk.select([]);
      return pointingSuperpixel();
    },
  };
}

/** Gathers the superpixels that the hand goes over. */
function picking(away: boolean, names: readonly string[], hand: Hand, desk: Desk): State {
  const found = desk.superpixels();
  const here = found?.nameAt(hand.at.x, hand.at.y) ?? null;
  const all = here === null || names.includes(here) ? names : [...names, here];
  const masks = all.flatMap((name) => found?.mask(name) ?? []);
  const shape = union(masks, null, false, desk);
  return {
    doing: away ? 'superpixels-away' : 'superpixels',
    busy: true,
    ...(shape === null ? {} : { preview: { shape: { kind: 'mask', mask: shape } } }),
    move(next, on) {
      return found?.nameAt(next.at.x, next.at.y) === here ? this : picking(away, all, next, on);
    },
    up(last, on) {
      if (masks.length > 0) on.paint(union(masks, on.selectedMask(), away, on));
      return pointingSuperpixel().move?.(last, on) ?? pointingSuperpixel();
    },
    leave: () => pointingSuperpixel(),
  };
}

function union(masks: readonly Mask[], to: Mask | null, away: boolean, desk: Desk): Mask | null {
  const bitmap = bitmapOf(to, desk.image.width, desk.image.height);
  for (const mask of masks) eachPieceOf(mask, (x, y, length) => bitmap.data.fill(away ? 0 : 1, y * bitmap.width + x, y * bitmap.width + x + length));
  return maskOf(bitmap);
}
