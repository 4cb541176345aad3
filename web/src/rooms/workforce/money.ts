import type { Cost, MeasuredCost } from '../../api';
import { figureText } from '../../parts/numbers';

/** An amount in its currency, to the hundredth; more exactly where that would be nothing. */
export function money({ amount, currency }: Cost): string {
  const digits = amount !== 0 && Math.abs(amount) < 0.1 ? 4 : 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code', minimumFractionDigits: 2, maximumFractionDigits: digits }).format(amount);
}

/** A measured amount with its interval, in words of one line. */
export function moneyText({ figure, currency }: MeasuredCost): string {
  const { estimate, interval } = figureText(figure, (amount) => money({ amount, currency }));
  return interval === null ? estimate : `${estimate} ${interval}`;
}
