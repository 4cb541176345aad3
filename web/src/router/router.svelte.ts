import type { Component } from 'svelte';
import { home, type Role } from '../api';

export type Params = Readonly<Record<string, string>>;

/** A room of the app: where it is, and the chunk that holds it. */
export interface Room {
  readonly path: string;
  /** A component that takes `params` and `query`, or neither. */
  readonly load: () => Promise<{ default: Component<never> }>;
  /** How much stands around it: everything, nothing but the work, or nothing at all (for visitors). */
  readonly frame: 'shell' | 'work' | 'visitor';
  /** Whose it is; everybody's who is signed in, if absent. */
  readonly roles?: readonly Role[];
}

export interface Place {
  readonly room: Room;
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly path: string;
}

/** Finds the room of a path; the last segment list wins ties, so put the special ones first. */
export function match(rooms: readonly Room[], path: string): { room: Room; params: Params } | null {
  const parts = path.split('/').filter(Boolean);
  for (const room of rooms) {
    const wanted = room.path.split('/').filter(Boolean);
    if (wanted.length !== parts.length) continue;
    if (!wanted.every((one, i) => one.startsWith(':') || one === parts[i])) continue;
    const params = wanted.flatMap((one, i) => (one.startsWith(':') ? [[one.slice(1), decodeURIComponent(parts[i] as string)]] : []));
    return { room, params: Object.fromEntries(params) };
  }
  return null;
}

const base = home.pathname.replace(/\/$/, '');

/** The address of a path of ours under whatever sub-path the app runs. */
export function href(path: string): string {
  return base + path;
}

function here(): string {
  const path = location.pathname;
  return (path.startsWith(`${base}/`) ? path.slice(base.length) : '/') + location.search;
}

class Router {
  /** The path and query now, without the sub-path. */
  current = $state(here());

  constructor() {
    addEventListener('popstate', () => (this.current = here()));
  }

  go(path: string, how: 'push' | 'replace' = 'push'): void {
    if (path === this.current) return;
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', href(path));
    this.current = here();
    if (how === 'push') scrollTo(0, 0);
  }

  /** Follows a plain click on one of our own links without loading the page. */
  follow(event: MouseEvent): void {
    const link = (event.target as Element).closest?.('a');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (!link.pathname.startsWith(`${base}/`) || link.pathname.startsWith(`${base}/api/`)) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    this.go(link.pathname.slice(base.length) + link.search);
  }
}

export const router = new Router();
