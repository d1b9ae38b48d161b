/** Made once: ten thousand rows of a tree use it. */
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number with its thousands apart: `135,639`. */
export function wholeNumber(value: number): string {
  return whole.format(value);
}

/** A number of things: `1 query`, `1,000 queries`. */
export function countOf(count: number, noun: string): string {
  return `${wholeNumber(count)} ${count === 1 ? noun : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

/** A measure with two decimals: `41.27`. */
export function decimal(value: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** An amount in US dollars, to the cent: `$0.55`, `less than $0.01`. */
export function dollars(amount: number): string {
  return amount < 0.01 ? 'less than $0.01' : `$${decimal(amount)}`;
}

/** A price for an hour in US dollars, as exact as AWS names it: `$0.056`, `$0.23`. */
export function hourlyPrice(perHour: number): string {
  return `$${perHour.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 3 })}`;
}

/** A time: `0.4 s`, `12.3 s`, `3 min 05 s`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** Rows as columns of equal width; the first row is the head. Columns whose values are numbers stand to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const isNumeric = widths.map((_, column) =>
    rows.slice(1).every((row) => /^[-\d.,]*$/.test(row[column] ?? '')),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
