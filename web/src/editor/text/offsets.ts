import type { TextCaptions } from './captions';
import type { Ground } from './ground';
import type { Part } from './parts';

/** Where stretches are, in words: in code points, and in which message. */
export function offsetsOf(ground: Ground, parts: readonly Part[], captions: TextCaptions): string {
  const said = parts.map((part) => `${ground.pointAt(part.start)}–${ground.pointAt(part.end)}`).join(', ');
  const message = parts[0] === undefined ? undefined : ground.pieceAt(parts[0].start).message;
  return message === undefined ? said : captions.inMessage(message + 1, said);
}
