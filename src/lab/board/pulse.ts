import type { LabAccount } from '../account.ts';
import type { StageFacts, StageId } from '../facts.ts';
import { crawlerRunState, endpointRunState, isOver, jobRunState, trainingJobRunState } from '../runState.ts';
import { labEndpoints } from '../sagemaker/labEndpoint.ts';
import { isTrainingJobName, labPrefix } from '../sagemaker/sagemakerNames.ts';

/** What moves by itself in an account, at one moment. */
export interface Pulse {
  /** By stage: a text that is another one when something has happened. */
  readonly marks: Readonly<Partial<Record<StageId, string>>>;
  /** Work under way, whoever started it, in a few words. */
  readonly underWay: readonly { readonly id: StageId; readonly text: string; readonly since: number }[];
}

/** Takes the pulse with four requests: crawlers, job runs, training jobs, endpoints. */
export async function takePulse(
  account: LabAccount,
  { submissionsCrawler, curatedCrawler, job }: StageFacts['survey'],
  signal?: AbortSignal,
): Promise<Pulse> {
  const { ports } = account;
  const [crawlers, runs, trainings, endpoints] = await Promise.all([
    ports.crawlers.some([submissionsCrawler, curatedCrawler], signal),
    ports.jobs.runs(job, signal),
    ports.training.list(labPrefix, signal),
    labEndpoints(account, signal),
  ]);
  const marks: Partial<Record<StageId, string>> = {};
  const underWay: { id: StageId; text: string; since: number }[] = [];
  const see = (id: StageId, mark: string, text: string, isUnderWay: boolean, since?: Date): void => {
    marks[id] = mark;
    if (isUnderWay) underWay.push({ id, text, since: since?.getTime() ?? Date.now() });
  };
  for (const { name, state, lastCrawl } of crawlers) {
    const id = name === submissionsCrawler ? 'crawlSubmissions' : 'crawlCurated';
    const mark = `${state} ${lastCrawl?.status ?? ''} ${lastCrawl?.started?.getTime() ?? ''}`;
    const isRunning = crawlerRunState(state, undefined) === 'running';
    see(id, mark, `The crawler ${name} is ${state}`, isRunning);
  }
  const [run] = runs;
  if (run) {
    const isRunning = !isOver(jobRunState[run.state]);
    see('runEtl', `${run.id} ${run.state}`, `The run of ${job} is ${run.state}`, isRunning, run.started);
  }
  const [training] = trainings.filter(({ name }) => isTrainingJobName(name));
  if (training) {
    const { name, status, created } = training;
    const isRunning = !isOver(trainingJobRunState[status]);
    see('train', `${name} ${status}`, `The training job ${name} is ${status}`, isRunning, created);
  }
  const [endpoint] = endpoints;
  const mark = endpoints.map(({ name, status }) => `${name} ${status}`).join();
  const isMade = endpoint && endpointRunState[endpoint.status] === 'waiting';
  see(
    'deploy',
    mark,
    `The endpoint ${endpoint?.name ?? ''} is ${endpoint?.status ?? ''}`,
    isMade ?? false,
    endpoint?.created,
  );
  return { marks, underWay };
}

/** Stages to look at again: something of theirs has happened since, and is over. */
export function movedStages(before: Pulse, now: Pulse): StageId[] {
  const ids = new Set([...Object.keys(before.marks), ...Object.keys(now.marks)] as StageId[]);
  const moved = [...ids].filter(
    (id) => before.marks[id] !== now.marks[id] && !now.underWay.some((work) => work.id === id),
  );
  return moved.includes('deploy') || moved.includes('train') ? [...moved, 'cleanUp'] : moved;
}
