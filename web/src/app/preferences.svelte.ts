import { keysIn, type Keys } from '../editor/keys';
import { commands } from './app.svelte';

type Theme = 'light' | 'dark';
type Density = 'comfortable' | 'compact';

function kept(name: string): string | null {
  try {
    return localStorage.getItem(`maslin.${name}`);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`maslin.${name}`, value);
  } catch {
    // Storage is switched off: the choice holds until the page is closed.
  }
}

/** How this person likes the app to look, kept in this browser. The theme follows the system until it is chosen. */
class Preferences {
  #user: string | null = null;
  theme = $state<Theme | null>(kept('theme') as Theme | null);
  density = $state<Density>(kept('density') === 'compact' ? 'compact' : 'comfortable');
  bareKeys = $state<'on' | 'off'>(kept('bare-keys') === 'off' ? 'off' : 'on');

  switchTheme(): void {
    const dark = this.theme === null ? matchMedia('(prefers-color-scheme: dark)').matches : this.theme === 'dark';
    this.theme = dark ? 'light' : 'dark';
    keep('theme', this.theme);
    this.apply();
  }

  switchDensity(): void {
    this.density = this.density === 'compact' ? 'comfortable' : 'compact';
    keep('density', this.density);
    this.apply();
  }

  chooseBareKeys(choice: 'on' | 'off'): void {
    this.bareKeys = choice;
    keep('bare-keys', choice);
    this.apply();
  }

  /** Takes up the keys that this person gave commands in this browser. */
  takeKeys(user: string | null): void {
    this.#user = user;
    commands.take(user === null ? {} : keysIn(kept(`keys.${user}`)));
  }

  /** Gives a command other keys; null gives it its own again. */
  giveKeys(command: string, keys: readonly Keys[] | null): void {
    commands.remap(command, keys);
    this.#keepKeys();
  }

  resetKeys(): void {
    commands.take({});
    this.#keepKeys();
  }

  #keepKeys(): void {
    if (this.#user !== null) keep(`keys.${this.#user}`, JSON.stringify(commands.given()));
  }

  apply(): void {
    const root = document.documentElement;
    if (this.theme !== null) root.dataset['theme'] = this.theme;
    root.dataset['density'] = this.density;
    commands.allowBareKeys(this.bareKeys);
  }
}

export const preferences = new Preferences();
