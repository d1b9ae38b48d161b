import {
  createTagged,
  glue,
  nameOf,
  propertiesIn,
  shownTags,
  typed,
  unlessMissing,
  updateTags,
  without,
} from './glueCalls.ts';
import type { Properties, ResourceContext, ResourceType } from './resourceType.ts';

const numbers = ['AllocatedCapacity', 'MaxCapacity', 'MaxRetries', 'NumberOfWorkers', 'Timeout'];
const members = [
  'Role',
  'Command',
  'Description',
  'DefaultArguments',
  'NonOverridableArguments',
  'ExecutionProperty',
  'ExecutionClass',
  'GlueVersion',
  'WorkerType',
  'LogUri',
  'Connections',
  'NotificationProperty',
  'SecurityConfiguration',
  'JobMode',
  'MaintenanceWindow',
  ...numbers,
];

const job: ResourceType = {
  type: 'AWS::Glue::Job',
  properties: ['Name', 'Tags', ...members],
  required: ['Role', 'Command'],
  replaces: ['Name'],
  seconds: 2,
  physicalId: ({ Name }, generated) => nameOf(Name, generated),
  create: (name, properties, context) =>
    createTagged({ kind: 'job', create: 'CreateJob' }, name, inWords(properties), context),
  update: async (name, properties, _before, context) => {
    const JobUpdate = without(inWords(properties), 'Name', 'Tags');
    await glue(context, 'UpdateJob', { JobName: name, JobUpdate });
    await updateTags('job', name, properties, context);
  },
  delete: async (name, _properties, context) => {
    await stopRuns(name, context);
    await glue(context, 'DeleteJob', { JobName: name });
  },
  read: async (name, context) => {
    const reply = await unlessMissing(glue(context, 'GetJob', { JobName: name }));
    if (!reply) return undefined;
    return { Name: name, ...propertiesIn(reply['Job'], members), ...(await shownTags('job', name, context)) };
  },
};

/** The properties as the operations take them. */
function inWords(properties: Properties): Properties {
  const { ExecutionProperty: execution } = properties;
  return {
    ...typed(properties, numbers),
    ...(execution === undefined
      ? {}
      : { ExecutionProperty: typed(execution as Properties, ['MaxConcurrentRuns']) }),
  };
}

/** Ends the job's runs: what goes on working for a job that is gone writes where nobody looks. */
async function stopRuns(name: string, context: ResourceContext): Promise<void> {
  const unfinished = async (): Promise<{ Id: string; JobRunState: string }[]> => {
    const reply = await unlessMissing(glue(context, 'GetJobRuns', { JobName: name }));
    const runs = (reply?.['JobRuns'] ?? []) as { Id: string; JobRunState: string; CompletedOn?: Date }[];
    return runs.filter(({ CompletedOn }) => CompletedOn === undefined);
  };
  const running = await unfinished();
  if (!running.length) return;
  await glue(context, 'BatchStopJobRun', { JobName: name, JobRunIds: running.map(({ Id }) => Id) });
  await context.until(`the runs of job ${name} have ended`, async () => !(await unfinished()).length);
}

/** The type of Glue's jobs. */
export const glueJobTypes: readonly ResourceType[] = [job];
