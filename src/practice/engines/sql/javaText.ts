import { quoted } from '../duckdb/engine.ts';
import { splitTypes, structFields } from './structFields.ts';

/**
 * Macros that write numbers as Java does, which is how Hive and Athena write text: `100.0`, `4.0E-4`, `1.0E7`, `NaN`.
 * DuckDB's own text has the same digits (the fewest that tell a number from its neighbours), and differs below 1e-3
 * and from 1e7 on; there the digits are put into scientific form. Where one digit would do, Java takes the nearest number
 * of two: `4.9E-324`. This is Java as from version 19; before, some numbers had a digit too many.
 */
export const javaTextMacros: readonly string[] = [
  `CREATE MACRO java_scientific(s) AS CASE
    WHEN contains(s, 'e') THEN
      split_part(s, 'e', 1) || CASE WHEN contains(s, '.') THEN '' ELSE '.0' END || 'E' || CAST(split_part(s, 'e', 2) AS INTEGER)
    WHEN starts_with(s, '0.') THEN
      ltrim(s, '0.')[1] || '.' || CASE WHEN length(ltrim(s, '0.')) = 1 THEN '0' ELSE ltrim(s, '0.')[2:] END
        || 'E-' || (length(s) - length(ltrim(s, '0.')) - 1)
    ELSE
      s[1] || '.' || coalesce(nullif(rtrim(replace(s[2:], '.', ''), '0'), ''), '0') || 'E' || (strpos(s, '.') - 2)
    END`,
  `CREATE MACRO java_text(x) AS CASE
    WHEN x = 0 OR abs(x) >= 1e-3 AND abs(x) < 1e7 THEN CAST(x AS VARCHAR)
    WHEN isnan(x) THEN 'NaN'
    WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END
    ELSE CASE WHEN x < 0 THEN '-' ELSE '' END || java_scientific(
      CASE WHEN contains(CAST(x AS VARCHAR), '.') THEN CAST(abs(x) AS VARCHAR) ELSE format('{:.1e}', abs(x)) END)
    END`,
];

/** The SQL expression of a column's text, as Athena writes it in results and in text files; NULL stays NULL. */
export function textOf(expression: string, type: string): string {
  // A float's own digits are printed, not those of the double it could be widened to.
  if (type === 'DOUBLE' || type === 'FLOAT') return `java_text(${expression})`;
  if (type === 'VARCHAR') return expression;
  if (type === 'TIMESTAMP' || type.startsWith('TIMESTAMP_'))
    return `strftime(${expression}, '%Y-%m-%d %H:%M:%S.%g')`;
  if (type === 'TIMESTAMP WITH TIME ZONE') {
    return `strftime(timezone('UTC', ${expression}), '%Y-%m-%d %H:%M:%S.%g UTC')`;
  }
  if (type === 'TIME') return `strftime(DATE '2000-01-01' + ${expression}, '%H:%M:%S.%g')`;
  if (type === 'BLOB') return `trim(regexp_replace(lower(hex(${expression})), '(..)', '\\1 ', 'g'))`;
  if (type.endsWith('[]')) return listText(expression, type.slice(0, -2));
  if (type.startsWith('MAP(')) return mapText(expression, type);
  if (type.startsWith('STRUCT(')) return structText(expression, type);
  return `CAST(${expression} AS VARCHAR)`;
}

function listText(expression: string, item: string): string {
  const texts = `list_transform(${expression}, lambda item: coalesce(${textOf('item', item)}, 'null'))`;
  return `CASE WHEN ${expression} IS NOT NULL THEN '[' || coalesce(array_to_string(${texts}, ', '), '') || ']' END`;
}

function mapText(expression: string, type: string): string {
  const [key = 'VARCHAR', value = 'VARCHAR'] = splitTypes(type.slice('MAP('.length, -1));
  const entry = `${textOf('entry.key', key)} || '=' || coalesce(${textOf('entry.value', value)}, 'null')`;
  const texts = `list_transform(map_entries(${expression}), lambda entry: ${entry})`;
  return `CASE WHEN ${expression} IS NOT NULL THEN '{' || coalesce(array_to_string(${texts}, ', '), '') || '}' END`;
}

function structText(expression: string, type: string): string {
  const fields = structFields(type).map(({ name, type: fieldType, named }, index) => {
    const value = named
      ? `struct_extract(${expression}, ${quoted(name)})`
      : `struct_extract_at(${expression}, ${index + 1})`;
    return `${quoted(`${name}=`)} || coalesce(${textOf(value, fieldType)}, 'null')`;
  });
  return `CASE WHEN ${expression} IS NOT NULL THEN '{' || ${fields.join(" || ', ' || ")} || '}' END`;
}
