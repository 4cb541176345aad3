/** Only one tab of a browser writes on a project: that one has the pen. */
export interface Pen {
  /** Takes the pen from the tab that has it. */
  take(): void;
  drop(): void;
}

export function pen(name: string, held: (mine: boolean) => void): Pen {
  if (!('locks' in navigator)) {
    held(true);
    return { take: () => {}, drop: () => {} };
  }
  let drop = () => {};
  const until = new Promise<void>((resolve) => (drop = resolve));
  const ask = (options: LockOptions) =>
    navigator.locks
      .request(name, options, async (lock) => {
        held(lock !== null);
        if (lock !== null) await until;
      })
      .catch(() => held(false));
  void ask({ ifAvailable: true });
  return { take: () => void ask({ steal: true }), drop };
}
