/** A key as people write it: `Ctrl+K`, `Shift+D`, `G P` (one after the other), `?`, `1`, `ArrowLeft`. */
export type Keys = string;

const sequencePause = 1000;
const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta']);

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The name of a press; Cmd on a Mac counts as Ctrl. Shift is named only where the character does not tell it. */
export function nameOf(press: KeyPress): Keys | null {
  if (modifiers.has(press.key)) return null;
  const letter = press.key.length === 1 && press.key !== ' ';
  const ctrl = press.ctrlKey || press.metaKey;
  const named = press.key === ' ' ? 'Space' : letter ? press.key.toUpperCase() : press.key;
  const shift = press.shiftKey && (!letter || /\p{L}/u.test(press.key));
  return `${ctrl ? 'Ctrl+' : ''}${press.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${named}`;
}

/** Is it a bare character, which must stay free for typing and can be switched off (WCAG 2.1.4)? */
export function isBare(keys: Keys): boolean {
  return keys.split(' ').some((key) => [...key].length === 1);
}

/** Joins presses that follow each other within a second, so that `G` then `P` is `G P`. */
export class KeySequence {
  readonly #clock: () => number;
  #last: { name: Keys; at: number } | null = null;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** What this press may mean, the longer meaning first. */
  press(name: Keys): Keys[] {
    const at = this.#clock();
    const before = this.#last !== null && at - this.#last.at <= sequencePause ? this.#last.name : null;
    this.#last = { name, at };
    return before === null ? [name] : [`${before} ${name}`, name];
  }

  reset(): void {
    this.#last = null;
  }
}

const captions: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Delete: 'Del' };

/** What stands on the key. */
export function keyCaption(key: string): string {
  return captions[key] ?? key;
}

/** The single keys to press, such as `Ctrl` and `K` of `Ctrl+K`; a plus may itself be one. */
export function capsOf(keys: Keys): string[] {
  return keys.split(' ').flatMap((one) => (one === '+' ? ['+'] : one.endsWith('++') ? [...one.slice(0, -2).split('+'), '+'] : one.split('+')));
}

/** Would the one be pressed on the way to the other, or are they the same? */
export function inTheWay(a: Keys, b: Keys): boolean {
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

/** The keys by command that a text holds, as they were kept; none where it holds something else. */
export function keysIn(text: string | null): Readonly<Record<string, readonly Keys[]>> {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    if (kept === null || typeof kept !== 'object' || Array.isArray(kept)) return {};
    const whole = (one: unknown) => Array.isArray(one) && one.every((keys) => typeof keys === 'string' && keys !== '');
    return Object.fromEntries(Object.entries(kept as Record<string, Keys[]>).filter(([, keys]) => whole(keys)));
  } catch {
    return {};
  }
}
