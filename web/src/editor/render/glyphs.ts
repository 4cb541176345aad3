/** The shape of a label colour in a square of 14, so that colour alone never tells two labels apart. */
export interface Mark {
  readonly d: string;
  /** The width of its line, if it is not filled. */
  readonly hollow?: number;
}

const ring = (r: number) => `M${7 - r} 7a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

export const marks: readonly Mark[] = [
  { d: ring(5.5) },
  { d: 'M2 2h10v10H2z' },
  { d: 'M7 1.5 13 12.5H1z' },
  { d: 'M7 .8 13.2 7 7 13.2.8 7z' },
  { d: ring(4.5), hollow: 2.4 },
  { d: 'M5.2 1.5h3.6v3.7h3.7v3.6H8.8v3.7H5.2V8.8H1.5V5.2h3.7z' },
  { d: 'm3 3 8 8m0-8-8 8', hollow: 3 },
  { d: 'M1.2 4.5h11.6v5H1.2z' },
  { d: 'M4.5 1.2h5v11.6h-5z' },
  { d: 'M1 1.5h12L7 12.5z' },
  { d: 'M4 1.6h6L13.2 7 10 12.4H4L.8 7z' },
  { d: 'M2.6 2.6h8.8v8.8H2.6z', hollow: 2.4 },
];

/** The place of a label colour, from 0 to 11. */
export const placeOfColour = (colour: number): number => (colour - 1) % 12;
export const markOf = (colour: number): Mark => marks[placeOfColour(colour)] as Mark;
