import { chunkAt, chunksOf, type Chunk } from './chunks';
import { CodePoints } from './code-points';
import type { Part } from './parts';

/** One text of the ground; of a conversation, one message, counted from 0. */
export interface Piece extends Part {
  readonly message: number | undefined;
}

/** A part of a piece that is laid out by itself. */
export interface GroundChunk extends Chunk {
  /** Its place among all. */
  readonly place: number;
}

/** What can be marked of a sample. */
export interface Marked {
  readonly text?: string | undefined;
  readonly messages?: readonly { readonly content: string }[] | undefined;
}

/** Stands between two messages: neither a word nor a character reaches over it. */
const apart = '\u2029';

const clamp = (value: number, { start, end }: Part) => Math.max(start, Math.min(end, value));

/**
 * What is marked: a text, or the messages of a conversation one after the other, so that a hand goes from message to
 * message. Units count the whole; offsets are kept in code points of the one message.
 */
export class Ground {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly #points: CodePoints;

  private constructor(texts: readonly string[], isConversation: boolean) {
    this.text = texts.join(apart);
    let start = 0;
    this.pieces = texts.map((one, i) => {
      const piece = { start, end: start + one.length, message: isConversation ? i : undefined };
      start = piece.end + apart.length;
      return piece;
    });
    this.#points = new CodePoints(this.text);
  }

  /** The ground of a sample; null if there are no words in it. */
  static of({ text, messages }: Marked): Ground | null {
    if (messages?.length) return new Ground(messages.map((one) => one.content), true);
    return text === undefined ? null : new Ground([text], false);
  }

  /** The piece that holds a unit. */
  pieceAt(unit: number): Piece {
    return this.pieces[chunkAt(this.pieces, unit)] as Piece;
  }

  /** The place nearest to a unit in the piece that holds another one. */
  within(unit: number, of: number): number {
    return clamp(unit, this.pieceAt(of));
  }

  /** The message that a stretch stands in, as a region names it: nothing of it, where there are none. */
  naming(part: Part): { readonly message?: number } {
    const { message } = this.pieceAt(part.start);
    return message === undefined ? {} : { message };
  }

  /** The code point of its own text that begins at a unit. */
  pointAt(unit: number): number {
    return this.#points.pointAt(unit) - this.#points.pointAt(this.pieceAt(unit).start);
  }

  asPoints(part: Part): Part {
    return { start: this.pointAt(part.start), end: this.pointAt(part.end) };
  }

  /** Where the stretches of a region are in the whole, and whether they reach beyond their text. */
  unitsOf(message: number | undefined, parts: readonly Part[]): { readonly parts: readonly Part[]; readonly outside: boolean } {
    const piece = this.pieces.find((one) => one.message === message);
    const { start, end } = piece ?? { start: this.text.length, end: this.text.length };
    const [first, last] = [this.#points.pointAt(start), this.#points.pointAt(end)];
    const unit = (point: number) => this.#points.unitAt(Math.min(first + point, last));
    return { parts: parts.map((part) => ({ start: unit(part.start), end: unit(part.end) })), outside: parts.some((part) => first + part.end > last) };
  }

  /** Every piece in chunks that are laid out by themselves; one that says nothing has an empty one. */
  chunks(perLine: number): GroundChunk[][] {
    let place = 0;
    return this.pieces.map(({ start, end }) => {
      const own = chunksOf(this.text.slice(start, end), perLine);
      return (own.length > 0 ? own : [{ start: 0, end: 0, lines: 0 }]).map((one) => ({ start: start + one.start, end: start + one.end, lines: one.lines, place: place++ }));
    });
  }
}
