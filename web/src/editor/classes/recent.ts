const most = 6;
const memory = new Map<string, readonly string[]>();
const keyOf = (question: string) => `maslin-recent-classes/${question}`;

/** The classes of a question that were used last, the latest first; they outlast the page where it may keep something. */
export function recentOf(question: string): readonly string[] {
  const known = memory.get(question);
  if (known !== undefined) return known;
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(question)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}

export function keepRecent(question: string, name: string): readonly string[] {
  const recent = [name, ...recentOf(question).filter((one) => one !== name)].slice(0, most);
  memory.set(question, recent);
  try {
    localStorage.setItem(keyOf(question), JSON.stringify(recent));
  } catch {
    // Where nothing may be kept, they last as long as the page.
  }
  return recent;
}
