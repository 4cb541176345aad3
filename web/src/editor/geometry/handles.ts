import { boxOf, centreOf, type Box } from './box';
import { angleOf, onImage, turn, turned, type ImagePoint, type Pair } from './points';
import { placed, type Shape } from './shape';

/** A place by which a shape is changed. `add` puts a new point there. */
export interface Handle {
  readonly id: string;
  readonly at: ImagePoint;
  readonly look: 'corner' | 'side' | 'turn' | 'point' | 'add';
}

const sides = [[-1, -1], [0, -1], [1, -1], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0]] as const;

/** @param reach how far the handle that turns it stands off, in pixels of the image */
export function handlesOf(shape: Shape, reach: number): Handle[] {
  switch (shape.kind) {
    case 'box': {
      const { x, y } = centreOf(shape.box);
      const [width, height, angle] = [shape.box.width / 2, shape.box.height / 2, shape.box.angle ?? 0];
      const at = (dx: number, dy: number) => onImage(...turned(x + dx, y + dy, x, y, angle));
      const frame = sides.map(([sx, sy]): Handle => ({ id: `${sx},${sy}`, at: at(sx * width, sy * height), look: sx !== 0 && sy !== 0 ? 'corner' : 'side' }));
      return [...frame, { id: 'turn', at: at(0, -height - reach), look: 'turn' }];
    }
    case 'ellipse': {
      const { x, y, radiusX, radiusY, angle = 0 } = shape.ellipse;
      const at = (dx: number, dy: number) => onImage(...turned(x + dx, y + dy, x, y, angle));
      const axes = sides.filter(([sx, sy]) => sx === 0 || sy === 0).map(([sx, sy]): Handle => ({ id: `${sx},${sy}`, at: at(sx * radiusX, sy * radiusY), look: 'side' }));
      return [...axes, { id: 'turn', at: at(0, -radiusY - reach), look: 'turn' }];
    }
    case 'polygon':
      return [shape.polygon, ...(shape.holes ?? [])].flatMap((outline, ring) => pathHandles(outline, ring, true));
    case 'line':
      return pathHandles(shape.line, 0, false);
    case 'point':
      return [{ id: '0/0', at: onImage(...shape.point), look: 'point' }];
    case 'keypoints':
      return shape.keypoints.flatMap((one, i): Handle[] => (one[2] > 0 ? [{ id: `0/${i}`, at: onImage(one[0], one[1]), look: 'point' }] : []));
    case 'mask':
      return [];
  }
}

function pathHandles(points: readonly Pair[], ring: number, closed: boolean): Handle[] {
  return points.flatMap((point, i): Handle[] => {
    const vertex: Handle = { id: `${ring}/${i}`, at: onImage(...point), look: 'point' };
    const next = points[(i + 1) % points.length] as Pair;
    if (!closed && i === points.length - 1) return [vertex];
    return [vertex, { id: `${ring}+${i}`, at: onImage((point[0] + next[0]) / 2, (point[1] + next[1]) / 2), look: 'add' }];
  });
}

/** The shape with one of its handles at another place. @param even keeps the sides of a box in proportion, turns by steps of 15° */
export function dragged(shape: Shape, handle: string, to: ImagePoint, even = false): Shape {
  switch (shape.kind) {
    case 'box': {
      const { x, y } = centreOf(shape.box);
      if (handle === 'turn') return { kind: 'box', box: boxOf(shape.box.x, shape.box.y, shape.box.width, shape.box.height, steps(angleOf(x, y, to.x, to.y) + 90, even)) };
      return { kind: 'box', box: resized(shape.box, handle, to, even) };
    }
    case 'ellipse': {
      const { x, y, radiusX, radiusY, angle = 0 } = shape.ellipse;
      if (handle === 'turn') return { kind: 'ellipse', ellipse: { ...shape.ellipse, angle: steps(angleOf(x, y, to.x, to.y) + 90, even) } };
      const [px, py] = turned(to.x, to.y, x, y, -angle);
      const across = handle.startsWith('0,') ? radiusX : Math.abs(px - x);
      const down = handle.startsWith('0,') ? Math.abs(py - y) : radiusY;
      return { kind: 'ellipse', ellipse: { ...shape.ellipse, radiusX: across, radiusY: down } };
    }
    case 'point':
      return { kind: 'point', point: [to.x, to.y] };
    case 'keypoints':
      return { kind: 'keypoints', keypoints: shape.keypoints.map((one, i) => (handle === `0/${i}` ? [to.x, to.y, one[2]] : one)) };
    case 'line':
      return { kind: 'line', line: withPoint(shape.line, 0, handle, to) };
    case 'polygon': {
      const holes = shape.holes?.map((hole, i) => withPoint(hole, i + 1, handle, to));
      return { kind: 'polygon', polygon: withPoint(shape.polygon, 0, handle, to), ...(holes ? { holes } : {}) };
    }
    case 'mask':
      return shape;
  }
}

/** The shape without a point; null where it would be none any more. */
export function withoutPoint(shape: Shape, handle: string): Shape | null {
  const without = (points: readonly Pair[], ring: number) => points.filter((_, i) => handle !== `${ring}/${i}`);
  switch (shape.kind) {
    case 'line':
      return shape.line.length <= 2 ? null : { kind: 'line', line: without(shape.line, 0) };
    case 'polygon': {
      if (handle.startsWith('0/') && shape.polygon.length <= 3) return null;
      const holes = (shape.holes ?? []).map((hole, i) => without(hole, i + 1)).filter((hole) => hole.length >= 3);
      return { kind: 'polygon', polygon: without(shape.polygon, 0), ...(holes.length > 0 ? { holes } : {}) };
    }
    case 'keypoints': {
      const keypoints = shape.keypoints.map((one, i) => (handle === `0/${i}` ? ([0, 0, 0] as const) : one));
      return placed(keypoints).length === 0 ? null : { kind: 'keypoints', keypoints };
    }
    default:
      return null;
  }
}

const steps = (angle: number, even: boolean) => turn(even ? Math.round(angle / 15) * 15 : angle);

function withPoint(points: readonly Pair[], ring: number, handle: string, to: ImagePoint): Pair[] {
  const place: Pair = [to.x, to.y];
  if (handle.startsWith(`${ring}+`)) return points.toSpliced(Number(handle.slice(handle.indexOf('+') + 1)) + 1, 0, place);
  return points.map((point, i) => (handle === `${ring}/${i}` ? place : point));
}

function resized(box: Box, handle: string, to: ImagePoint, even: boolean): Box {
  const [sx = 0, sy = 0] = handle.split(',').map(Number);
  const { x, y } = centreOf(box);
  const angle = box.angle ?? 0;
  const [px, py] = turned(to.x, to.y, x, y, -angle);
  // What lies opposite stays where it is.
  const [fixedX, fixedY] = [x - (sx * box.width) / 2, y - (sy * box.height) / 2];
  let width = sx === 0 ? box.width : (px - fixedX) * sx;
  let height = sy === 0 ? box.height : (py - fixedY) * sy;
  if (even && sx !== 0 && sy !== 0) {
    const by = Math.max(Math.abs(width) / box.width, Math.abs(height) / box.height);
    [width, height] = [Math.sign(width) * box.width * by, Math.sign(height) * box.height * by];
  }
  const [cx, cy] = turned(sx === 0 ? x : fixedX + (sx * width) / 2, sy === 0 ? y : fixedY + (sy * height) / 2, x, y, angle);
  const [w, h] = [Math.abs(width), Math.abs(height)];
  return boxOf(cx - w / 2, cy - h / 2, w, h, angle);
}

