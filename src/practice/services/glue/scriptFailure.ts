import type { ScriptOutcome } from '../../engines/spark/sparkEngine.ts';

/** Glue's error categories, by the error's type in Python or Spark. */
const categories: readonly (readonly [RegExp, string])[] = [
  [/^(SyntaxError|IndentationError|TabError)$/, 'SYNTAX_ERROR'],
  [/^(ModuleNotFoundError|ImportError)$/, 'IMPORT_ERROR'],
  [/^(AnalysisException|ParseException|QueryExecutionException)$/, 'QUERY_ERROR'],
  [/^(EntityNotFoundException|NoSuchBucket|NoSuchKey)$/, 'RESOURCE_NOT_FOUND_ERROR'],
  [/AccessDenied|PermissionError/, 'PERMISSION_ERROR'],
  [/^(IllegalArgumentException|GlueArgumentError)$/, 'INVALID_ARGUMENT_ERROR'],
  [/^(MemoryError|OutOfMemoryError)$/, 'OUT_OF_MEMORY_ERROR'],
];

/** A failed script's ErrorMessage as Glue writes it: category, line of the script, type and message. */
export function scriptFailure(outcome: Extract<ScriptOutcome, { kind: 'failed' }>): string {
  const category = categories.find(([pattern]) => pattern.test(outcome.type))?.[1] ?? 'UNCLASSIFIED_ERROR';
  const line = outcome.line === undefined ? '' : `Failed Line Number: ${outcome.line}; `;
  return `Error Category: ${category}; ${line}${outcome.type}: ${outcome.message}`;
}
