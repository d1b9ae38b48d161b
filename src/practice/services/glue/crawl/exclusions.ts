/**
 * A crawler's exclusion pattern as a test of keys relative to the target's path. Globs as Glue has them: `*` and `?`
 * within a folder, `**` across folders, `[…]`, `{a,b}`, `\` before a literal character.
 */
export function exclusion(pattern: string): (key: string) => boolean {
  let source = '';
  let braces = 0;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    if (character === '\\') source += literal(pattern.charAt(++i));
    else if (character === '*' && pattern.charAt(i + 1) === '*') {
      source += '.*';
      i += 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) source += '\\[';
      else {
        const inner = pattern.slice(i + 1, end).replaceAll('\\', '\\\\');
        source += `(?!/)[${inner.startsWith('!') ? `^${inner.slice(1)}` : inner}]`;
        i = end;
      }
    } else if (character === '{') {
      source += '(?:';
      braces += 1;
    } else if (character === '}' && braces > 0) {
      source += ')';
      braces -= 1;
    } else if (character === ',' && braces > 0) source += '|';
    else source += literal(character);
  }
  const compiled = new RegExp(`^${source}${')'.repeat(braces)}$`, 's');
  return (key) => compiled.test(key);
}

function literal(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
