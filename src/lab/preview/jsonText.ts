/**
 * JSON with a line for each member and element, two spaces deeper a level; undefined for text that is no JSON. Numbers
 * and strings stay as they are written, digit by digit.
 */
export function jsonText(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let lines = '';
  let depth = 0;
  const newLine = (): string => `\n${'  '.repeat(depth)}`;
  const tokens = text.match(token) ?? [];
  for (const [index, part] of tokens.entries()) {
    const next = tokens[index + 1];
    if (part === '{' || part === '[') {
      // An empty one stays on its line.
      if (next === '}' || next === ']') {
        lines += part;
        continue;
      }
      depth += 1;
      lines += part + newLine();
    } else if (part === '}' || part === ']') {
      const before = tokens[index - 1];
      if (before !== '{' && before !== '[') {
        depth -= 1;
        lines += newLine();
      }
      lines += part;
    } else if (part === ',') {
      lines += part + newLine();
    } else {
      lines += part === ':' ? ': ' : part;
    }
  }
  return `${lines}\n`;
}

/** A string, a sign of the structure, or a number or word. */
const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
