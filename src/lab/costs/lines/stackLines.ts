import type { LabAccount } from '../../account.ts';
import { parameterNames } from '../../infra/labStack.ts';
import type { Stack, StackResource } from '../../ports/stacks.ts';
import { hoursBetween, monthHours, type CostLine } from '../costLine.ts';
import { priceOf } from '../priceOf.ts';
import { prices } from '../prices.ts';

/** The disk that the template gives the editor's instance, and the one that Cloud9 gives its own, in GiB. */
export const editorDiskGiB = 20;
const cloud9DiskGiB = 10;

/** What the resources of the lab's stack cost that only the stack tells of; the others are reckoned by what they are. */
export async function stackLines(
  { ports: { stacks } }: LabAccount,
  stackName: string,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const stack = await stacks.get(stackName, signal);
  if (!stack) return [];
  const resources = await stacks.resources(stack.id, signal);
  return resources
    .filter(({ status, physicalId }) => physicalId !== '' && !/^DELETE_(COMPLETE|SKIPPED)$/.test(status))
    .flatMap((resource) => lineOf[resource.type]?.(resource, stack, now) ?? []);
}

type LineOf = (resource: StackResource, stack: Stack, now: Date) => CostLine;

const lineOf: Readonly<Record<string, LineOf>> = {
  'AWS::EC2::Instance': (resource, stack, now) => {
    const { instanceType, price, since } = editorOf(resource, stack);
    const perHour =
      price && price + prices.ipv4PerHour + (editorDiskGiB * prices.ebsPerGiBMonth) / monthHours;
    return {
      kind: 'editor',
      name: resource.physicalId,
      since,
      soFar: perHour && perHour * hoursBetween(since, now),
      perHour,
      basis: `${priceOf(instanceType, price)}, ${editorDiskGiB} GiB of disk and a public address, as if it ran all the time since it was made; stopped, it costs its disk only`,
    };
  },
  'AWS::Cloud9::EnvironmentEC2': (resource, stack) => {
    const { instanceType, price, since } = editorOf(resource, stack);
    const perHour =
      price && price + prices.ipv4PerHour + (cloud9DiskGiB * prices.ebsPerGiBMonth) / monthHours;
    return {
      kind: 'editor',
      name: resource.physicalId,
      since,
      soFar: undefined,
      perHour,
      basis: `Cloud9 on ${priceOf(instanceType, price)} with a public address while it is open, and ${cloud9DiskGiB} GiB of disk; it stops by itself, so how long it ran is not known`,
    };
  },
  'AWS::Budgets::Budget': ({ physicalId, updated }, { created }) => ({
    kind: 'budget',
    name: physicalId,
    since: updated ?? created,
    soFar: 0,
    perHour: 0,
    basis: 'A budget that only sends messages is free',
  }),
};

function editorOf({ updated }: StackResource, { parameters, created }: Stack) {
  const instanceType = parameters[parameterNames.editorInstanceType] ?? '';
  return { instanceType, price: prices.ec2PerHour.get(instanceType), since: updated ?? created };
}
