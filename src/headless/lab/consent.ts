import { createInterface } from 'node:readline/promises';
import type { LabAccount } from '../../lab/account.ts';
import type { StageId } from '../../lab/facts.ts';
import { stages } from '../../lab/stages.ts';
import type { Stage } from '../../lab/stage.ts';

/** What the stages cost on AWS, a line each; none for those that cost nothing. */
export function costLines(ids: readonly StageId[]): string[] {
  return ids.flatMap((id) => {
    const { title, costs }: Pick<Stage, 'title' | 'costs'> = stages[id];
    return costs === undefined ? [] : [`  ${title}: ${costs}`];
  });
}

/** Where the lab is about to work, in a line. */
export function accountLine({ kind, identity, region }: LabAccount): string {
  return kind === 'practice'
    ? `Practice account ${identity.account} in ${region}`
    : `AWS account ${identity.account} in ${region}, as ${identity.arn}`;
}

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
