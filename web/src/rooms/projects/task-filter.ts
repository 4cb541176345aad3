import type { TaskState } from '../../api';

/** What finds tasks. */
export interface TaskFilter {
  readonly prefix: string;
  readonly tag: string;
  readonly state: '' | TaskState;
}

export const emptyFilter: TaskFilter = { prefix: '', tag: '', state: '' };

export interface TaskSearch {
  readonly 'key[prefix]'?: string;
  readonly tag?: string;
  readonly state?: TaskState;
  readonly sort?: 'key' | 'probability';
}

/** The least certain are listed by that alone. */
export function queryOf({ prefix, tag, state, sort }: TaskFilter & { readonly sort: string }): TaskSearch {
  if (sort === 'probability') return { sort };
  return { ...(prefix === '' ? {} : { 'key[prefix]': prefix }), ...(tag === '' ? {} : { tag }), ...(state === '' ? {} : { state }) };
}
