/**
 * A field of the objects that a command was called with: `{ force: true }` of a keybinding or a task, or a tree's row.
 * Undefined where none of them has it.
 */
export function argument(args: readonly unknown[], name: string): unknown {
  for (const arg of args) {
    if (typeof arg === 'object' && arg !== null && name in arg) return Reflect.get(arg, name) as unknown;
  }
  return undefined;
}
