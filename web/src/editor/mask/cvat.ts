import type { Mask } from './mask';

/** CVAT's runs are ours: over the rows of the smallest part of the image, outside first. */
export interface CvatRuns {
  readonly rle: readonly number[];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const fromCvat = ({ rle, left, top, width, height }: CvatRuns): Mask => ({ x: left, y: top, width, height, runs: rle });
export const toCvat = ({ runs, x, y, width, height }: Mask): CvatRuns => ({ rle: runs, left: x, top: y, width, height });

/** The one list of its API: the runs, then left, top, right and bottom, the last two inclusive. */
export function fromCvatPoints(points: readonly number[]): Mask {
  const [left = 0, top = 0, right = 0, bottom = 0] = points.slice(-4);
  return fromCvat({ rle: points.slice(0, -4), left, top, width: right - left + 1, height: bottom - top + 1 });
}

export const toCvatPoints = ({ runs, x, y, width, height }: Mask): number[] => [...runs, x, y, x + width - 1, y + height - 1];

