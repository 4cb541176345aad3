/** What a message may be given: numbers are written for the reader's language. */
export type Values = Readonly<Record<string, string | number>>;

const plurals = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat('en');

/** Fills `{name}`, and `{name, plural, =0 {…} one {…} other {…}}` with `#` for the number (a part of ICU MessageFormat). */
export function format(message: string, values: Values = {}): string {
  let out = '';
  for (let at = 0; at < message.length; ) {
    const open = message.indexOf('{', at);
    if (open < 0) return out + message.slice(at);
    const close = closing(message, open);
    out += message.slice(at, open) + filled(message.slice(open + 1, close), values);
    at = close + 1;
  }
  return out;
}

function filled(inside: string, values: Values): string {
  const [name = '', kind] = inside.split(',', 2).map((part) => part.trim());
  const value = values[name];
  if (value === undefined) return `{${name}}`;
  if (kind !== 'plural') return written(value);
  const forms = formsOf(inside.slice(inside.indexOf(',', inside.indexOf(',') + 1) + 1));
  const form = forms[`=${value}`] ?? forms[plurals.select(Number(value))] ?? forms['other'] ?? '';
  return format(form, values).replaceAll('#', written(value));
}

function formsOf(text: string): Record<string, string> {
  const forms: Record<string, string> = {};
  for (let at = 0; ; ) {
    const open = text.indexOf('{', at);
    if (open < 0) return forms;
    const close = closing(text, open);
    forms[text.slice(at, open).trim()] = text.slice(open + 1, close);
    at = close + 1;
  }
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return i;
  }
  throw new Error(`The message (${text}) has an open brace without its closing one.`);
}

function written(value: string | number): string {
  return typeof value === 'number' ? numbers.format(value).replace('-', '−') : value;
}
