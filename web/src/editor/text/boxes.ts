import type { Mark } from './marking.svelte';

/** A stretch on one line, as it is drawn: relative to its piece of the text. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly mark: Mark;
  /** Whether the caption stands here, and how wide it may be. */
  readonly caption: number | null;
  readonly side: 'below' | 'above';
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * What is drawn of stretches whose lines are known. The caption stands at the first line of a region: of the first lane
 * below, of the second above, of further ones nowhere; it ends where the next one of its line and side begins.
 */
export function boxesOf(drawn: readonly { readonly mark: Mark; readonly rects: readonly Rect[]; readonly begins: boolean }[], width: number): Box[] {
  const boxes: (Box & { caption: number | null })[] = drawn.flatMap(({ mark, rects, begins }) =>
    rects.map((rect, i) => ({
      left: rect.left, top: rect.top, width: rect.width, height: rect.height, mark,
      caption: begins && i === 0 && mark.part === 0 && mark.lane < 2 ? Infinity : null,
      side: mark.lane === 1 ? ('above' as const) : ('below' as const),
    })),
  );
  const captions = boxes.filter((one) => one.caption !== null).sort((a, b) => a.side.localeCompare(b.side) || a.top - b.top || a.left - b.left);
  captions.forEach((box, i) => {
    const next = captions[i + 1];
    const beside = next !== undefined && next.side === box.side && Math.abs(next.top - box.top) < box.height / 2;
    box.caption = Math.max(12, (beside ? next.left - 4 : width) - box.left);
  });
  return boxes;
}
