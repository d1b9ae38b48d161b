/** A string value of a JSON text and where it stands. Offsets count UTF-16 units. */
export interface JsonString {
  /** Keys and indexes that lead to it from the top. */
  readonly path: readonly (string | number)[];
  /** Where each of the value's UTF-16 units begins in the text; one more tells where the last one ends. */
  readonly offsets: readonly number[];
  readonly value: string;
}

const literal = /"(?:[^"\\]|\\.)*"/y;
const unit = /\\u[\da-f]{4}|\\.|[^\\]/gi;

/** The string values of a JSON text that `wanted` asks for by their paths, in order. The text must be JSON. */
export function jsonStrings(text: string, wanted: (path: JsonString['path']) => boolean): JsonString[] {
  const found: JsonString[] = [];
  /** The key or index under way in each of the open objects and lists. */
  const path: (string | number)[] = [];
  let key = false;
  for (let at = 0; at < text.length; at += 1) {
    const symbol = text[at];
    if (symbol === '{' || symbol === '[') {
      key = symbol === '{';
      path.push(key ? '' : 0);
    } else if (symbol === '}' || symbol === ']') {
      path.pop();
    } else if (symbol === ',') {
      const last = path.pop() ?? 0;
      key = typeof last === 'string';
      path.push(typeof last === 'string' ? last : last + 1);
    } else if (symbol === ':') {
      key = false;
    } else if (symbol === '"') {
      literal.lastIndex = at;
      const raw = literal.exec(text)?.[0] ?? '"';
      if (key) path.splice(-1, 1, JSON.parse(raw) as string);
      else if (wanted(path)) found.push(stringAt(raw, at, [...path]));
      at += raw.length - 1;
    }
  }
  return found;
}

function stringAt(raw: string, at: number, path: JsonString['path']): JsonString {
  const offsets = [...raw.slice(1, -1).matchAll(unit)].map(({ index }) => at + 1 + index);
  return { path, offsets: [...offsets, at + raw.length - 1], value: JSON.parse(raw) as string };
}
