/** A column of a table that is shown. */
export interface ShownColumn {
  readonly name: string;
  /** As its source names it: `double`, `bigint`; left out where the source has no types. */
  readonly type?: string | undefined;
}

/**
 * Which columns hold numbers, and so stand to the right: those whose type says so, and without a type those whose
 * values all read as numbers.
 */
export function numericColumns(
  columns: readonly ShownColumn[],
  rows: readonly (readonly (string | undefined)[])[],
): boolean[] {
  return columns.map(({ type }, index) => {
    if (type) return numericType.test(type);
    const values = rows.map((row) => row[index]).filter((value) => value !== undefined && value !== '');
    return values.length > 0 && values.every((value) => value !== undefined && number.test(value));
  });
}

/** Types of Hive, Athena and Parquet. */
const numericType = /^(u?int(eger|_?\d+)?|(tiny|small|big)int|float|double|real|decimal|numeric)\b/i;
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
