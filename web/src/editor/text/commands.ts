import type { Command } from '../commands';
import type { Marking } from './marking.svelte';

export interface MarkingCaptions {
  readonly group: string;
  readonly nextWord: string;
  readonly previousWord: string;
  readonly longer: string;
  readonly shorter: string;
  readonly longerByWord: string;
  readonly shorterByWord: string;
  readonly startEarlier: string;
  readonly startLater: string;
  readonly turn: string;
  readonly nextSpan: string;
  readonly previousSpan: string;
  readonly label: (label: string) => string;
  readonly pick: string;
  readonly edit: string;
  readonly finish: string;
  readonly remove: string;
  readonly part: string;
  readonly relate: string;
  readonly accept: string;
  readonly acceptAll: string;
  readonly reject: string;
  readonly leave: string;
}

/** Where the hand goes outside the text. */
export interface Ways {
  /** To the details of the chosen region. */
  readonly edit: () => void;
  readonly leave: () => void;
}

/** Everything that can be done on a text by key, for the one registry. */
export function markingCommands(marking: Marking, captions: MarkingCaptions, ways: Ways): Command[] {
  const { group } = captions;
  const here = () => marking.focused;
  const changes = () => marking.open && marking.focused;
  const chosen = () => changes() && marking.chosen !== null;
  const predicted = () => marking.open && marking.chosen?.predicted === true;
  const one = (id: string, caption: string, keys: string[], when: () => boolean, run: () => void): Command => ({ id: `span-${id}`, caption, keys, group, when, run });
  return [
    one('finish', captions.finish, ['Enter'], () => changes() && marking.intent !== null, () => marking.finish()),
    one('edit', captions.edit, ['Enter', 'E'], () => chosen() && marking.intent === null, ways.edit),
    one('leave', captions.leave, ['Escape'], here, () => marking.letGo() || ways.leave()),
    one('next-word', captions.nextWord, ['Tab'], here, () => marking.word(1)),
    one('previous-word', captions.previousWord, ['Shift+Tab'], here, () => marking.word(-1)),
    one('longer', captions.longer, ['Shift+ArrowRight'], here, () => marking.extend(1, 'character')),
    one('shorter', captions.shorter, ['Shift+ArrowLeft'], here, () => marking.extend(-1, 'character')),
    one('longer-word', captions.longerByWord, ['Ctrl+Shift+ArrowRight'], here, () => marking.extend(1, 'word')),
    one('shorter-word', captions.shorterByWord, ['Ctrl+Shift+ArrowLeft'], here, () => marking.extend(-1, 'word')),
    one('start-earlier', captions.startEarlier, ['Alt+Shift+ArrowLeft'], chosen, () => marking.begin(-1, 'character')),
    one('start-later', captions.startLater, ['Alt+Shift+ArrowRight'], chosen, () => marking.begin(1, 'character')),
    one('turn', captions.turn, ['O'], () => here() && marking.selection !== null, () => marking.turn()),
    one('next', captions.nextSpan, ['ArrowRight', 'N'], () => here() && marking.spans.length > 0, () => marking.walk(1)),
    one('previous', captions.previousSpan, ['ArrowLeft', 'Shift+N'], () => here() && marking.spans.length > 0, () => marking.walk(-1)),
    ...marking.classes.slice(0, 9).map((label, i) => one(`label-${label.name}`, captions.label(label.caption), [String(i + 1)], changes, () => marking.mark(label.name))),
    one('pick', captions.pick, ['L'], changes, () => (marking.picking = true)),
    one('remove', captions.remove, ['Delete', 'Backspace'], chosen, () => marking.remove()),
    one('part', captions.part, ['P'], () => chosen() && marking.mayBeInterrupted, () => marking.addPart()),
    one('relate', captions.relate, ['R'], () => chosen() && marking.relationsFrom(marking.chosen!).length > 0, () => {
      const all = marking.relationsFrom(marking.chosen!);
      if (all.length === 1) marking.beginRelation(all[0]!.name);
      else ways.edit();
    }),
    one('accept', captions.accept, ['A'], predicted, () => marking.accept()),
    one('reject', captions.reject, ['X'], predicted, () => marking.reject()),
    one('accept-all', captions.acceptAll, ['Shift+A'], () => marking.open && marking.predicted > 0, () => marking.acceptAll()),
  ];
}
