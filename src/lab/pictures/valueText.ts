import type { Axis, Numbers } from './picture.ts';

const plain = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 7 });

/** A value as somebody reads it beside a picture: its word on an axis with names, else the number. */
export function valueText(value: number, axis: Axis): string {
  return axis.names?.[value] ?? plain.format(value);
}

/**
 * The number that was meant: one of 32 bits is the shortest decimal that it stands for (642.15, not
 * 642.1500244140625). Undefined where there is none.
 */
export function exactNumber(values: Numbers, index: number): number | undefined {
  const value = values[index];
  if (value === undefined || Number.isNaN(value)) return undefined;
  if (!(values instanceof Float32Array) || Number.isInteger(value)) return value;
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}
