/** An object of a template. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a template's value is an object (no list, no text). */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a template's value is what stands for text: a string, a number or a boolean. */
export function isText(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The one function that an object calls, as name and argument; undefined for a plain value. */
export function functionIn(value: unknown): readonly [name: string, argument: unknown] | undefined {
  if (!isMembers(value)) return undefined;
  const [entry, second] = Object.entries(value);
  if (!entry || second || !(entry[0] === 'Ref' || entry[0].startsWith('Fn::'))) return undefined;
  return entry;
}

/** Whether two values say the same: AWS takes `"2"` for 2 and `"true"` for true, and no order of members counts. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isText(a) && isText(b)) return String(a) === String(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, place) => isSame(item, b[place]));
  }
  if (!isMembers(a) || !isMembers(b)) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame(a[name], b[name]));
}
