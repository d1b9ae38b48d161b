import type { JobUpdate } from '@aws-sdk/client-glue';
import { checkEnum, invalidInput } from '../glueErrors.ts';
import { defaultTimeout } from '../jobDocuments.ts';

/** Data processing units of one worker. */
const unitsOf: Readonly<Record<string, number>> = {
  'G.025X': 0.25,
  Standard: 1,
  'G.1X': 1,
  'G.2X': 2,
  'G.4X': 4,
  'G.8X': 8,
  'Z.2X': 2,
};
const defaultUnits = 10;

/** A job's definition with Glue's defaults; InvalidInputException for what cannot be. */
export function checkedDefinition({ AllocatedCapacity, ...request }: Definition): JobUpdate {
  const { Command, Role, ExecutionProperty, WorkerType, NumberOfWorkers, MaxCapacity } = request;
  if (!Command?.Name) throw invalidInput('Command name should not be null or empty.');
  if (Command.Name !== 'glueetl') {
    throw invalidInput(`The practice account runs jobs of the command glueetl, not ${Command.Name}.`);
  }
  if (!Command.ScriptLocation) throw invalidInput('Script location should not be null or empty.');
  if (!Role) throw invalidInput('Role should not be null or empty.');
  if (MaxCapacity !== undefined && AllocatedCapacity !== undefined) {
    throw invalidInput('Please set only Allocated Capacity or Max Capacity.');
  }
  if (MaxCapacity !== undefined && (WorkerType !== undefined || NumberOfWorkers !== undefined)) {
    throw invalidInput('Please do not set Max Capacity if using Worker Type and Number of Workers.');
  }
  checkEnum(WorkerType, Object.keys(unitsOf), 'workerType');
  for (const [what, value, least] of [
    ['Timeout', request.Timeout, 1],
    ['MaxRetries', request.MaxRetries, 0],
    ['MaxConcurrentRuns', ExecutionProperty?.MaxConcurrentRuns, 1],
  ] as const) {
    if (value !== undefined && value < least) throw invalidInput(`${what} must be at least ${least}.`);
  }
  const units =
    WorkerType !== undefined && NumberOfWorkers !== undefined
      ? (unitsOf[WorkerType] ?? 1) * NumberOfWorkers
      : (MaxCapacity ?? AllocatedCapacity ?? defaultUnits);
  return {
    ...request,
    Command: { PythonVersion: '3', ...Command },
    DefaultArguments: request.DefaultArguments ?? {},
    ExecutionProperty: { MaxConcurrentRuns: ExecutionProperty?.MaxConcurrentRuns ?? 1 },
    GlueVersion: request.GlueVersion ?? '5.0',
    MaxRetries: request.MaxRetries ?? 0,
    Timeout: request.Timeout ?? defaultTimeout,
    MaxCapacity: units,
  };
}

/** A definition as requests give it, with the older name of MaxCapacity that AWS still takes and gives. */
type Definition = Omit<JobUpdate, 'AllocatedCapacity'> & { readonly AllocatedCapacity?: number | undefined };

/** A capacity under its older name, in whole units. */
export function allocatedCapacity(units = defaultUnits): Record<string, number> {
  return { AllocatedCapacity: Math.ceil(units) };
}
