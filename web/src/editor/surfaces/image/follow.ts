import { createSubscriber } from 'svelte/reactivity';
import type { Desk } from '../../tools/image/desk';

const followed = new WeakMap<Desk, () => void>();

/** The desk; who reads it so is drawn again after it changed, once a frame at most. */
export function follow(desk: Desk): Desk {
  let subscribe = followed.get(desk);
  if (subscribe === undefined) {
    subscribe = createSubscriber((update) => {
      let frame = 0;
      const stop = desk.listen(() => (frame ||= requestAnimationFrame(() => {
        frame = 0;
        update();
      })));
      return () => {
        cancelAnimationFrame(frame);
        stop();
      };
    });
    followed.set(desk, subscribe);
  }
  subscribe();
  return desk;
}
