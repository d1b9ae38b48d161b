import { setMaxListeners } from 'node:events';
import type { StackStatus } from '@aws-sdk/client-cloudformation';
import type { BreakReason } from './converge.ts';
import { phases, type Next } from './phases.ts';
import type { StoredStack } from './stackDocuments.ts';
import type { StackGround } from './stackGround.ts';

/** What goes on with stacks after a request was answered. What a killed process was at, this one goes on with. */
export class StackRuns {
  readonly #ground: StackGround;
  readonly #closing = new AbortController();
  readonly #running = new Map<string, { phase: AbortController; ended: Promise<void> }>();

  constructor(ground: StackGround) {
    this.#ground = ground;
    for (const { id } of ground.tables.stacks.values()) this.goOn(id);
  }

  /** Goes on from the state that a stack's document says; the work of the state before is broken off. */
  goOn(stackId: string): void {
    const running = this.#running.get(stackId);
    if (running) {
      running.phase.abort('replaced' satisfies BreakReason);
      return;
    }
    const run = { phase: new AbortController(), ended: Promise.resolve() };
    this.#running.set(stackId, run);
    run.ended = this.#run(stackId, run);
  }

  /** Breaks off all work, for the next process to go on with. */
  async close(): Promise<void> {
    this.#closing.abort('close' satisfies BreakReason);
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #run(stackId: string, run: { phase: AbortController }): Promise<void> {
    const { tables } = this.#ground;
    for (;;) {
      run.phase = new AbortController();
      const stack = tables.get(stackId);
      const signal = AbortSignal.any([this.#closing.signal, run.phase.signal]);
      // As many wait for it as the stack has resources; Node takes more than ten listeners for a leak.
      setMaxListeners(0, signal);
      const next = await this.#next(stack, signal);
      const isClosing = this.#closing.signal.aborted;
      if (run.phase.signal.aborted && !isClosing) continue;
      if (!next || isClosing) {
        this.#running.delete(stackId);
        return;
      }
      tables.moveStack({ ...tables.get(stackId), ...next.change }, next.status, next.reason);
    }
  }

  async #next(stack: StoredStack, signal: AbortSignal): Promise<Next | undefined> {
    try {
      return await phases[stack.status]?.(this.#ground, stack, signal);
    } catch (error) {
      if (!signal.aborted) {
        process.stderr.write(
          `${stack.id}: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
        );
      }
      return {
        status: failedAfter(stack.status),
        reason: error instanceof Error ? error.message : String(error),
      };
    }
  }
}

function failedAfter(status: StackStatus): StackStatus {
  return status.replace(/(_COMPLETE_CLEANUP)?_IN_PROGRESS$/, '_FAILED') as StackStatus;
}
