import {
  _InstanceType,
  type CreateNotebookInstanceInput,
  type CreateNotebookInstanceOutput,
  type DeleteNotebookInstanceInput,
  type DescribeNotebookInstanceInput,
  type DescribeNotebookInstanceOutput,
  type ListNotebookInstancesInput,
  type ListNotebookInstancesOutput,
  type NotebookInstanceStatus,
  type StartNotebookInstanceInput,
  type StopNotebookInstanceInput,
  type UpdateNotebookInstanceInput,
  type UpdateNotebookInstanceOutput,
} from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../clock.ts';
import { region } from '../../identity.ts';
import type { Table } from '../../store/store.ts';
import type { Background } from './background.ts';
import { checkInstanceQuota, type InstanceGround } from './instanceUse.ts';
import { listPage } from './listing.ts';
import { lifecycleConfigNamed, type LifecycleConfig } from './notebookLifecycles.ts';
import type { Tags } from './tags.ts';
import { arnOf, checkEnum, checkName, checkRange, checkRole, invalid, refuseMembers } from './validation.ts';

/** A notebook instance as the store has it. Times are epoch milliseconds. */
export interface NotebookInstance {
  readonly name: string;
  readonly arn: string;
  readonly status: NotebookInstanceStatus;
  readonly created: number;
  readonly modified: number;
  /** The request that made it, without its tags. */
  readonly request: CreateNotebookInstanceInput;
}

interface NotebookGround {
  readonly clock: Clock;
  readonly lifecycles: Table<LifecycleConfig>;
  readonly notebooks: Table<NotebookInstance>;
}

/** How long AWS takes from one state to the next, in seconds of its time. */
const transitionSeconds = 90;

/** Where a passing state leads; undefined stands for "gone". */
const next: Partial<Record<NotebookInstanceStatus, NotebookInstanceStatus | undefined>> = {
  Pending: 'InService',
  Stopping: 'Stopped',
  Updating: 'Stopped',
  Deleting: undefined,
};

