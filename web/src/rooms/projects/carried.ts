import type { Packed } from './tar';

/** Files on their way from the page where they were picked to the one where their project is made. */
let files: readonly Packed[] = [];

export function carry(these: readonly Packed[]): void {
  files = these;
}

/** What was carried here, once. */
export function unload(): readonly Packed[] {
  const these = files;
  files = [];
  return these;
}
