import type {
  CreateNotebookInstanceLifecycleConfigInput,
  CreateNotebookInstanceLifecycleConfigOutput,
  DeleteNotebookInstanceLifecycleConfigInput,
  DescribeNotebookInstanceLifecycleConfigInput,
  DescribeNotebookInstanceLifecycleConfigOutput,
  ListNotebookInstanceLifecycleConfigsInput,
  ListNotebookInstanceLifecycleConfigsOutput,
  NotebookInstanceLifecycleHook,
  UpdateNotebookInstanceLifecycleConfigInput,
  UpdateNotebookInstanceLifecycleConfigOutput,
} from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../clock.ts';
import type { Table } from '../../store/store.ts';
import { listPage } from './listing.ts';
import type { NotebookInstance } from './notebookInstances.ts';
import type { Tags } from './tags.ts';
import { arnOf, checkName, invalid } from './validation.ts';

/** A lifecycle configuration as the store has it. Times are epoch milliseconds; scripts are in base64. */
export interface LifecycleConfig {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  readonly modified: number;
  readonly onCreate: readonly NotebookInstanceLifecycleHook[];
  readonly onStart: readonly NotebookInstanceLifecycleHook[];
}

interface LifecycleGround {
  readonly clock: Clock;
  readonly lifecycles: Table<LifecycleConfig>;
  readonly notebooks: Table<NotebookInstance>;
}

/** The most characters of a script in base64. */
const longestScript = 16_384;

/** The lifecycle configuration of a name. Throws ValidationException. */
export function lifecycleConfigNamed(lifecycles: Table<LifecycleConfig>, name = ''): LifecycleConfig {
  const config = lifecycles.get(name);
  if (!config)
    throw invalid(
      `Unable to describe Notebook Instance Lifecycle Config '${arnOf('notebook-instance-lifecycle-config', name)}'. (Details: RecordNotFound).`,
    );
  return config;
}

/** The operations on lifecycle configurations of notebook instances: scripts that are kept, and run by no notebook. */
export function notebookLifecycleOperations({ clock, lifecycles, notebooks }: LifecycleGround, tags: Tags) {
  const named = (name: string | undefined): LifecycleConfig => lifecycleConfigNamed(lifecycles, name);
  return {
    CreateNotebookInstanceLifecycleConfig: (
      input: CreateNotebookInstanceLifecycleConfigInput,
    ): CreateNotebookInstanceLifecycleConfigOutput => {
      const name = checkName(
        'notebookInstanceLifecycleConfigName',
        input.NotebookInstanceLifecycleConfigName,
      );
      const arn = arnOf('notebook-instance-lifecycle-config', name);
      if (lifecycles.has(name))
        throw invalid(
          `Unable to create Notebook Instance Lifecycle Config ${arn}. (Details: Notebook Instance Lifecycle Config already exists.)`,
        );
      const now = clock.now().getTime();
      lifecycles.set(name, { name, arn, created: now, modified: now, ...scriptsOf(input) });
      tags.add(arn, input.Tags);
      return { NotebookInstanceLifecycleConfigArn: arn };
    },

    DescribeNotebookInstanceLifecycleConfig: (
      input: DescribeNotebookInstanceLifecycleConfigInput,
    ): DescribeNotebookInstanceLifecycleConfigOutput => {
      const config = named(input.NotebookInstanceLifecycleConfigName);
      return { ...facts(config), OnCreate: [...config.onCreate], OnStart: [...config.onStart] };
    },

    UpdateNotebookInstanceLifecycleConfig: (
      input: UpdateNotebookInstanceLifecycleConfigInput,
    ): UpdateNotebookInstanceLifecycleConfigOutput => {
      const config = named(input.NotebookInstanceLifecycleConfigName);
      lifecycles.set(config.name, { ...config, ...scriptsOf(input), modified: clock.now().getTime() });
      return {};
    },

    ListNotebookInstanceLifecycleConfigs: (
      input: ListNotebookInstanceLifecycleConfigsInput,
    ): ListNotebookInstanceLifecycleConfigsOutput => {
      const { page, ...next } = listPage(lifecycles.values(), { SortBy: 'Name', ...input }, 'Ascending');
      return { NotebookInstanceLifecycleConfigs: page.map(facts), ...next };
    },

    DeleteNotebookInstanceLifecycleConfig: (input: DeleteNotebookInstanceLifecycleConfigInput): void => {
      const { name, arn } = named(input.NotebookInstanceLifecycleConfigName);
      const user = notebooks.values().find(({ request }) => request.LifecycleConfigName === name);
      if (user)
        throw invalid(
          `Unable to delete Notebook Instance Lifecycle Config ${arn}. It is in use by the notebook instance ${user.name}.`,
        );
      lifecycles.delete(name);
      tags.forget(arn);
    },
  };
}

function facts({ name, arn, created, modified }: LifecycleConfig) {
  return {
    NotebookInstanceLifecycleConfigName: name,
    NotebookInstanceLifecycleConfigArn: arn,
    CreationTime: new Date(created),
    LastModifiedTime: new Date(modified),
  };
}

/** The scripts of a request; an event has one at most. */
function scriptsOf({
  OnCreate: onCreate = [],
  OnStart: onStart = [],
}: Pick<CreateNotebookInstanceLifecycleConfigInput, 'OnCreate' | 'OnStart'>) {
  for (const [member, hooks] of Object.entries({ onCreate, onStart })) {
    if (hooks.length > 1)
      throw invalid(
        `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to 1`,
      );
    if ((hooks[0]?.Content?.length ?? 0) > longestScript)
      throw invalid(
        `1 validation error detected: Value at '${member}.1.member.content' failed to satisfy constraint: Member must have length less than or equal to ${longestScript}`,
      );
  }
  return { onCreate, onStart };
}
