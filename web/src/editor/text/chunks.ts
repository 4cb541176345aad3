import type { Part } from './parts';
import { between } from './words';

/** A piece of a text that is laid out by itself, and about how many lines it will take. */
export interface Chunk extends Part {
  readonly lines: number;
}

const most = 1600;
const mostLines = 40;

/**
 * A text in pieces, each small enough to be laid out at once: whole lines together, a long line in parts that end at a
 * space where one is near, never inside a character.
 *
 * @param perLine about how many characters stand in a line
 */
export function chunksOf(text: string, perLine = 80): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  while (start < text.length) {
    const end = endOf(text, start);
    chunks.push({ start, end, lines: linesIn(text, start, end, perLine) });
    start = end;
  }
  return chunks;
}

function endOf(text: string, start: number): number {
  let end = start;
  for (let lines = 0; lines < mostLines && end < text.length; lines++) {
    const feed = text.slice(end, start + most).indexOf('\n');
    if (feed < 0 && text.length - start > most) return end > start ? end : cut(text, start);
    end = feed < 0 ? text.length : end + feed + 1;
  }
  return end;
}

/** Where a line that is too long for one piece is cut. */
function cut(text: string, start: number): number {
  const limit = start + most;
  const space = text.slice(limit - 200, limit).lastIndexOf(' ');
  return space < 0 ? between(text, limit) : limit - 200 + space + 1;
}

function linesIn(text: string, start: number, end: number, perLine: number): number {
  const lines = text.slice(start, end).split('\n');
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
}

/** The place of the piece that holds a unit; of the last one behind the end. */
export function chunkAt(chunks: readonly Part[], unit: number): number {
  let [low, high] = [0, chunks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((chunks[middle] as Part).start <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}
