import type { Part } from './parts';

/** A lane for the underline of every stretch, so that no two that meet share one: each takes the lowest that is free. */
export function lanesOf(parts: readonly Part[]): Uint16Array {
  const order = [...parts.keys()].sort((a, b) => at(parts, a).start - at(parts, b).start || at(parts, b).end - at(parts, a).end || a - b);
  const lanes = new Uint16Array(parts.length);
  const until: number[] = [];
  for (const place of order) {
    const { start, end } = at(parts, place);
    const free = until.findIndex((one) => one <= start);
    const lane = free < 0 ? until.length : free;
    lanes[place] = lane;
    until[lane] = end;
  }
  return lanes;
}

const at = (parts: readonly Part[], place: number): Part => parts[place] as Part;
