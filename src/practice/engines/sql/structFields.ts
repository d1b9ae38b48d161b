/** A field of a DuckDB struct type. */
export interface StructField {
  /** Fields of a row that was given no names are called `field0`, `field1` …, as Athena calls them. */
  readonly name: string;
  readonly type: string;
  readonly named: boolean;
}

/** The fields of `STRUCT(h INTEGER, "A b" DATE)`, or of `STRUCT(INTEGER, DATE)`, in their order. */
export function structFields(type: string): StructField[] {
  return splitTypes(type.slice('STRUCT('.length, -1)).map((field, index) => {
    const quotedName = /^"((?:[^"]|"")*)" (.*)$/s.exec(field);
    if (quotedName) {
      return { name: (quotedName[1] ?? '').replaceAll('""', '"'), type: quotedName[2] ?? '', named: true };
    }
    const plainName = /^TIME(STAMP)? WITH/.test(field) ? undefined : /^(\w+) (.*)$/s.exec(field);
    if (plainName) return { name: plainName[1] ?? '', type: plainName[2] ?? '', named: true };
    return { name: `field${index}`, type: field, named: false };
  });
}

/** The types in a list of types, split at the commas outside of parentheses and quotes. */
export function splitTypes(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let quotedName = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') quotedName = !quotedName;
    else if (quotedName) continue;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      found.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...found, text.slice(start).trim()];
}
