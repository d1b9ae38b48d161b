import { AwsError } from '../../awsError.ts';
import { QueryError } from '../../engines/sql/queryError.ts';
import { SqlSyntaxError } from '../../engines/sql/tokens.ts';

/** Athena's number for each kind of error of a user's; 1000 for others. */
const types: Readonly<Record<string, number>> = {
  TABLE_NOT_FOUND: 1301,
  SCHEMA_NOT_FOUND: 1301,
  FUNCTION_NOT_FOUND: 1303,
  COLUMN_NOT_FOUND: 1006,
  TYPE_MISMATCH: 1002,
  DIVISION_BY_ZERO: 1001,
  INVALID_CAST_ARGUMENT: 1100,
  NOT_SUPPORTED: 1200,
  TABLE_ALREADY_EXISTS: 1110,
  FAILED: 1006,
};

/** How a statement's error is told: the reason, and the numbers of its category (1 the system's, 2 the user's) and type. */
export function failureOf(error: unknown): { reason: string; category: number; type: number } {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof QueryError) {
    if (error.code === 'GENERIC_INTERNAL_ERROR') return { reason, category: 1, type: 200 };
    return { reason, category: 2, type: types[error.code] ?? 1000 };
  }
  if (error instanceof SqlSyntaxError) return { reason: `SYNTAX_ERROR: ${reason}`, category: 2, type: 1000 };
  if (error instanceof AwsError) return { reason: `${error.code}: ${reason}`, category: 2, type: 1000 };
  return { reason: `GENERIC_INTERNAL_ERROR: ${reason}`, category: 1, type: 200 };
}