/** The operations on notebook instances: records with states; no notebook server stands behind them. */
export function notebookOperations(
  ground: NotebookGround & InstanceGround,
  background: Background,
  tags: Tags,
) {
  const { clock, lifecycles, notebooks } = ground;
  const notebookNamed = (name = ''): NotebookInstance => {
    const notebook = notebooks.get(name);
    if (!notebook) throw invalid('RecordNotFound');
    return notebook;
  };
  const move = (
    name: string | undefined,
    from: NotebookInstanceStatus[],
    to: NotebookInstanceStatus,
  ): void => {
    const notebook = notebookNamed(name);
    if (!from.includes(notebook.status))
      throw invalid(
        `Status (${notebook.status}) not in ([${from.join(', ')}]). Unable to transition to (${to}) for Notebook Instance (${notebook.arn})`,
      );
    notebooks.set(notebook.name, { ...notebook, status: to, modified: clock.now().getTime() });
    settle(ground, background, notebook.name, notebook.arn);
  };
  return {
    CreateNotebookInstance: (input: CreateNotebookInstanceInput): CreateNotebookInstanceOutput => {
      const name = checkName('notebookInstanceName', input.NotebookInstanceName);
      checkEnum('instanceType', input.InstanceType, _InstanceType);
      checkRole('roleArn', input.RoleArn);
      checkRange('volumeSizeInGB', input.VolumeSizeInGB, 5, 16_384);
      refuseMembers('CreateNotebookInstance', {
        AcceleratorTypes: input.AcceleratorTypes,
        DefaultCodeRepository: input.DefaultCodeRepository,
        AdditionalCodeRepositories: input.AdditionalCodeRepositories,
      });
      if (input.LifecycleConfigName !== undefined)
        lifecycleConfigNamed(lifecycles, input.LifecycleConfigName);
      const arn = arnOf('notebook-instance', name);
      if (notebooks.has(name)) throw invalid(`Cannot create a duplicate Notebook Instance (${arn})`);
      checkInstanceQuota(ground, 'notebook instance', { type: input.InstanceType, count: 1 });
      const now = clock.now().getTime();
      const { Tags: given, ...request } = input;
      notebooks.set(name, { name, arn, status: 'Pending', created: now, modified: now, request });
      tags.add(arn, given);
      settle(ground, background, name, arn);
      return { NotebookInstanceArn: arn };
    },

    DescribeNotebookInstance: (input: DescribeNotebookInstanceInput): DescribeNotebookInstanceOutput => {
      const notebook = notebookNamed(input.NotebookInstanceName);
      const {
        SecurityGroupIds: SecurityGroups,
        LifecycleConfigName: lifecycle,
        ...request
      } = notebook.request;
      return {
        ...request,
        ...(lifecycle === undefined ? {} : { NotebookInstanceLifecycleConfigName: lifecycle }),
        ...(SecurityGroups ? { SecurityGroups } : {}),
        ...facts(notebook),
        VolumeSizeInGB: request.VolumeSizeInGB ?? 5,
        DirectInternetAccess: request.DirectInternetAccess ?? 'Enabled',
        RootAccess: request.RootAccess ?? 'Enabled',
      };
    },

    UpdateNotebookInstance: (input: UpdateNotebookInstanceInput): UpdateNotebookInstanceOutput => {
      const notebook = notebookNamed(input.NotebookInstanceName);
      const changes = changesOf(input);
      checkEnum('instanceType', input.InstanceType, _InstanceType);
      checkRole('roleArn', input.RoleArn);
      checkRange('volumeSizeInGB', input.VolumeSizeInGB, 5, 16_384);
      if (input.LifecycleConfigName !== undefined)
        lifecycleConfigNamed(lifecycles, input.LifecycleConfigName);
      if ((input.VolumeSizeInGB ?? Infinity) < (notebook.request.VolumeSizeInGB ?? 5))
        throw invalid(`The volume of a notebook instance cannot be made smaller (${notebook.arn}).`);
      const { LifecycleConfigName, ...request } = { ...notebook.request, ...changes };
      const lifecycle =
        input.DisassociateLifecycleConfig || LifecycleConfigName === undefined ? {} : { LifecycleConfigName };
      move(notebook.name, ['Stopped', 'Failed'], 'Updating');
      const updating = notebookNamed(notebook.name);
      notebooks.set(notebook.name, { ...updating, request: { ...request, ...lifecycle } });
      return {};
    },

    ListNotebookInstances: (input: ListNotebookInstancesInput): ListNotebookInstancesOutput => {
      const order = { SortBy: 'Name', ...input };
      const { page, ...token } = listPage(notebooks.values(), order, 'Ascending');
      return { NotebookInstances: page.map(facts), ...token };
    },

    StartNotebookInstance: (input: StartNotebookInstanceInput): void => {
      const { status, request } = notebookNamed(input.NotebookInstanceName);
      if (status === 'Stopped' || status === 'Failed')
        checkInstanceQuota(ground, 'notebook instance', { type: request.InstanceType, count: 1 });
      move(input.NotebookInstanceName, ['Stopped', 'Failed'], 'Pending');
    },
    StopNotebookInstance: (input: StopNotebookInstanceInput): void =>
      move(input.NotebookInstanceName, ['InService'], 'Stopping'),
    DeleteNotebookInstance: (input: DeleteNotebookInstanceInput): void =>
      move(input.NotebookInstanceName, ['Stopped', 'Failed'], 'Deleting'),
  };
}

/** What a request changes of the one that made a notebook instance. */
function changesOf(input: UpdateNotebookInstanceInput): Partial<CreateNotebookInstanceInput> {
  const { InstanceType, RoleArn, VolumeSizeInGB, RootAccess, LifecycleConfigName } = input;
  const changes = { InstanceType, RoleArn, VolumeSizeInGB, RootAccess, LifecycleConfigName };
  const known = [...Object.keys(changes), 'NotebookInstanceName', 'DisassociateLifecycleConfig'];
  const others = Object.entries(input).filter(([member]) => !known.includes(member));
  refuseMembers('UpdateNotebookInstance', Object.fromEntries(others));
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** Goes on with the passing states that the last process left. */
export function recoverNotebooks(ground: NotebookGround, background: Background): void {
  for (const { name, arn, status } of ground.notebooks.values()) {
    if (status in next) settle(ground, background, name, arn);
  }
}

function settle(
  { clock, notebooks }: NotebookGround,
  background: Background,
  name: string,
  arn: string,
): void {
  background.start(arn, async (signal) => {
    await clock.wait(transitionSeconds, signal);
    const notebook = notebooks.get(name);
    if (!notebook || !(notebook.status in next)) return;
    const status = next[notebook.status];
    if (status) notebooks.set(name, { ...notebook, status, modified: clock.now().getTime() });
    else notebooks.delete(name);
  });
}

function facts({ name, arn, status, created, modified, request }: NotebookInstance) {
  return {
    NotebookInstanceName: name,
    NotebookInstanceArn: arn,
    NotebookInstanceStatus: status,
    Url: `${name}.notebook.${region}.sagemaker.aws`,
    InstanceType: request.InstanceType,
    CreationTime: new Date(created),
    LastModifiedTime: new Date(modified),
  };
}
