import { createEngine } from '../../src/practice/engines/duckdb/engine.ts';
import { javaTextMacros, textOf } from '../../src/practice/engines/sql/javaText.ts';
import { readQuery } from '../../src/practice/engines/sql/query.ts';
import { macroStatements } from '../../src/practice/engines/sql/trinoFunctions.ts';

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
