/** What the finder of classes says. */
export interface FinderCaptions {
  readonly search: string;
  readonly list: string;
  readonly none: string;
  readonly recent: string;
  readonly up: string;
  readonly found: (shown: number, all: number) => string;
  readonly below: (n: number) => string;
}

/** With more classes than this they are found, and not all shown. */
export const mostShown = 24;
