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
import { isTrue, takenAway } from './propertyValues.ts';
import type { Properties, ResourceContext, ResourceType } from './resourceType.ts';

const workflowMembers = ['Description', 'DefaultRunProperties', 'MaxConcurrentRuns'];

/** What a workflow has where nothing is said of it. Glue takes no limit of runs away: the highest is as good as none. */
const workflowDefaults: Properties = {
  Description: '',
  DefaultRunProperties: {},
  MaxConcurrentRuns: 2_147_483_647,
};

const workflow: ResourceType = {
  type: 'AWS::Glue::Workflow',
  properties: ['Name', 'Tags', ...workflowMembers],
  required: [],
  replaces: ['Name'],
  physicalId: ({ Name }, generated) => nameOf(Name, generated),
  create: (name, properties, context) =>
    createTagged(
      { kind: 'workflow', create: 'CreateWorkflow' },
      name,
      typed(properties, ['MaxConcurrentRuns']),
      context,
    ),
  update: async (name, properties, before, context) => {
    const changes = without(typed(properties, ['MaxConcurrentRuns']), 'Tags');
    const defaults = takenAway(before, properties, workflowDefaults);
    await glue(context, 'UpdateWorkflow', { ...defaults, ...changes, Name: name });
    await updateTags('workflow', name, properties, context);
  },
  delete: async (name, _properties, context) => {
    await stopRuns(name, context);
    await glue(context, 'DeleteWorkflow', { Name: name });
  },
  read: async (name, context) => {
    const reply = await unlessMissing(glue(context, 'GetWorkflow', { Name: name }));
    if (!reply) return undefined;
    return {
      Name: name,
      ...propertiesIn(reply['Workflow'], workflowMembers),
      ...(await shownTags('workflow', name, context)),
    };
  },
};

async function stopRuns(name: string, context: ResourceContext): Promise<void> {
  const unfinished = async (): Promise<{ WorkflowRunId: string; Status: string }[]> => {
    const reply = await unlessMissing(glue(context, 'GetWorkflowRuns', { Name: name }));
    const runs = (reply?.['Runs'] ?? []) as { WorkflowRunId: string; Status: string }[];
    return runs.filter(({ Status }) => Status === 'RUNNING' || Status === 'STOPPING');
  };
  const running = await unfinished();
  if (!running.length) return;
  for (const { WorkflowRunId: RunId, Status } of running) {
    if (Status === 'RUNNING') await glue(context, 'StopWorkflowRun', { Name: name, RunId });
  }
  await context.until(`the runs of workflow ${name} have ended`, async () => !(await unfinished()).length);
}

const triggerMembers = ['Type', 'WorkflowName', 'Description', 'Actions', 'Predicate'];

const trigger: ResourceType = {
  type: 'AWS::Glue::Trigger',
  properties: ['Name', 'Tags', 'StartOnCreation', ...triggerMembers],
  required: ['Type', 'Actions'],
  lists: ['Actions'],
  replaces: ['Name', 'Type', 'WorkflowName'],
  seconds: 30,
  physicalId: ({ Name }, generated) => nameOf(Name, generated),
  create: (name, properties, context) =>
    createTagged(
      { kind: 'trigger', create: 'CreateTrigger' },
      name,
      {
        ...withTypedActions(properties),
        ...('StartOnCreation' in properties
          ? { StartOnCreation: isTrue(properties['StartOnCreation']) }
          : {}),
      },
      context,
    ),
  update: async (name, properties, before, context) => {
    const { Description = '', Actions, Predicate } = withTypedActions(properties);
    const TriggerUpdate = { Description, Actions, ...(Predicate === undefined ? {} : { Predicate }) };
    await glue(context, 'UpdateTrigger', { Name: name, TriggerUpdate });
    const starts = isTrue(properties['StartOnCreation']);
    if (starts && !isTrue(before['StartOnCreation'])) await glue(context, 'StartTrigger', { Name: name });
    await updateTags('trigger', name, properties, context);
  },
  delete: async (name, _properties, context) => {
    await glue(context, 'DeleteTrigger', { Name: name });
  },
  // Whether it was started when it was made, AWS does not show.
  read: async (name, context) => {
    const reply = await unlessMissing(glue(context, 'GetTrigger', { Name: name }));
    if (!reply) return undefined;
    return {
      Name: name,
      ...propertiesIn(reply['Trigger'], triggerMembers),
      ...(await shownTags('trigger', name, context)),
    };
  },
};

function withTypedActions(properties: Properties): Record<string, unknown> {
  const actions = (properties['Actions'] ?? []) as readonly Properties[];
  return { ...properties, Actions: actions.map((action) => typed(action, ['Timeout'])) };
}

/** The types of Glue's workflows and their triggers. */
export const glueWorkflowTypes: readonly ResourceType[] = [workflow, trigger];
