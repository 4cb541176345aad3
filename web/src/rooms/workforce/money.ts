import type { Cost } from '../../api';

/** An amount in its currency, to the hundredth; more exactly where that would be nothing. */
export function money({ amount, currency }: Cost): string {
  const digits = amount !== 0 && Math.abs(amount) < 0.1 ? 4 : 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code', minimumFractionDigits: 2, maximumFractionDigits: digits }).format(amount);
}
