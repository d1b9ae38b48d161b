import { setTimeout as sleep } from 'node:timers/promises';
import type { LabAccount } from '../../account.ts';
import { explain } from '../../explain/explain.ts';
import type { Simulation, Verdict } from '../../ports/permissions.ts';

/** Before IAM is asked again that turned a simulation away because of too many, in seconds. */
const usualPauses = [1, 2, 4, 8, 16];

/** Has IAM simulate. */
export type Simulate = (simulation: Simulation) => Promise<Verdict[]>;

/**
 * Makes IAM's simulation for all who ask at the same time: one after the other, as IAM lets nobody simulate many times a second.
 * What it turns away for that is asked again after growing pauses; it fails once these are over, and then whatever else is
 * turned away fails at once.
 */
export function createSimulate(
  { kind, region, pace, ports }: Pick<LabAccount, 'kind' | 'region' | 'pace' | 'ports'>,
  signal: AbortSignal,
): Simulate {
  let before: Promise<unknown> = Promise.resolve();
  let pauses = usualPauses;
  const simulate: Simulate = async (simulation) => {
    for (const pause of pauses) {
      try {
        return await ports.permissions.simulate(simulation, signal);
      } catch (error) {
        if (!explain(error, { account: kind, region }).kind.startsWith('throttled')) throw error;
        await sleep(pause * pace * 1000, undefined, { signal });
      }
    }
    pauses = [];
    return ports.permissions.simulate(simulation, signal);
  };
  return (simulation) => {
    const turn = before.then(() => simulate(simulation));
    before = turn.catch(() => undefined);
    return turn;
  };
}
