const compiled = new Map<string, RegExp>();

/** Whether a text fits a pattern in which `*` stands for any characters and `?` for one. */
export function fits(pattern: string, text: string, options: { ignoreCase?: boolean } = {}): boolean {
  const key = `${options.ignoreCase ? 'i' : ''}:${pattern}`;
  let expression = compiled.get(key);
  if (!expression) {
    const source = pattern
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, options.ignoreCase ? 'is' : 's');
    // Patterns are whatever clients send: what was compiled is kept for a policy or two, not for ever.
    if (compiled.size > 500) compiled.clear();
    compiled.set(key, expression);
  }
  return expression.test(text);
}

/**
 * Whether an ARN fits a pattern: each of its first five parts by itself, as no wildcard reaches over a colon there, and
 * the rest as a whole.
 */
export function fitsArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const [wanted, given] = [partsOf(pattern), partsOf(arn)];
  return wanted.length === given.length && wanted.every((part, index) => fits(part, given[index] ?? ''));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
