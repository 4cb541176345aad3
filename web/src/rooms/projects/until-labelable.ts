import * as api from '../../api';

/** Waits until the samples of an import can be labeled; false if none can. */
export async function untilLabelable(project: string, importId: string, pause: (millis: number) => Promise<void>): Promise<boolean> {
  for (;;) {
    const [now, { counts }] = await Promise.all([api.importOf(importId), api.project(project)]);
    if (counts.open > 0) return true;
    if (now.state !== 'pending') return (await api.project(project)).counts.open > 0;
    await pause(150);
  }
}
