import { lookAtStack, type StackLook } from '../../lab/infra/lookAtStack.ts';
import { resourceName } from '../../lab/infra/resourceName.ts';
import { duration, table } from '../../lab/report/format.ts';
import { outputLines } from './outputLines.ts';
import type { Subcommand } from './subcommand.ts';

/** `npm run infra -- status` */
export const status: Subcommand = {
  summary: 'shows the stack, its resources and outputs',
  onNewFolder: 'refuse',
  run: async ({ account, event, options, template, say, print, signal }) => {
    const { stackName } = event;
    const look = await lookAtStack(account, { stackName, template }, signal);
    if (options.json) print(look ? documentOf(look) : { stack: null });
    say(look ? lines(look).join('\n') : `There is no stack ${stackName}: npm run infra -- deploy makes it.`);
    return 0;
  },
};

function lines({ stack, resources, outdated }: StackLook): string[] {
  const age = stack.created ? `, made ${ageText(stack.created)} ago` : '';
  return [
    `Stack ${stack.name}: ${stack.status}${age}${stack.reason && ` (${stack.reason})`}`,
    outdated
      ? 'It was made from another template: npm run infra -- deploy changes it.'
      : 'It was made from the template as it is now.',
    '',
    ...table([
      ['Resource', 'Status', 'Name'],
      ...resources.map(({ logicalId, status: state, physicalId }) => [
        logicalId,
        state,
        resourceName(physicalId),
      ]),
    ]),
    '',
    ...outputLines(stack),
  ];
}

/** How old something is: in days from the second day on. */
function ageText(created: Date): string {
  const hours = Math.max(0, Date.now() - created.getTime()) / 3_600_000;
  if (hours < 1) return duration(hours * 3600);
  return hours < 48 ? `${Math.floor(hours)} h` : `${Math.floor(hours / 24)} days`;
}

const documentOf = ({ stack, resources, outdated }: StackLook) => ({
  stack: { ...stack, created: stack.created?.toISOString() },
  outdated,
  resources: resources.map((resource) => ({ ...resource, updated: resource.updated?.toISOString() })),
});
