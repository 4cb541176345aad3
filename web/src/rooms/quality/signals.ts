import type { Diagnosis } from '../../api/types';

/** Why somebody needs a look, the gravest first. */
export type Signal =
  | { readonly kind: 'spammer' }
  | { readonly kind: 'fall'; readonly answer: number; readonly at: string }
  | { readonly kind: 'ring'; readonly others: readonly string[] }
  | { readonly kind: 'fast'; readonly n: number; readonly of: number };

type Profile = Diagnosis['annotators'][number];

/** Fewer answers than this share that are too fast are nothing to speak of. */
const fastShare = 0.1;

export function signalsOf(profile: Profile, rings: Diagnosis['rings']): Signal[] {
  const signals: Signal[] = [];
  if (profile.spammer) signals.push({ kind: 'spammer' });
  if (profile.fall) signals.push({ kind: 'fall', answer: profile.fall.answer, at: profile.fall.at });
  const ring = rings.find((members) => members.some((one) => one.id === profile.annotator.id));
  if (ring) signals.push({ kind: 'ring', others: ring.filter((one) => one.id !== profile.annotator.id).map((one) => one.name) });
  if (profile.tooFast > fastShare * profile.answers) signals.push({ kind: 'fast', n: profile.tooFast, of: profile.answers });
  return signals;
}

/** Who needs a look first, then the others by skill from the weakest on. */
export function byNeed(diagnosis: Pick<Diagnosis, 'annotators' | 'rings'>): { profile: Profile; signals: Signal[] }[] {
  return diagnosis.annotators
    .map((profile) => ({ profile, signals: signalsOf(profile, diagnosis.rings) }))
    .sort((a, b) => b.signals.length - a.signals.length || a.profile.skill.estimate - b.profile.skill.estimate);
}

type Mixed = Diagnosis['mixing'][number];

/** What is taken for what, the most frequent first. */
export function mixups(mixing: readonly Mixed[], most: number): Mixed[] {
  return mixing
    .filter((one) => one.consensus !== one.said && one.share.estimate >= 0.005)
    .sort((a, b) => b.share.estimate - a.share.estimate)
    .slice(0, most);
}
