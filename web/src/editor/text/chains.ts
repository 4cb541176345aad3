/** Two things that belong together. */
export interface Tie {
  readonly from: string;
  readonly to: string;
}

/** The chains that ties make, such as all the mentions of one person: each of two or more, in the order given. */
export function chainsOf(ids: readonly string[], ties: readonly Tie[]): string[][] {
  const above = new Map(ids.map((id) => [id, id]));
  const head = (id: string): string => {
    let top = id;
    while (above.get(top) !== top) top = above.get(top) as string;
    for (let at = id; at !== top; ) {
      const next = above.get(at) as string;
      above.set(at, top);
      at = next;
    }
    return top;
  };
  for (const { from, to } of ties) if (above.has(from) && above.has(to)) above.set(head(to), head(from));
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(head(id), [...(groups.get(head(id)) ?? []), id]);
  return [...groups.values()].filter((group) => group.length > 1);
}
