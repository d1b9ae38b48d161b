import { createInterface } from 'node:readline/promises';

/** Asks a question that is answered with y or n; without a terminal to ask on, the answer is no. */
export async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  // On stderr, so that a document on stdout stays whole.
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    lines.close();
  }
}
