import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './contract';
import { Problem, problemOf, unreachable } from './problem';

/** Where the app was loaded from; the interface lives beside it, whatever the sub-path. Vite puts scripts one folder down. */
export const home = new URL(import.meta.env.DEV ? '/' : '../', import.meta.env.DEV ? location.href : import.meta.url);

let csrfToken: string | null = null;

/** The token of the session, sent with every write. */
export function useCsrfToken(token: string | null): void {
  csrfToken = token;
}

const signedOutListeners = new Set<() => void>();

/** Calls back whenever the server no longer knows us. */
export function onSignedOut(listener: () => void): void {
  signedOutListeners.add(listener);
}

const manners: Middleware = {
  onRequest({ request }) {
    if (csrfToken !== null && request.method !== 'GET') request.headers.set('X-CSRF-Token', csrfToken);
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return;
    const problem = await problemOf(response);
    if (problem.status === 401 && schemaPath !== '/session') for (const listener of signedOutListeners) listener();
    throw problem;
  },
  onError({ error }) {
    return error instanceof Problem ? error : unreachable(error);
  },
};

export const client = createClient<paths>({
  baseUrl: new URL('api/v1', home).href,
  credentials: 'same-origin',
  // Names with brackets, such as `key[prefix]`, are written as addresses may have them.
  querySerializer: (query) => new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, String(value)]]))).toString(),
});
client.use(manners);

/** The body of an answer that has one; the client has thrown already where it was a problem. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

/** The address of a file that the browser itself loads, such as an export. */
export function address(path: string): string {
  return new URL(`api/v1/${path}`, home).href;
}
