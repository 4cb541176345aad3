import type { Content } from '../../api';
import { flat, type Question } from '../../editor/form';
import type { RegionsAnswer } from '../../editor/regions/region';
import { Desk } from '../../editor/tools/image/desk';
import type { ToolName } from '../../editor/tools/image/tools';

export function deskOf(question: Question, content: Content, changed: (answer: RegionsAnswer) => void, page = 1): Desk {
  const size = content.image?.pages?.[page - 1] ?? content.image;
  return new Desk({
    image: { width: size?.width ?? 1, height: size?.height ?? 1 },
    labels: flat(question.classes ?? []).map((one, i) => ({ name: one.name, caption: one.caption, colour: one.colour ?? (i % 12) + 1 })),
    shapes: question.shapes ?? [],
    relations: (question.relations ?? []).map((one) => ({ ...one, caption: one.caption ?? one.name })),
    skeleton: { points: question.skeleton?.points ?? [], edges: question.skeleton?.edges ?? [] },
    newId: () => crypto.randomUUID(),
    changed,
  });
}

/** The tool that was in hand last, by question: it stays there from one task to the next. */
const hands = new Map<string, ToolName>();

const nameOf = (question: Question) => JSON.stringify([question.name, question.shapes]);

export const handOf = (question: Question): ToolName | null => hands.get(nameOf(question)) ?? null;

export function keepInHand(question: Question, tool: ToolName): void {
  hands.set(nameOf(question), tool);
}
