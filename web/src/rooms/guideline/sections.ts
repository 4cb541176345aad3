/** A part of a guideline: a heading of the first or second level and what stands below it. */
export interface Section {
  readonly level: number;
  readonly heading: string;
  readonly text: string;
}

const heading = /^(#{1,2})\s+(.*?)\s*#*$/;
const fence = /^\s{0,3}(```|~~~)/;

/** The sections of a guideline; what stands before the first heading is one without a heading. */
export function sectionsOf(guideline: string): Section[] {
  const sections: { level: number; heading: string; lines: string[] }[] = [{ level: 2, heading: '', lines: [] }];
  let fenced = false;
  for (const line of guideline.split('\n')) {
    if (fence.test(line)) fenced = !fenced;
    const found = fenced ? null : heading.exec(line);
    if (found) sections.push({ level: found[1]?.length ?? 2, heading: found[2] ?? '', lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.map(({ level, heading: name, lines }) => ({ level, heading: name, text: lines.join('\n').trim() })).filter((one) => one.heading !== '' || one.text !== '');
}

/** The guideline that has these sections. */
export function guidelineOf(sections: readonly Section[]): string {
  return sections
    .filter((one) => one.heading.trim() !== '' || one.text.trim() !== '')
    .map((one) => [one.heading.trim() === '' ? '' : `${'#'.repeat(one.level)} ${one.heading.trim()}`, one.text.trim()].filter(Boolean).join('\n\n'))
    .join('\n\n');
}

export interface Line {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** What changed from one text to another, line by line: the longest common lines stay. */
export function lines(before: string, after: string): Line[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) (longest[i] as number[])[j] = a[i] === b[j] ? (longest[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(longest[i + 1]?.[j] ?? 0, longest[i]?.[j + 1] ?? 0);
  const found: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) (found.push({ kind: 'same', text: a[i] ?? '' }), i++, j++);
    else if (j >= b.length || (i < a.length && (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0))) found.push({ kind: 'gone', text: a[i++] ?? '' });
    else found.push({ kind: 'new', text: b[j++] ?? '' });
  }
  return found;
}
