import { createSubscriber } from 'svelte/reactivity';
import * as api from '../api';
import { Commands, type Command } from '../editor/commands';
import type { Keys } from '../editor/keys';
import { router } from '../router/router.svelte';

/** The one registry of commands. */
export const commands = new Commands(() => performance.now());

const commandsChange = createSubscriber((update) => commands.listen(update));

/** The commands that can be run now; a component that reads it is drawn again when they change. */
export function availableCommands(query = ''): Command[] {
  commandsChange();
  return commands.find(query);
}

/** The keys of a command; a component that reads them is drawn again when they change. */
export function keysOf(id: string): readonly Keys[] {
  commandsChange();
  return commands.keysOf(id);
}

/** Every command of this page, whether it can be run now or not. */
export function allCommands(): Command[] {
  commandsChange();
  return commands.all();
}

/** Adds commands while the component lives. */
export function useCommands(list: () => readonly Command[]): void {
  $effect(() => commands.add(list()));
}

/** Takes the focus out of a text field, so that single keys work again; tells whether it was in one. */
export function outOfField(): boolean {
  const here = document.activeElement;
  if (!(here instanceof HTMLTextAreaElement || (here instanceof HTMLInputElement && !['radio', 'checkbox'].includes(here.type)))) return false;
  document.getElementById('main')?.focus({ preventScroll: true });
  return true;
}

/** Who is signed in. `undefined` while we do not know yet. */
class Identity {
  session = $state.raw<api.Session | undefined>();
  /** The server has ended a session that we still show the pages of. */
  lost = $state(false);

  get user(): api.User | null {
    return this.session?.user ?? null;
  }

  take(session: api.Session): void {
    this.session = session;
    this.lost = false;
    api.useCsrfToken(session.csrfToken);
  }

  async read(): Promise<void> {
    this.take(await api.session());
  }

  async leave(): Promise<void> {
    await api.signOut();
    this.take({ user: null, csrfToken: null });
    router.go('/sign-in');
  }

  may(...roles: api.Role[]): boolean {
    return this.user !== null && roles.includes(this.user.role);
  }
}

export const identity = new Identity();

/** Manages projects: owners, admins and managers. */
export const manages = () => identity.may('owner', 'admin', 'manager');
/** Looks at everything but may not change it. */
export const reviews = () => identity.may('owner', 'admin', 'manager', 'reviewer', 'viewer');
/** Gives verdicts on answers. */
export const checks = () => identity.may('owner', 'admin', 'manager', 'reviewer');
export const administers = () => identity.may('owner', 'admin');
/** Leases tasks and answers them. */
export const annotates = () => identity.may('owner', 'admin', 'manager', 'reviewer', 'annotator');

api.onSignedOut(() => {
  if (identity.user !== null) identity.lost = true;
});

interface Toast {
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}

/** One short word on what happened, with its undo, for ten seconds. */
class Toasts {
  current = $state.raw<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string, undo?: () => void): void {
    clearTimeout(this.#timer);
    this.current = { text, undo };
    this.#timer = setTimeout(() => (this.current = null), 10_000);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }
}

export const toasts = new Toasts();
