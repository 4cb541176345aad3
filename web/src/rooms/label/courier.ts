import * as api from '../../api';
import type { Courier, Delivery } from '../../editor/outbox';
import type { Deed } from '../../editor/journal';
import type { Work } from '../../editor/work';

/** Carries deeds to our server. A task that was leased again has a new assignment; the courier remembers which. */
export function courier(): Courier {
  const leases = new Map<string, string>();
  const tell = async (deed: Deed, work: Work): Promise<void> => {
    const lease = leases.get(work.id) ?? work.id;
    switch (deed) {
      case 'draft':
        return void (await api.saveDraft(lease, { ...work.answers }, work.secondsActive));
      case 'submit':
        return void (await api.submit(lease, { ...work.answers }, work.secondsActive, { prediction: work.prediction, guidelineVersion: work.guidelineVersion }));
      case 'skip':
        return void (await api.skip(lease, work.reason ?? ''));
      case 'withdraw':
        return void (await api.withdraw(lease));
      case 'reclaim':
        return void leases.set(work.id, (await api.leaseTask(work.task)).id);
    }
  };
  return async (deed, work) => {
    try {
      await tell(deed, work);
      return { kind: 'accepted' };
    } catch (error) {
      return deliveryOf(error);
    }
  };
}

/** What a failure means: worth trying again, waiting for a sign-in, or an answer for good. */
export function deliveryOf(error: unknown): Delivery {
  if (!(error instanceof api.Problem)) throw error;
  if (error.status === 401) return { kind: 'signed-out' };
  if (error.offline || error.status === 429 || error.status >= 500) return { kind: 'unreachable' };
  return { kind: 'refused', why: [error.message, error.hint].filter(Boolean).join(' ') };
}
