import { inTheWay, isBare, KeySequence, nameOf, type KeyPress, type Keys } from './keys';

/** One thing a person can do. The toolbar, the keys, the menu, the palette and the sheet all read it from here. */
export interface Command {
  readonly id: string;
  readonly caption: string;
  readonly keys?: readonly Keys[];
  readonly group: string;
  /** Can it be done now? It is left out of every surface while not. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

export interface Focus {
  /** Is the focus where characters are typed? */
  readonly typing: boolean;
  /** Does the focused control use Enter and Space itself? */
  readonly pressing: boolean;
}

/** The registry. What was added last comes first, so a room may give a key its own meaning while it is open. */
export class Commands {
  #lists: (readonly Command[])[] = [];
  #bareKeys = true;
  /** The keys that this person gave commands instead of their own. */
  #given = new Map<string, readonly Keys[]>();
  readonly #listeners = new Set<() => void>();
  readonly #sequence: KeySequence;

  constructor(clock: () => number) {
    this.#sequence = new KeySequence(clock);
  }

  /** Adds commands until the returned function is called. */
  add(commands: readonly Command[]): () => void {
    this.#lists = [commands, ...this.#lists];
    this.#changed();
    return () => {
      this.#lists = this.#lists.filter((list) => list !== commands);
      this.#changed();
    };
  }

  /** What can be done now, in order, each id once. */
  available(): Command[] {
    return this.#once((command) => command.when?.() !== false);
  }

  /** What can be done here at some time, in order, each id once. */
  all(): Command[] {
    return this.#once(() => true);
  }

  get(id: string): Command | undefined {
    const found = this.#lists.flat().find((command) => command.id === id);
    return found && this.#withKeys(found);
  }

  keysOf(id: string): readonly Keys[] {
    return this.get(id)?.keys ?? [];
  }

  /** Gives a command other keys than its own; null gives it its own again. */
  remap(id: string, keys: readonly Keys[] | null): void {
    if (keys === null) this.#given.delete(id);
    else this.#given.set(id, keys);
    this.#changed();
  }

  /** The keys that were given, by command. */
  given(): Readonly<Record<string, readonly Keys[]>> {
    return Object.fromEntries(this.#given);
  }

  /** Takes these keys in place of all that were given before. */
  take(given: Readonly<Record<string, readonly Keys[]>>): void {
    this.#given = new Map(Object.entries(given));
    this.#changed();
  }

  isGiven(id: string): boolean {
    return this.#given.has(id);
  }

  /** The other commands of this page that these keys would run too, or be in the way of. */
  clashes(id: string, keys: Keys): Command[] {
    return this.all().filter((command) => command.id !== id && command.keys?.some((one) => inTheWay(one, keys)));
  }

  run(id: string): void {
    this.available().find((command) => command.id === id)?.run();
  }

  /** Commands whose caption, group or keys hold every word of the query. */
  find(query: string): Command[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return this.available().filter((command) => {
      const text = `${command.caption} ${command.group} ${(command.keys ?? []).join(' ')}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  bareKeys(): boolean {
    return this.#bareKeys;
  }

  /** Switches the single-character keys, for people whose speech input or tremor presses them by chance. */
  allowBareKeys(choice: 'on' | 'off'): void {
    this.#bareKeys = choice === 'on';
    this.#changed();
  }

  /** Runs the command of a key press; tells whether there was one. */
  press(press: KeyPress, focus: Focus): boolean {
    const name = nameOf(press);
    if (name === null) return false;
    for (const keys of this.#sequence.press(name)) {
      const command = this.available().find((one) => one.keys?.includes(keys));
      if (command !== undefined && this.#allowed(keys, focus)) {
        this.#sequence.reset();
        command.run();
        return true;
      }
    }
    return false;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #allowed(keys: Keys, focus: Focus): boolean {
    if (isBare(keys)) return this.#bareKeys && !focus.typing;
    if (focus.pressing && (keys === 'Enter' || keys === 'Space')) return false;
    return !focus.typing || keys.startsWith('Ctrl+') || keys === 'Escape';
  }

  #once(may: (command: Command) => boolean): Command[] {
    const seen = new Set<string>();
    return this.#lists.flat().filter((command) => {
      if (seen.has(command.id) || !may(command)) return false;
      seen.add(command.id);
      return true;
    }).map((command) => this.#withKeys(command));
  }

  #withKeys(command: Command): Command {
    const keys = this.#given.get(command.id);
    return keys === undefined ? command : { ...command, keys };
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const typingTypes = new Set(['text', 'email', 'password', 'search', 'number', 'url', 'tel']);

/** Reads from the focused element which keys it keeps for itself. */
export function focusOf(element: Element | null): Focus {
  const tag = element?.tagName ?? '';
  const typing =
    tag === 'TEXTAREA' || tag === 'SELECT' || (tag === 'INPUT' && typingTypes.has((element as HTMLInputElement).type));
  return { typing, pressing: ['BUTTON', 'A', 'SUMMARY', 'TEXTAREA', 'SELECT'].includes(tag) };
}
