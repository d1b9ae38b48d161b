import type { LabAccount } from '../account.ts';
import { poll } from '../follow/poll.ts';
import type { Stack, StackEvent } from '../ports/stacks.ts';
import type { OnProgress } from '../progress.ts';
import { eventLine } from './eventLine.ts';
import { stackPhase } from './stackPhase.ts';

/** Seconds between two looks at a stack that is at work. */
const lookEvery = 3;

/** How a stack's work ended, and what happened meanwhile. */
export interface StackEnd {
  /** Undefined when it is gone and CloudFormation has forgotten it. */
  readonly stack: Stack | undefined;
  readonly events: readonly StackEvent[];
}

/**
 * Follows a stack until nothing is at work on it, telling each event in a line. The account goes on by itself: the signal
 * ends the watching only.
 * @param id the stack's ARN, which finds it after it was deleted, too.
 * @param after the id of the last event that is known already.
 */
export async function followStack(
  account: LabAccount,
  id: string,
  after: string | undefined,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<StackEnd> {
  const { stacks } = account.ports;
  const events: StackEvent[] = [];
  const look = async (): Promise<Stack | undefined> => {
    // Asked before the events, so that those of the end are among them.
    const stack = await stacks.get(id, signal);
    if (stack) {
      for (const event of await stacks.events(id, events.at(-1)?.id ?? after, signal)) {
        events.push(event);
        const line = eventLine(event);
        if (line !== undefined) onProgress({ kind: 'log', line });
      }
    }
    return stack;
  };
  const isOver = (stack: Stack | undefined): boolean => !stack || stackPhase(stack.status) !== 'working';
  return { stack: await poll(account, lookEvery, signal, look, isOver), events };
}
