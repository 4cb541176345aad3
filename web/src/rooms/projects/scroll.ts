/** A list of rows of one height, of which those in sight are drawn. */
export interface Roll {
  readonly rows: number;
  /** The height of a row, of what is in sight, and the greatest that a browser scrolls without losing its place. */
  readonly row: number;
  readonly sight: number;
  readonly tallest: number;
}

/** How high the list pretends to be. */
export const heightOf = ({ rows, row, tallest }: Roll) => Math.min(rows * row, tallest);

/** How far below the first row one looks, in pixels of the rows as they are, when the bar is there. */
function depth(roll: Roll, top: number): number {
  const [bar, all] = [heightOf(roll) - roll.sight, roll.rows * roll.row - roll.sight];
  return bar <= 0 ? 0 : Math.min(Math.max(0, top), bar) * (all / bar);
}

/** Where the bar is when one looks at this depth. */
function barAt(roll: Roll, deep: number): number {
  const [bar, all] = [heightOf(roll) - roll.sight, roll.rows * roll.row - roll.sight];
  return all <= 0 ? 0 : (Math.min(Math.max(0, deep), all) / all) * bar;
}

/** The rows to draw, some more than are in sight, and the room above and below them. */
export function windowOf(roll: Roll, top: number): { first: number; last: number; above: number; below: number } {
  const { rows, row, sight } = roll;
  const deep = depth(roll, top);
  const first = Math.max(0, Math.min(Math.floor(deep / row) - 10, rows - 1));
  const last = Math.min(rows, Math.floor(deep / row) + Math.ceil(sight / row) + 11);
  // At the very top of a list that is pressed together there is no room to draw above it: its first rows stand some pixels lower.
  const above = Math.max(0, Math.min(Math.max(0, top), Math.max(0, heightOf(roll) - sight)) - (deep - first * row));
  return { first, last, above, below: Math.max(0, heightOf(roll) - above - (last - first) * row) };
}

/** Where the bar goes so that this row is the first in sight. */
export const topOf = (roll: Roll, place: number) => barAt(roll, place * roll.row);

/** Where the bar goes by a key; null for a key that does not scroll. However the bar is pressed together, no row is passed over unseen. */
export function byKey(roll: Roll, top: number, key: string): number | null {
  const page = Math.max(1, Math.floor(roll.sight / roll.row) - 1) * roll.row;
  const steps: Record<string, number> = { PageDown: page, PageUp: -page, ArrowDown: roll.row, ArrowUp: -roll.row };
  if (key === 'Home') return 0;
  if (key === 'End') return Math.max(0, heightOf(roll) - roll.sight);
  return steps[key] === undefined ? null : barAt(roll, depth(roll, top) + steps[key]);
}
