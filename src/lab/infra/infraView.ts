import type { LabAccount } from '../account.ts';
import type { PictureView, Section, ViewTable } from '../pictures/pictureView.ts';
import { accountLine } from '../report/accountLine.ts';
import type { InfraState } from './infraWork.ts';
import type { StackLook } from './lookAtStack.ts';
import { resourceName } from './resourceName.ts';
import { stackPhase, stuckFix } from './stackPhase.ts';

/** The view's buttons. */
export const infraActions = {
  deploy: { id: 'deploy', label: 'Deploy' },
  teardown: { id: 'teardown', label: 'Tear Down' },
  refresh: { id: 'refresh', label: 'Refresh' },
  stop: { id: 'stop', label: 'Stop Watching' },
} as const;

/** The view of the lab's stack: how it stands, what goes on, what it is made of. */
export function infraView(
  account: Pick<LabAccount, 'kind' | 'identity' | 'region'>,
  stackName: string,
  look: StackLook | undefined,
  { doing, by, step, lines }: InfraState,
): PictureView {
  const isBusy = doing !== undefined;
  const stop = isBusy && by === 'program' ? { ...infraActions.stop, label: 'Stop' } : infraActions.stop;
  return {
    note: `${accountLine(account)}, the stack ${stackName}.`,
    busy: isBusy ? step || doing : undefined,
    choices: [],
    actions: [
      { ...infraActions.deploy, disabled: isBusy },
      { ...infraActions.teardown, disabled: isBusy },
      { ...infraActions.refresh, disabled: isBusy },
      { ...stop, disabled: !isBusy },
    ],
    sections: [
      { id: 'stand', heading: 'How it stands', note: standText(stackName, look) },
      ...(lines.length ? [eventsSection(lines)] : []),
      ...(look ? [{ id: 'resources', heading: 'What it is made of', tables: tablesOf(look) }] : []),
    ],
  };
}

/** How the stack stands, in a sentence or two. */
export function standText(stackName: string, look: StackLook | undefined): string {
  if (!look) {
    return `Nothing is deployed: there is no stack ${stackName}. Deploy makes it; Tear Down deletes what else is left of the lab.`;
  }
  const { status, reason, created } = look.stack;
  const made = created ? `, made on ${created.toLocaleString('en-GB')}` : '';
  const state = `${stackName} is ${status}${made}${reason && ` (${reason})`}.`;
  const phase = stackPhase(status);
  if (phase === 'working') return `${state} AWS is at work on it; Deploy follows that.`;
  if (phase === 'stuck') return `${state} It cannot be changed. ${stuckFix}`;
  if (phase !== 'ready') return `${state} Deploy deletes what is left of it and makes it anew.`;
  return look.outdated ? `${state} It was made from another template: Deploy changes it.` : state;
}

function eventsSection(lines: InfraState['lines']): Section {
  return {
    id: 'events',
    heading: 'What happened',
    tables: [
      {
        id: 'stack-events',
        title: 'Events',
        sentence: 'What was done, the latest first.',
        columns: [{ name: 'Time' }, { name: 'What', prose: true }],
        rows: [...lines].reverse().map(({ at, text }) => [at.toLocaleTimeString('en-GB'), text]),
      },
    ],
  };
}

function tablesOf({ stack, resources }: StackLook): ViewTable[] {
  return [
    {
      id: 'stack-resources',
      title: 'Resources',
      sentence: 'What the stack has made, by its names in the template.',
      columns: [
        { name: 'Resource' },
        { name: 'Type' },
        { name: 'State' },
        { name: 'Name in the account', prose: true },
      ],
      rows: resources.map(({ logicalId, type, status, physicalId }) => [
        logicalId,
        type,
        status,
        resourceName(physicalId),
      ]),
    },
    {
      id: 'stack-outputs',
      title: 'Outputs',
      sentence: 'What others need to know of it.',
      columns: [{ name: 'Output' }, { name: 'Value', prose: true }],
      rows: Object.entries(stack.outputs),
    },
  ];
}
