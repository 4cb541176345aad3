import { kinds, type Shape } from '../geometry/shape';

/** Who a region is from: drawn by a person, made by a machine or a recipe; a machine's that a person agreed to, or changed. */
export type RegionOrigin = 'human' | 'machine' | 'synthetic' | 'accepted' | 'edited';

/** A region as it stands in an answer, its shape under the name of its kind. It is a value: a change replaces it. */
export interface Region {
  readonly id: string;
  readonly label: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly origin?: RegionOrigin;
  /** Regions of one group are one thing. */
  readonly group?: string;
  readonly [shape: string]: unknown;
}

export interface Relation {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The answer to a question about regions. */
export interface RegionsAnswer {
  readonly regions: readonly Region[];
  readonly relations?: readonly Relation[];
}

export const none: RegionsAnswer = { regions: [] };

/** Where a region lies; null for a shape that is not on an image. */
export function shapeOf(region: Region): Shape | null {
  const kind = kinds.find((one) => region[one] !== undefined && region[one] !== null);
  if (kind === undefined) return null;
  const holes = kind === 'polygon' && Array.isArray(region['holes']) && region['holes'].length > 0 ? { holes: region['holes'] } : {};
  return { kind, [kind]: region[kind], ...holes } as unknown as Shape;
}

/** The region with another shape. */
export function reshaped(region: Region, shape: Shape): Region {
  const { kind, ...value } = shape;
  const others = Object.entries(region).filter(([name]) => name !== 'holes' && !(kinds as readonly string[]).includes(name));
  void kind;
  return { ...(Object.fromEntries(others) as unknown as Region), ...value };
}

/** Whether a machine made it and nobody has agreed or changed it yet. */
export const isUnseen = (region: Region): boolean => region.origin === 'machine' || region.origin === 'synthetic';

/** What becomes of the origin when a person changes a region. */
export const originAfterEdit = (region: Region): RegionOrigin => (region.origin === undefined || region.origin === 'human' ? 'human' : 'edited');

export function isRegions(value: unknown): value is RegionsAnswer {
  return typeof value === 'object' && value !== null && Array.isArray((value as { regions?: unknown }).regions);
}
