import type { FinderCaptions } from '../classes/captions';
import type { MarkingCaptions } from './commands';

/** What the surface says; the room translates. */
export interface TextCaptions extends MarkingCaptions {
  readonly text: string;
  readonly textHelp: string;
  readonly labels: string;
  readonly more: (n: number) => string;
  readonly finder: FinderCaptions;
  readonly offsets: (parts: string) => string;
  /** Stretches of one message of several. */
  readonly inMessage: (n: number, parts: string) => string;
  /** A part of a region stands in its message. */
  readonly apart: string;
  readonly selected: (words: string, parts: string) => string;
  readonly chosen: (label: string, words: string, origin: string) => string;
  readonly origin: (origin: string) => string;
  readonly armed: (label: string) => string;
  readonly forPart: (words: string) => string;
  readonly forRelation: (name: string, words: string) => string;
  readonly idle: string;
  readonly regions: (n: number) => string;
  readonly waiting: (n: number) => string;
  readonly none: string;
  readonly outside: string;
  readonly chain: (n: number) => string;
  readonly relations: string;
  readonly unrelate: string;
}
