import { distanceOf, onImage, type ImagePoint, type Pair } from '../../geometry/points';
import { simplified } from '../../geometry/simplify';
import type { Desk } from './desk';
import type { State } from './state';

/** What comes of the points: a polygon, a line, or a hole in the selected polygon. */
export interface PathKind {
  readonly closed: boolean;
  readonly least: number;
  readonly keep: (points: readonly Pair[], desk: Desk) => void;
}

export const asPolygon: PathKind = { closed: true, least: 3, keep: (polygon, desk) => desk.draw({ kind: 'polygon', polygon }) };
export const asLine: PathKind = { closed: false, least: 2, keep: (line, desk) => desk.draw({ kind: 'line', line }) };
export const asHole: PathKind = { closed: true, least: 3, keep: (hole, desk) => desk.cut(hole) };

const near = 8;

/** Waits for the first point of a path. */
export function pointingPath(kind: PathKind): State {
  return {
    doing: 'first-vertex',
    down(hand, desk) {
      const { x, y } = desk.kept(hand.at);
      return drawingPath(kind, [[x, y]], onImage(x, y), { from: 0 });
    },
  };
}

/** Sets point after point by clicks, or many of them by dragging; ends on the first point, by Enter, or by a double click. */
function drawingPath(kind: PathKind, points: readonly Pair[], to: ImagePoint, pressed: { readonly from: number; readonly free?: boolean } | null): State {
  const end = (desk: Desk, all = points): State => {
    const distinct = all.filter((point, i) => i === 0 || point[0] !== all[i - 1]?.[0] || point[1] !== all[i - 1]?.[1]);
    if (distinct.length < kind.least) return drawingPath(kind, points, to, null);
    kind.keep(distinct, desk);
    return pointingPath(kind);
  };
  return {
    doing: 'next-vertex',
    busy: true,
    preview: { path: kind.closed && points.length > 1 ? [...points, [to.x, to.y], points[0] as Pair] : [...points, [to.x, to.y]] },
    down(hand, desk) {
      const at = desk.kept(hand.at);
      const [first, last] = [points[0] as Pair, points.at(-1) as Pair];
      const reach = desk.hand === 'keys' ? 0.5 : near / desk.view.scale;
      if (distanceOf(at, onImage(...last)) <= reach / 2) return end(desk);
      if (kind.closed && points.length >= 3 && distanceOf(at, onImage(...first)) <= reach) return end(desk);
      return drawingPath(kind, [...points, [at.x, at.y]], at, { from: points.length });
    },
    move(hand, desk) {
      const at = desk.kept(hand.at);
      if (pressed === null || !hand.travelled || desk.hand === 'keys') return drawingPath(kind, points, at, pressed);
      return drawingPath(kind, [...points, [at.x, at.y]], at, { ...pressed, free: true });
    },
    up(_hand, desk) {
      if (!pressed?.free) return drawingPath(kind, points, to, null);
      const drawn = simplified(points.slice(pressed.from), 1.5 / desk.view.scale);
      const all = [...points.slice(0, pressed.from), ...drawn];
      const closes = kind.closed && all.length >= 3 && distanceOf(to, onImage(...(all[0] as Pair))) * desk.view.scale <= near * 2;
      return closes ? end(desk, all) : drawingPath(kind, all, to, null);
    },
    end: (desk) => end(desk),
    back: () => (points.length <= 1 ? pointingPath(kind) : drawingPath(kind, points.slice(0, -1), to, null)),
    leave: () => pointingPath(kind),
  };
}
