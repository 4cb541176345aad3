import { isRegions, none, type Region, type Relation, type RegionsAnswer } from './regions/region';
import type { Change, Store } from './store';
import type { Step } from './undo';
import type { Work } from './work';

/** What changed in an answer about regions: those that are new with their place in the list, those that are other, those that are gone. */
interface RegionsPatch {
  readonly created: readonly (readonly [place: number, region: Region])[];
  readonly updated: readonly Region[];
  readonly deleted: readonly string[];
  readonly relations?: readonly Relation[];
}

/** The difference between two states of the same work, as small as the edit was. Made twice, it does the same as once. */
export interface Patch {
  readonly regions: Readonly<Record<string, RegionsPatch>>;
  /** Other answers, by question; null where one was taken back. */
  readonly others: Readonly<Record<string, unknown>>;
  readonly secondsActive: number;
}

/** Null where the difference is not about regions: then the work itself is small. */
export function patchOf(before: Work, after: Work): Patch | null {
  const names = new Set([...Object.keys(before.answers), ...Object.keys(after.answers)]);
  const [regions, others] = [{} as Record<string, RegionsPatch>, {} as Record<string, unknown>];
  let about = false;
  for (const name of names) {
    const [from, to] = [before.answers[name], after.answers[name]];
    about ||= isRegions(from) || isRegions(to);
    if (from === to) continue;
    if (isRegions(to) && (from === undefined || isRegions(from))) regions[name] = difference(from ?? none, to);
    else others[name] = to ?? null;
  }
  return about ? { regions, others, secondsActive: after.secondsActive } : null;
}

function difference(before: RegionsAnswer, after: RegionsAnswer): RegionsPatch {
  const relations = before.relations === after.relations ? {} : { relations: after.relations ?? [] };
  // Most of the list is the same objects at the same places, from either end, and looked at once.
  const [from, to] = [before.regions, after.regions];
  let [same, end] = [0, 0];
  while (same < from.length && from[same] === to[same]) same++;
  while (end < from.length - same && end < to.length - same && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  const known = new Map(from.slice(same, from.length - end).map((one) => [one.id, one]));
  const [created, updated] = [[] as [number, Region][], [] as Region[]];
  for (let i = same; i < to.length - end; i++) {
    const region = to[i] as Region;
    const old = known.get(region.id);
    if (old === undefined) created.push([i, region]);
    else if (old !== region) updated.push(region);
    known.delete(region.id);
  }
  return { created, updated, deleted: [...known.keys()], ...relations };
}

/** A step on large work, kept as the way there and back instead of both states. */
export function leanStep(change: Change<Work>): Step<Work> | null {
  const [one] = change.updated;
  if (one === undefined || change.updated.length > 1 || change.created.length > 0 || change.deleted.length > 0 || one.before.state !== one.after.state) return null;
  const [back, forth] = [patchOf(one.after, one.before), patchOf(one.before, one.after)];
  if (back === null || forth === null) return null;
  const { id } = one.after;
  const go = (patch: Patch) => (store: Store<Work>): readonly Work[] => {
    const now = store.get(id);
    if (now === undefined) return [];
    const next = patched(now, patch);
    store.put(next, 'undo');
    return [next];
  };
  return { ids: [id], back: go(back), forth: go(forth) };
}

export function patched(work: Work, patch: Patch): Work {
  const answers: Record<string, unknown> = { ...work.answers };
  for (const [name, value] of Object.entries(patch.others)) {
    if (value === null) delete answers[name];
    else answers[name] = value;
  }
  for (const [name, one] of Object.entries(patch.regions)) answers[name] = withPatch(isRegions(answers[name]) ? answers[name] : none, one);
  return { ...work, answers, secondsActive: Math.max(work.secondsActive, patch.secondsActive) };
}

function withPatch(answer: RegionsAnswer, { created, updated, deleted, relations }: RegionsPatch): RegionsAnswer {
  const gone = new Set(deleted);
  const next = new Map([...updated, ...created.map(([, region]) => region)].map((one) => [one.id, one]));
  const regions = answer.regions.filter((one) => !gone.has(one.id)).map((one) => next.get(one.id) ?? one);
  const there = new Set(regions.map((one) => one.id));
  for (const [place, region] of created) if (!there.has(region.id)) regions.splice(place, 0, region);
  const kept = relations ?? answer.relations;
  return { ...answer, regions, ...(kept === undefined ? {} : { relations: kept }) };
}
