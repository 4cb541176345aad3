import { flat, type Class } from '../form';
import type { Offered } from './find-classes';

/** A line of a level of classes: one that can be picked, or one that others stand below. */
export type Line =
  | { readonly kind: 'class'; readonly of: Offered }
  | { readonly kind: 'group'; readonly name: string; readonly caption: string; readonly below: number };

/** Whether some classes stand below others. */
export const isTree = (classes: readonly Class[]): boolean => classes.some((one) => (one.classes?.length ?? 0) > 0);

/**
 * The lines of one level, a way of names leading to it; a class that can be picked itself comes before those below it.
 *
 * @param offered all that can be picked, by name
 */
export function levelAt(classes: readonly Class[], way: readonly string[], offered: ReadonlyMap<string, Offered>): Line[] {
  const line = (one: Class): Line[] => {
    const of = offered.get(one.name);
    return of === undefined ? [] : [{ kind: 'class', of }];
  };
  let [here, head]: [readonly Class[], Line[]] = [classes, []];
  for (const name of way) {
    const group = here.find((one) => one.name === name);
    head = group?.selectable ? line(group) : [];
    here = group?.classes ?? [];
  }
  return [...head, ...here.flatMap((one): Line[] => (one.classes?.length ? [{ kind: 'group', name: one.name, caption: one.caption ?? one.name, below: flat(one.classes).length }] : line(one)))];
}
