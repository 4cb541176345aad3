import type { Part } from './parts';

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** As much of a long line as is looked at around one place. */
const reach = 256;

/** The word at a place, or the one character there if it stands in none. */
export function wordAt(text: string, unit: number): Part | null {
  if (text === '') return null;
  const from = beginBefore(text, unit - reach);
  const piece = text.slice(from, unit + reach);
  const found = words.segment(piece).containing(Math.min(unit - from, piece.length - 1));
  return found === undefined ? null : { start: from + found.index, end: from + found.index + found.segment.length };
}

/** The next word that begins at or after a place; null behind the last. */
export function wordAfter(text: string, unit: number): Part | null {
  for (let at = unit; at < text.length; at += reach) {
    const from = beginBefore(text, at);
    for (const one of words.segment(text.slice(from, at + 2 * reach))) {
      const found = one.isWordLike && from + one.index >= unit ? wordAt(text, from + one.index) : null;
      if (found !== null && found.start >= unit) return found;
    }
  }
  return null;
}

/** The last word that ends at or before a place; null before the first. */
export function wordBefore(text: string, unit: number): Part | null {
  for (let to = unit; to > 0; to -= reach) {
    const from = beginBefore(text, to - 2 * reach);
    const here = [...words.segment(text.slice(from, to))].filter((one) => one.isWordLike).slice(-2);
    for (const one of here.reverse()) {
      const found = wordAt(text, from + one.index);
      if (found !== null && found.end <= unit) return found;
    }
  }
  return null;
}

/** Where the character that a reader sees ends, that begins at a place. */
export function characterAfter(text: string, unit: number): number {
  const found = graphemes.segment(text.slice(unit, unit + reach))[Symbol.iterator]().next();
  return found.done ? text.length : unit + found.value.segment.length;
}

/** Where the character that a reader sees begins, that ends at a place. */
export function characterBefore(text: string, unit: number): number {
  const from = beginBefore(text, unit - reach);
  let begin = from;
  for (const one of graphemes.segment(text.slice(from, unit))) begin = from + one.index;
  return begin;
}

/** The nearest place that is not inside a character: the one before, or the one behind it. */
export function between(text: string, unit: number): number {
  if (unit <= 0 || unit >= text.length) return Math.max(0, Math.min(text.length, unit));
  const from = beginBefore(text, unit - reach);
  const found = graphemes.segment(text.slice(from, unit + reach)).containing(unit - from);
  if (found === undefined) return unit;
  const [start, end] = [from + found.index, from + found.index + found.segment.length];
  return unit - start <= end - unit ? start : end;
}

/** A place at or before one at which it is safe to begin to read: never inside a surrogate pair, at a space if one is near. */
function beginBefore(text: string, unit: number): number {
  if (unit <= 0) return 0;
  const near = Math.max(0, unit - reach);
  const space = text.slice(near, unit + 1).lastIndexOf(' ');
  if (space >= 0) return near + space;
  return isLow(text, unit) ? unit - 1 : unit;
}

const isLow = (text: string, unit: number) => (text.charCodeAt(unit) & 0xfc00) === 0xdc00;

/** A stretch without the white space at its ends; as it is, if it is nothing else. */
export function trimmed(text: string, part: Part): Part {
  const said = text.slice(part.start, part.end);
  if (said.trim() === '') return part;
  return { start: part.start + said.length - said.trimStart().length, end: part.end - (said.length - said.trimEnd().length) };
}
