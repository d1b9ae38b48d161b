import { poll } from '../follow/poll.ts';
import type { Endpoint } from '../ports/endpoints.ts';
import type { TrainingJob } from '../ports/trainingJobs.ts';
import type { OnProgress } from '../progress.ts';
import { endpointRunState } from '../runState.ts';
import { currentTrainingJob } from '../sagemaker/currentModel.ts';
import { deleteEndpoint, endpointGone } from '../sagemaker/deleteEndpoint.ts';
import { endpointOf } from '../sagemaker/labEndpoint.ts';
import { withClaim } from '../s3/withClaim.ts';
import { notDone, StageError, type LabContext, type Stage } from '../stage.ts';
import { claimOf } from '../survey/claimOf.ts';
import { requireResources } from '../survey/resources.ts';
import { requireSagemakerRole } from '../survey/sagemakerRole.ts';

/** Seconds between two looks at an endpoint. */
const lookEvery = 15;

/** Puts the model behind an endpoint. Model, configuration and endpoint are named after the training job. */
export const deploy: Stage<'deploy'> = {
  id: 'deploy',
  title: 'Deploy Endpoint',
  needs: ['train'],
  check: async (context, signal) => {
    const job = await currentTrainingJob(context, signal);
    if (!job) return notDone('There is no trained model to deploy yet.', 'Train the model first.');
    const endpoint = await endpointOf(context.account, job.modelData, signal);
    if (!endpoint) return notDone(`No endpoint serves the model of ${job.name} yet.`, 'Deploy the model.');
    if (endpoint.status !== 'InService') {
      return notDone(
        `The endpoint ${endpoint.name} is ${endpoint.status}${endpoint.failureReason ? `: ${endpoint.failureReason}` : ''}.`,
        endpointRunState[endpoint.status] === 'waiting'
          ? 'Deploy: the endpoint under way will be followed.'
          : 'Deploy again: that replaces the endpoint.',
      );
    }
    return { done: true, facts: { endpoint: endpoint.name, instanceType: endpoint.instanceType } };
  },
  run: async (context, onProgress, signal) => {
    const { account } = context;
    const job = await currentTrainingJob(context, signal);
    if (!job) throw new StageError('There is no trained model to deploy.', 'Train the model first.');
    const there = await endpointOf(account, job.modelData, signal);
    if (there && !isUsable(there)) await deleteAndWait(context, there.name, onProgress, signal);
    const resources = await requireResources(account, context.event, signal);
    const name = await withClaim(account, claimOf('deploy', resources), signal, async () => {
      const usable = await endpointOf(account, job.modelData, signal);
      if (usable && isUsable(usable)) {
        onProgress({ kind: 'step', text: `The endpoint ${usable.name} is there already; following it` });
        return usable.name;
      }
      await create(context, job, signal);
      return job.name;
    });
    await followEndpoint(context, name, onProgress, signal);
  },
  reset: async (context, onProgress, signal) => {
    const job = await currentTrainingJob(context, signal);
    const there = job && (await endpointOf(context.account, job.modelData, signal));
    if (there) await deleteAndWait(context, there.name, onProgress, signal);
  },
};

/** Whether an endpoint answers, or is about to. */
function isUsable({ status }: Pick<Endpoint, 'status'>): boolean {
  return endpointRunState[status] === 'waiting' || endpointRunState[status] === 'done';
}

/** Makes what is not there yet, so that an attempt that broke off half-way is taken up. */
async function create({ account, event }: LabContext, job: TrainingJob, signal: AbortSignal): Promise<void> {
  const { endpoints } = account.ports;
  const { name } = job;
  if (!(await endpoints.model(name, signal))) {
    const role = await requireSagemakerRole(account, event, signal);
    await endpoints.createModel({ name, image: job.image, modelData: job.modelData, role });
  }
  if (!(await endpoints.config(name, signal))) {
    await endpoints.createConfig({ name, model: name, instanceType: event.endpoint.instanceType });
  }
  await endpoints.create({ name, config: name });
}

async function followEndpoint(
  { account }: LabContext,
  name: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  let shown: string | undefined;
  const endpoint = await poll(
    account,
    lookEvery,
    signal,
    async () => {
      const now = await account.ports.endpoints.get(name, signal);
      if (now && now.status !== shown) {
        onProgress({ kind: 'step', text: `The endpoint ${name} is ${now.status}` });
      }
      shown = now?.status;
      return now;
    },
    (now) => !now || endpointRunState[now.status] !== 'waiting',
  );
  if (endpoint && endpointRunState[endpoint.status] === 'done') return;
  throw new StageError(
    endpoint
      ? `The endpoint ${name} is ${endpoint.status}${endpoint.failureReason ? `: ${endpoint.failureReason}` : ''}.`
      : `Somebody deleted the endpoint ${name} while it was being made.`,
    'Deploy again: that replaces the endpoint.',
  );
}

/** Deletes an endpoint, and its configuration, which has the same name: the next one may be of another instance type. */
async function deleteAndWait(
  { account }: LabContext,
  name: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { endpoints } = account.ports;
  await deleteEndpoint(account, name, onProgress, signal);
  await endpointGone(account, name, onProgress, signal);
  await endpoints.deleteConfig(name);
}
