/** Numbers of 32 bits tell apart all decimals of this many digits. */
const exactDigits = 6;

/**
 * The same numbers in half the bytes where each is a decimal of at most six digits, as sensors give them: the page then
 * has the 32-bit number nearest to it, for which `exactNumber` finds the decimal again. Else the array itself.
 */
export function leanNumbers(values: Float64Array | Float32Array): Float64Array | Float32Array {
  if (values instanceof Float32Array) return values;
  for (const value of values) if (!isShort(value)) return values;
  return Float32Array.from(values);
}

function isShort(value: number): boolean {
  if (Number.isNaN(value)) return true;
  for (let power = 1; power <= 10 ** exactDigits; power *= 10) {
    const whole = Math.round(value * power);
    if (Math.abs(whole) >= 10 ** exactDigits) return false;
    if (whole / power === value) return true;
  }
  return false;
}
