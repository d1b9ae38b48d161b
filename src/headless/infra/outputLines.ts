import type { Stack } from '../../lab/ports/stacks.ts';

/** A stack's outputs, a line each. */
export function outputLines({ outputs }: Stack): string[] {
  const width = Math.max(0, ...Object.keys(outputs).map(({ length }) => length));
  return Object.entries(outputs).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
