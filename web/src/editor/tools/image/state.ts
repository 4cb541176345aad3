import type { ImagePoint, Bounds, Pair } from '../../geometry/points';
import type { Shape } from '../../geometry/shape';
import type { Desk } from './desk';

/** What the hand is doing, as the page says it. */
export type Doing =
  | 'selecting' | 'moving' | 'shaping' | 'selecting-area'
  | 'first-corner' | 'next-corner' | 'first-edge' | 'next-edge' | 'depth'
  | 'first-vertex' | 'next-vertex' | 'point' | 'keypoint'
  | 'brush' | 'painting' | 'eraser' | 'erasing' | 'wand' | 'first-anchor' | 'next-anchor' | 'superpixel' | 'superpixels' | 'superpixels-away' | 'relation' | 'panning';

/** Where the pointer is, or the cursor that the arrow keys move. */
export interface Hand {
  readonly at: ImagePoint;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Has it gone further since it went down than a hand trembles? */
  readonly travelled: boolean;
}

/** What is drawn of a step that is not done yet. */
export interface Preview {
  readonly shape?: Shape;
  readonly path?: readonly Pair[];
  readonly area?: Bounds;
  readonly stroke?: { readonly points: readonly ImagePoint[]; readonly erases: boolean };
  /** Regions that are drawn by this, and not where they were. */
  readonly instead?: ReadonlyMap<string, Shape>;
}

/** One state of a tool: it takes what the hand does and returns the state after it. What it does not name changes nothing. */
export interface State {
  readonly doing: Doing;
  /** Is there something to end or to leave? */
  readonly busy?: boolean;
  /** What is at hand, such as the name of the keypoint to place. */
  readonly about?: string;
  /** The relation that waits for its other end. */
  readonly relates?: { readonly from: string; readonly name: string };
  readonly preview?: Preview;
  down?(hand: Hand, desk: Desk): State;
  move?(hand: Hand, desk: Desk): State;
  up?(hand: Hand, desk: Desk): State;
  /** Space, from the keyboard; without it Space is a click. */
  place?(hand: Hand, desk: Desk): State;
  end?(desk: Desk): State;
  /** Takes the last point back. */
  back?(desk: Desk): State;
  leave?(desk: Desk): State;
}
