import { decimal } from '../report/format.ts';

const shortNumber = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** A figure as it is told: six digits that count, four decimals at most, thousands apart. */
export function figure(value: number): string {
  return shortNumber.format(Number(value.toFixed(4)) + 0).replace('-', '−');
}

/** A correlation: `0.62`, `−0.62`. */
export function correlationText(value: number): string {
  return decimal(value).replace('-', '−');
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
