import type { Size } from '../../geometry/points';
import type { Shape } from '../../geometry/shape';
import type { RegionsAnswer } from '../../regions/region';

export interface Label {
  readonly name: string;
  readonly caption: string;
  /** Which of the twelve label colours and glyphs. */
  readonly colour: number;
}

export interface RelationKind {
  readonly name: string;
  readonly caption: string;
  readonly from?: readonly string[] | undefined;
  readonly to?: readonly string[] | undefined;
}

export interface Skeleton {
  readonly points: readonly string[];
  readonly edges: readonly (readonly number[])[];
}

export interface DeskParts {
  readonly image: Size;
  readonly labels: readonly Label[];
  readonly shapes: readonly string[];
  readonly relations: readonly RelationKind[];
  readonly skeleton: Skeleton;
  readonly newId: () => string;
  /** Hears every answer that this desk makes. */
  readonly changed: (answer: RegionsAnswer) => void;
}

/** A region of another answer than the one on the image. */
export interface Ghost {
  readonly shape: Shape;
  readonly label: string;
  /** Who drew it. */
  readonly name: string;
}

export interface Pin {
  readonly region: string;
  readonly n: number;
}
