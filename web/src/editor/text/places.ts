import { chunkAt, type Chunk } from './chunks';
import type { Part } from './parts';

/** Between places in the text and places in the page. Each piece of the text is one text node in an element with `data-chunk`. */
export class Places {
  readonly #root: HTMLElement;
  readonly #chunks: readonly Chunk[];

  constructor(root: HTMLElement, chunks: readonly Chunk[]) {
    this.#root = root;
    this.#chunks = chunks;
  }

  element(place: number): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(`[data-chunk="${place}"]`);
  }

  /** The unit at a place of the page; null outside the text. */
  unitOf(node: Node | null, offset: number): number | null {
    const element = node instanceof Element ? node : node?.parentElement;
    const piece = element?.closest<HTMLElement>('[data-chunk]');
    const chunk = this.#chunks[Number(piece?.dataset['chunk'] ?? -1)];
    if (piece == null || chunk === undefined || !this.#root.contains(piece)) return null;
    if (node?.nodeType === Node.TEXT_NODE) return Math.min(chunk.end, chunk.start + offset);
    return offset === 0 ? chunk.start : chunk.end;
  }

  /** The unit under a point of the screen. */
  unitAt(x: number, y: number): number | null {
    const found = document.caretPositionFromPoint?.(x, y);
    if (found) return this.unitOf(found.offsetNode, found.offset);
    const range = document.caretRangeFromPoint?.(x, y);
    return range ? this.unitOf(range.startContainer, range.startOffset) : null;
  }

  /** Where in the page a unit is. */
  at(unit: number): { node: Text; offset: number } | null {
    const place = chunkAt(this.#chunks, unit);
    const node = this.element(place)?.querySelector('.t')?.firstChild;
    const chunk = this.#chunks[place];
    return node instanceof Text && chunk !== undefined ? { node, offset: Math.min(unit - chunk.start, node.length) } : null;
  }

  /** Shows a selection as the browser's own. */
  show(range: { readonly anchor: number; readonly focus: number } | null): void {
    const selection = getSelection();
    if (selection === null) return;
    const [from, to] = range === null ? [null, null] : [this.at(range.anchor), this.at(range.focus)];
    if (from === null || to === null) {
      if (this.#root.contains(selection.anchorNode)) selection.removeAllRanges();
    } else if (selection.anchorNode !== from.node || selection.anchorOffset !== from.offset || selection.focusNode !== to.node || selection.focusOffset !== to.offset) {
      selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
    }
  }

  /** Brings a stretch into sight. */
  reveal(part: Part): void {
    const place = this.at(part.start);
    if (place === null) return;
    this.element(chunkAt(this.#chunks, part.start))?.scrollIntoView({ block: 'nearest' });
    const range = document.createRange();
    range.setStart(place.node, place.offset);
    range.setEnd(place.node, Math.min(place.node.length, place.offset + 1));
    const [here, frame] = [range.getBoundingClientRect(), this.#root.getBoundingClientRect()];
    if (here.top < frame.top + 40 || here.bottom > frame.bottom - 40) this.#root.scrollTop += here.top - frame.top - frame.height / 2;
  }
}
