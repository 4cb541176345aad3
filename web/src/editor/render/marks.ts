import { centreOf } from '../geometry/box';
import { eachPiece } from '../geometry/path';
import { dotsOf, pathsOf, type Shape } from '../geometry/shape';
import { rectanglesOf } from '../mask/mask';
import { Batch } from './batch';

/** What is drawn of all regions, by kind; the last number of each is its colour from 0, below 0 nothing is drawn. */
export class Marks {
  /** Centre, half width, half height, angle in radians. */
  readonly boxes = new Batch(6, 1024);
  /** From, to, and how far along its path it begins. */
  readonly pieces = new Batch(6);
  /** Place, and whether it is hidden (1) or visible (2). */
  readonly dots = new Batch(4);
  /** Left, top, width and height of a part of a mask. */
  readonly areas = new Batch(5);

  set(slot: number, shape: Shape, colour: number, edges: readonly (readonly number[])[]): void {
    this.boxes.set(slot, shape.kind === 'box' ? boxNumbers(shape, colour) : []);
    this.pieces.set(slot, shape.kind === 'box' ? [] : pieceNumbers(shape, colour, edges));
    this.dots.set(slot, dotsOf(shape).flatMap(([x, y, visible]) => [x, y, visible, colour]));
    this.areas.set(slot, shape.kind === 'mask' ? rectanglesOf(shape.mask).flatMap((one) => [one.x, one.y, one.width, one.height, colour]) : []);
  }

  drop(slot: number): void {
    for (const batch of this.#all) batch.set(slot, []);
  }

  clear(): void {
    for (const batch of this.#all) batch.clear();
  }

  get #all(): readonly Batch[] {
    return [this.boxes, this.pieces, this.dots, this.areas];
  }
}

function boxNumbers({ box }: Extract<Shape, { kind: 'box' }>, colour: number): number[] {
  const { x, y } = centreOf(box);
  return [x, y, box.width / 2, box.height / 2, ((box.angle ?? 0) * Math.PI) / 180, colour];
}

function pieceNumbers(shape: Shape, colour: number, edges: readonly (readonly number[])[]): number[] {
  const numbers: number[] = [];
  for (const { points, closed } of pathsOf(shape, edges)) {
    let along = 0;
    eachPiece(points, closed, (a, b) => {
      numbers.push(a[0], a[1], b[0], b[1], along, colour);
      along += Math.hypot(b[0] - a[0], b[1] - a[1]);
    });
  }
  return numbers;
}
