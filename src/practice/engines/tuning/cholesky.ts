/**
 * The lower triangle L of a symmetric positive definite matrix given by its lower triangle, so that L times its transpose is
 * the matrix. Each row has its own length. A pivot that rounding has driven to zero counts as a tiny one.
 */
export function cholesky(rows: readonly Float64Array[]): Float64Array[] {
  const lower = rows.map((row) => Float64Array.from(row));
  for (const [row, values] of lower.entries()) {
    for (let column = 0; column <= row; column += 1) {
      const other = lower[column]!;
      let value = values[column]!;
      for (let index = 0; index < column; index += 1) value -= values[index]! * other[index]!;
      values[column] = column === row ? Math.sqrt(Math.max(value, 1e-12)) : value / other[column]!;
    }
  }
  return lower;
}

/** Solves L x = b. */
export function solveLower(
  lower: readonly Float64Array[],
  right: readonly number[] | Float64Array,
): Float64Array {
  const solution = Float64Array.from(right);
  for (const [row, values] of lower.entries()) {
    let value = solution[row]!;
    for (let index = 0; index < row; index += 1) value -= values[index]! * solution[index]!;
    solution[row] = value / values[row]!;
  }
  return solution;
}

/** Solves Lᵀ x = b. */
export function solveUpper(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const solution = Float64Array.from(right);
  for (let row = lower.length - 1; row >= 0; row -= 1) {
    let value = solution[row]!;
    for (let index = row + 1; index < lower.length; index += 1)
      value -= lower[index]![row]! * solution[index]!;
    solution[row] = value / lower[row]![row]!;
  }
  return solution;
}
