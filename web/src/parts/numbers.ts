import type { Figure } from '../api/types';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fixed = (digits: number) => new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
const minus = (text: string) => text.replace('-', '−');

/** A count: whole, thousands with a comma. */
export function count(n: number): string {
  return minus(grouped.format(n));
}

/** How many digits after the point a figure of this size deserves. */
export function digitsOf(estimate: number, n: number): number {
  const size = Math.abs(estimate);
  if (size < 1.0005) return n < 100 ? 2 : 3;
  return size < 10 ? 2 : size < 100 ? 1 : 0;
}

/** A number as papers print it: without the leading zero, with a real minus. */
export function decimal(value: number, digits: number): string {
  if (Math.abs(value) >= 1000) return count(value);
  const text = fixed(digits).format(value).replace(/^(-?)0\./, '$1.');
  return minus(/^-?[.0]+$/.test(text) ? text.replace('-', '') : text);
}

/** A plain value on an axis or in a table of a plot. */
export function value(v: number): string {
  if (Number.isInteger(v)) return count(v);
  if (Math.abs(v) < 1e-4) return minus(v.toExponential(1).replace('.0e', 'e'));
  const digits = Math.abs(v) < 0.01 ? 5 : digitsOf(v, 1000);
  return decimal(v, digits).replace(/(\.\d*?[1-9])0+$/, '$1').replace(/\.0+$/, '');
}

/** The three parts of a figure as they are set: the estimate, its interval, its n. */
export interface FigureText {
  readonly estimate: string;
  readonly interval: string | null;
  readonly n: string;
}

/** How one value of a figure is written; as papers print it, where nothing else is said. */
export type Written = (value: number) => string;

/** `.742`, `± .021`, `2,893`; an interval that leans is written with both its ends, `[.24, .60]`. */
export function figureText(figure: Figure, written?: Written): FigureText {
  const digits = digitsOf(figure.estimate, figure.n);
  const at = written ?? ((v: number) => decimal(v, digits));
  return { estimate: at(figure.estimate), interval: written ? endsText(figure, written) : intervalText(figure, digits), n: count(figure.n) };
}

function intervalText(figure: Figure, digits: number): string | null {
  const { estimate, low, high } = figure;
  if (low === undefined || high === undefined) return null;
  const [down, up] = [estimate - low, high - estimate];
  const unit = 10 ** -digits;
  const even = down >= 0 && up >= 0 && Math.abs(up - down) <= Math.max(1.5 * unit, 0.1 * Math.max(up, down));
  return even ? `± ${decimal(Math.max(up, down), digits)}` : endsText(figure, (v) => decimal(v, digits));
}

function endsText({ low, high }: Figure, written: Written): string | null {
  if (low === undefined || high === undefined) return null;
  return low === high ? '± 0' : `[${written(low)}, ${written(high)}]`;
}

/** A share of progress, in whole percent; never 100 before the end. */
export function percent(done: number, total: number): string {
  if (total <= 0) return '0 %';
  return `${Math.min(done < total ? 99 : 100, Math.floor((100 * done) / total))} %`;
}

/** A size in the unit a person would say it in. */
export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = n;
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000;
  return `${unit === 0 ? count(size) : decimal(size, size < 10 ? 1 : 0)} ${units[unit]}`;
}

/** `24 s`, `1 min 12 s`, `3 h 5 min`. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min${s % 60 ? ` ${s % 60} s` : ''}`;
  return `${Math.floor(s / 3600)} h${Math.floor((s % 3600) / 60) ? ` ${Math.floor((s % 3600) / 60)} min` : ''}`;
}

/** A time that was measured: `3.2 s`, and from a minute on as `duration` has it. */
export function seconds(s: number): string {
  return s < 59.5 ? `${fixed(s < 1 ? 2 : s < 10 ? 1 : 0).format(s)} s` : duration(s);
}

/** The first and last characters of a hash: enough to tell it from its neighbours. */
export function short(id: string): string {
  return id.replace(/^(\w-)?([0-9a-f]{4})(?:[0-9a-f]{56}|[0-9a-f-]{28})([0-9a-f]{4})$/, '$1$2…$3');
}
