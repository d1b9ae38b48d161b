import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../clock.ts';
import type { Service } from '../../../service.ts';
import type { ObjectStore } from '../../s3/objectStore.ts';
import { accountCalls } from '../resources/accountCalls.ts';
import type { ResourceContext, ResourceType } from '../resources/resourceType.ts';
import type { StackTables } from './stackTables.ts';

/** What stacks work with. */
export interface StackGround {
  readonly clock: Clock;
  readonly tables: StackTables;
  readonly objects: ObjectStore;
  /** The account's other services. */
  readonly services: readonly Service[];
  /** By name. */
  readonly types: ReadonlyMap<string, ResourceType>;
}

/** How long CloudFormation waits for a resource to settle, in seconds of AWS's time; never less than the first figure. */
const [shortestWaitSeconds, longestWaitSeconds] = [30, 3600];

/** What a step of one resource works with. */
export function contextOf(
  { clock, objects, services }: StackGround,
  stack: { readonly name: string; readonly id: string },
  logicalId: string,
  signal: AbortSignal,
): ResourceContext {
  return {
    stack: { name: stack.name, id: stack.id },
    logicalId,
    call: accountCalls(services),
    objects,
    signal,
    until: async (what, holds) => {
      const deadline = Date.now() + 1000 * Math.max(shortestWaitSeconds, longestWaitSeconds * clock.pace);
      for (let pause = 2; !(await holds()); pause = Math.min(pause * 2, 500)) {
        if (Date.now() > deadline) throw new Error(`Exceeded attempts to wait for ${what}.`);
        await sleep(pause, undefined, { signal });
      }
    },
  };
}

/** The type of that name. What a template names is checked before anything is made of it. */
export function typeNamed({ types }: StackGround, name: string): ResourceType {
  const type = types.get(name);
  if (!type) throw new Error(`The practice account does not know resources of type ${name}.`);
  return type;
}
