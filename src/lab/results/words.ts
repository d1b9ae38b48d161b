const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A number of cycles as it is told, to a tenth: `12.3`, `−4`, `0`. */
export function cycles(value: number): string {
  // Adding zero makes a negative zero a plain one.
  return oneDecimal.format(Number(value.toFixed(1)) + 0).replace('-', '−');
}

/** A share as it is told: `81 %`. */
export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
}
