/** A class as it is offered: under its name, with its way in the caption. */
export interface Offered {
  readonly name: string;
  readonly caption: string;
  readonly colour?: number | undefined;
}

/** Classes whose caption holds every word of the query, those whose own name or whole way it is first; without one, those used last first. */
export function findClasses<C extends Offered>(classes: readonly C[], query: string, recent: readonly string[]): C[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const late = recent.flatMap((name) => classes.find((one) => one.name === name) ?? []);
    return [...late, ...classes.filter((one) => !late.includes(one))];
  }
  const whole = words.join(' ');
  const rank = (caption: string) => {
    const way = ` ${caption.replaceAll('› ', '')}`;
    const own = caption.slice(caption.lastIndexOf('› ') + 1).trim();
    if (own === whole || way === ` ${whole}`) return 0;
    if (own.startsWith(whole)) return 1;
    if (way.includes(` ${whole}`)) return 2;
    return words.every((word) => `${way} `.includes(` ${word} `)) ? 3 : 4;
  };
  return classes
    .map((one) => ({ one, caption: one.caption.toLowerCase() }))
    .filter(({ caption }) => words.every((word) => caption.includes(word)))
    .sort((a, b) => rank(a.caption) - rank(b.caption))
    .map(({ one }) => one);
}
