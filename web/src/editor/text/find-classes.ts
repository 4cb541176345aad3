import type { LabelClass } from './marking.svelte';

/** Classes whose caption holds every word of the query, those that begin with it first; without one, those used last first. */
export function findClasses(classes: readonly LabelClass[], query: string, recent: readonly string[]): LabelClass[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const late = recent.flatMap((name) => classes.find((one) => one.name === name) ?? []);
    return [...late, ...classes.filter((one) => !late.includes(one))];
  }
  const whole = words.join(' ');
  const rank = (caption: string) => (caption === whole ? 0 : caption.startsWith(whole) ? 1 : caption.includes(` ${whole}`) ? 2 : 3);
  return classes
    .map((one) => ({ one, caption: one.caption.toLowerCase() }))
    .filter(({ caption }) => words.every((word) => caption.includes(word)))
    .sort((a, b) => rank(a.caption) - rank(b.caption))
    .map(({ one }) => one);
}
