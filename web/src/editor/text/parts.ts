/** A stretch of a text, the end exclusive. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** What carries one stretch as `span`, or several as `spans`. */
export interface Shaped {
  readonly span?: Part | undefined;
  readonly spans?: readonly Part[] | undefined;
}

/** The stretches of a region in the order of the text; none if its shape is another. */
export function partsOf(region: Shaped): readonly Part[] {
  return region.span ? [region.span] : (region.spans ?? []);
}

/** In order, without empty ones, and joined where they touch. */
export function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts.filter((one) => one.end > one.start).sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last !== undefined && part.start <= last.end) result[result.length - 1] = { start: last.start, end: Math.max(last.end, part.end) };
    else result.push({ start: part.start, end: part.end });
  }
  return result;
}

/** The shape of one stretch or of several; null of none. */
export function shapeOf(parts: readonly Part[]): Shaped | null {
  const [first, ...others] = joined(parts);
  if (first === undefined) return null;
  return others.length === 0 ? { span: first } : { spans: [first, ...others] };
}

/** Whether two regions cover the same stretches. */
export function sameParts(one: readonly Part[], other: readonly Part[]): boolean {
  return one.length === other.length && one.every((part, i) => part.start === other[i]?.start && part.end === other[i]?.end);
}
