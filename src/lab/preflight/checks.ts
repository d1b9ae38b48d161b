import { bucketRegions } from './checks/bucketRegions.ts';
import { callerRights } from './checks/callerRights.ts';
import { crawlers } from './checks/crawlers.ts';
import { identity } from './checks/identity.ts';
import { image } from './checks/image.ts';
import { job } from './checks/job.ts';
import { leftovers } from './checks/leftovers.ts';
import { quotas } from './checks/quotas.ts';
import { resources } from './checks/resources.ts';
import { roles } from './checks/roles.ts';
import { stack } from './checks/stack.ts';
import { stream } from './checks/stream.ts';
import { workflow } from './checks/workflow.ts';
import { workGroup } from './checks/workGroup.ts';
import type { PreflightCheck } from './preflightCheck.ts';

/** Every check, in the order in which they are told. */
export const checks = {
  identity,
  resources,
  bucketRegions,
  stack,
  callerRights,
  roles,
  quotas,
  stream,
  crawlers,
  job,
  workflow,
  workGroup,
  image,
  leftovers,
} as const satisfies Readonly<Record<string, PreflightCheck>>;

export type CheckId = keyof typeof checks;
export const checkIds = Object.keys(checks) as CheckId[];
