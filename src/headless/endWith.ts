/** Ends a command that was called wrongly: one sentence, and where the rest is said; the whole usage would move it out of sight. */
export function endWith(command: 'infra' | 'lab', error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.stderr.write(`npm run ${command} -- --help says what there is.\n`);
  process.exit(2);
}
