/** How a value of a table is written in its cell; undefined for none (SQL's NULL). Times are in UTC. */
export function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'object'
    ? JSON.stringify(value, plain)
    : String(value as number | bigint | boolean);
}

/** JSON has no whole numbers of 64 bits. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
