import assert from 'node:assert/strict';
import { createEngine } from '../../src/practice/engines/duckdb/engine.ts';
import { javaTextMacros, textOf } from '../../src/practice/engines/sql/javaText.ts';
import { readQuery } from '../../src/practice/engines/sql/query.ts';
import { macroStatements } from '../../src/practice/engines/sql/trinoFunctions.ts';

/** Expressions, their text as Athena writes it (undefined for NULL), and what they are selected from. */
export type Cases = readonly (readonly [expression: string, text: string | undefined, from?: string])[];

/** Evaluates expressions of Athena's SQL in the practice account's engine, without an account. */
export interface TrinoEvaluator {
  /** The text of an expression's value, as a result has it; undefined for NULL. */
  text(expression: string, from?: string): Promise<string | undefined>;
  close(): void;
}

/** Starts an engine with the macros that every query has. */
export async function openTrinoEvaluator(): Promise<TrinoEvaluator> {
  const engine = await createEngine({ folders: [], memoryLimitMiB: 200, threads: 1 });
  const session = await engine.session();
  await session.run([...javaTextMacros, ...macroStatements].join(';'));
  return {
    text: async (expression, from) => {
      const { sql } = await readQuery(
        `SELECT ${expression} AS x${from === undefined ? '' : ` FROM ${from}`}`,
        'lab',
      );
      const described = await session.query(`DESCRIBE ${sql}`);
      const { rows } = await session.query(
        `SELECT ${textOf('x', String(described.rows[0]?.[1]))} FROM (${sql})`,
      );
      const value = rows[0]?.[0];
      return typeof value === 'string' ? value : undefined;
    },
    close: () => {
      session.close();
      engine.close();
    },
  };
}

/** Asserts that every expression has the value it should have; the failure names the expression. */
export async function hold(trino: TrinoEvaluator, cases: Cases): Promise<void> {
  for (const [expression, text, from] of cases) {
    assert.equal(await trino.text(expression, from), text, expression);
  }
}
