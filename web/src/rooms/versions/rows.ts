import { decimal, value } from '../../parts/numbers';

/** The columns of some rows: the key and the split first, then what they have, in the order met. */
export function columnsOf(rows: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(['key', 'split', ...rows.flatMap((row) => Object.keys(row))])];
}

/** A value as it is read in a table: messages by role, numbers short, the rest as JSON. */
export function cellOf(cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return Number.isInteger(cell) ? value(cell) : decimal(cell, 3);
  if (Array.isArray(cell) && cell.every(isMessage)) return cell.map((message) => `${message.role}: ${message.content}`).join('\n');
  return JSON.stringify(cell);
}

function isMessage(one: unknown): one is { role: string; content: string } {
  return typeof one === 'object' && one !== null && 'role' in one && 'content' in one;
}
