import { placed, type Keypoint, type Visibility } from '../../geometry/shape';
import type { Desk } from './desk';
import type { Hand, State } from './state';

/** Places one point of the skeleton after the other: hidden with Alt, and left out by `skip`. */
export function placingKeypoints(names: readonly string[], points: readonly Keypoint[] = []): State & { skip(desk: Desk): State } {
  const with_ = (point: Keypoint, desk: Desk): State => {
    const all = [...points, point];
    return all.length === names.length ? finish(all, desk) : placingKeypoints(names, all);
  };
  const finish = (all: readonly Keypoint[], desk: Desk): State => {
    const whole = names.map((_, i): Keypoint => all[i] ?? [0, 0, 0]);
    if (placed(whole).length > 0) desk.draw({ kind: 'keypoints', keypoints: whole });
    return placingKeypoints(names);
  };
  const put = (hand: Hand, desk: Desk): State => {
    const { x, y } = desk.kept(hand.at);
    return with_([x, y, (hand.alt || (hand.shift && desk.hand === 'keys') ? 1 : 2) as Visibility], desk);
  };
  return {
    doing: 'keypoint',
    busy: points.length > 0,
    about: names[points.length] ?? '',
    preview: { shape: { kind: 'keypoints', keypoints: names.map((_, i) => points[i] ?? [0, 0, 0]) } },
    up: put,
    place: put,
    skip: (desk) => with_([0, 0, 0], desk),
    end: (desk) => (points.length === 0 ? placingKeypoints(names) : finish(points, desk)),
    back: () => placingKeypoints(names, points.slice(0, -1)),
    leave: () => placingKeypoints(names),
  };
}
