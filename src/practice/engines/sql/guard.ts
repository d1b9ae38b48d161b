import type { Session } from '../duckdb/engine.ts';
import { quoted } from '../duckdb/engine.ts';
import type { Tree } from './sqlLibrary.ts';
import { isTree } from './walk.ts';

/** What a query must not reach, named as the query's author wrote it. */
export class Forbidden extends Error {
  readonly what: 'table' | 'function' | 'statement';
  readonly subject: string;

  constructor(what: Forbidden['what'], subject: string) {
    super(`The ${what} ${subject} is not one that a query may use.`);
    this.name = 'Forbidden';
    this.what = what;
    this.subject = subject;
  }
}

/** DuckDB's functions that tell of the process, its settings or other sessions, or that run SQL given as text. */
const forbiddenFunctions =
  /^(current_setting|getenv|getvariable|current_(user|role|database|schema|schemas|catalog|query|transaction_id|connection_id)|session_user|user|version|pg_.*|duckdb_.*|has_.*_privilege|nextval|currval|txid_current|in_search_path|query|query_table|json_(de)?serialize_.*|json_execute.*|write_log|parse_duckdb_log_message|read_.*|glob|sniff_.*|which_secret|add_parquet_key|set_config|sleep.*|icu_.*|obj_description|col_description|shobj_description|format_type|inet_.*|get_bit_.*|hash_to_.*|cast_to_type|create_sort_key|stats|storage_info|checkpoint|force_checkpoint)$/;

/** Kinds of FROM items that read nothing but tables and values. */
const harmlessSources = new Set([
  'JOIN',
  'SUBQUERY',
  'EMPTY',
  'EXPRESSION_LIST',
  'BASE_TABLE',
  'TABLE_FUNCTION',
]);

/**
 * Refuses SQL that would read anything but `tables` (`database.name`): looks at it as DuckDB's own parser reads it, so that
 * nothing a translation lets through is run. Throws Forbidden.
 */
export async function guard(sql: string, tables: ReadonlySet<string>, session: Session): Promise<void> {
  const { rows } = await session.query(`SELECT json_serialize_sql(${quoted(sql)})`);
  const read = JSON.parse(String(rows[0]?.[0])) as {
    error: boolean;
    error_message?: string;
    statements?: Tree[];
  };
  if (read.error || read.statements?.length !== 1) {
    throw new Forbidden('statement', read.error_message ?? 'with more than one part');
  }
  check(read.statements, tables, new Set());
}

function check(node: unknown, tables: ReadonlySet<string>, queries: ReadonlySet<string>): void {
  if (Array.isArray(node)) {
    for (const each of node) check(each, tables, queries);
  } else if (isTree(node)) {
    const scope = withQueries(node, queries);
    checkSource(node, tables, scope);
    if (
      typeof node['function_name'] === 'string' &&
      forbiddenFunctions.test(node['function_name'].toLowerCase())
    ) {
      throw new Forbidden('function', node['function_name']);
    }
    for (const value of Object.values(node)) check(value, tables, scope);
  }
}

/** The names that hold below a node: those from outside and those of its own WITH clause. */
function withQueries(node: Tree, queries: ReadonlySet<string>): ReadonlySet<string> {
  const map = isTree(node['cte_map']) ? node['cte_map']['map'] : undefined;
  if (!Array.isArray(map) || !map.length) return queries;
  const names = map.map((entry) => (isTree(entry) ? String(entry['key']).toLowerCase() : ''));
  return new Set([...queries, ...names]);
}

function checkSource(node: Tree, tables: ReadonlySet<string>, queries: ReadonlySet<string>): void {
  // Items of FROM are the objects that may be sampled and aliased and are no expressions.
  if (typeof node['type'] !== 'string' || 'class' in node || !('sample' in node && 'alias' in node)) return;
  if (!harmlessSources.has(node['type'])) throw new Forbidden('statement', node['type'].toLowerCase());
  if (node['type'] === 'TABLE_FUNCTION') {
    const called = isTree(node['function']) ? String(node['function']['function_name']) : '';
    if (called !== 'unnest') throw new Forbidden('function', called);
  }
  if (node['type'] === 'BASE_TABLE') {
    const schema = String(node['schema_name']).toLowerCase();
    const name = String(node['table_name']).toLowerCase();
    const known = schema === '' ? queries.has(name) : tables.has(`${schema}.${name}`);
    if (!known || node['catalog_name'] !== '') throw new Forbidden('table', name);
  }
}
