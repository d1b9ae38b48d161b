import { randomBytes } from 'node:crypto';
import { nextValues, type Search, type Trial } from '../../engines/tuning/search.ts';
import type { Table } from '../../store/store.ts';
import type { Background, EndReason } from './background.ts';
import { startTrainingJob, stopTrainingJob } from './startTrainingJob.ts';
import type { Tags } from './tags.ts';
import type { TrainingJob } from './trainingJob.ts';
import type { TrainingGround } from './trainingRun.ts';
import {
  inTuningStatus,
  objectiveOf,
  objectiveStatus,
  objectiveValue,
  trainingJobsOf,
  type TuningJob,
} from './tuningJob.ts';
import { dimensionsOf } from './tuningRanges.ts';
import { trainingRequestOf } from './tuningRequest.ts';

/** What a tuning job runs on. */
export interface TuningGround extends TrainingGround {
  readonly tunings: Table<TuningJob>;
}

/** After so many training jobs without an objective among them a tuning job gives up. */
const attempts = 5;

/**
 * Starts a tuning job's training jobs, so many at once as it may, and ends it. An abort with the reason `stop` stops those
 * that run, and then the job; `close` leaves it as it is.
 */
export async function runTuningJob(
  ground: TuningGround,
  background: Background,
  tags: Tags,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const { clock, tunings } = ground;
  const config = tunings.get(name)?.request.HyperParameterTuningJobConfig;
  const { MaxNumberOfTrainingJobs: inAll = 1, MaxParallelTrainingJobs: atOnce = 1 } =
    config?.ResourceLimits ?? {};
  const end = (status: 'Completed' | 'Failed' | 'Stopped', reason?: string): void => {
    const tuning = tunings.get(name);
    if (tuning) tunings.set(name, inTuningStatus(tuning, status, clock.now().getTime(), reason));
  };
  const stopAll = (): void => {
    for (const job of childrenOf(ground, name))
      if (job.status === 'InProgress') stopTrainingJob(ground, background, job);
  };
  signal.addEventListener('abort', () => (signal.reason as EndReason) === 'stop' && stopAll());
  try {
    const running = new Set<Promise<void>>();
    let hopeless: string | undefined;
    for (;;) {
      let begun = tunings.get(name)?.trainingJobs.length ?? inAll;
      for (
        ;
        !signal.aborted && hopeless === undefined && running.size < atOnce && begun < inAll;
        begun += 1
      ) {
        const ended: Promise<void> = launch(ground, background, tags, name).then(
          () => void running.delete(ended),
        );
        running.add(ended);
      }
      if (running.size === 0) break;
      await Promise.race(running);
      hopeless ??= whyHopeless(ground, name, Math.min(attempts, inAll));
      if (hopeless !== undefined) stopAll();
    }
    if (signal.aborted) return;
    if (hopeless === undefined) end('Completed');
    else end('Failed', hopeless);
  } catch (error) {
    stopAll();
    if (!signal.aborted)
      end('Failed', `InternalServerError: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    if (signal.aborted && (signal.reason as EndReason) === 'stop') end('Stopped');
  }
}

/** Starts the next training job; resolves when it has ended. */
function launch(ground: TuningGround, background: Background, tags: Tags, name: string): Promise<void> {
  const tuning = tuningNamed(ground, name);
  const values = nextValues(searchOf(tuning), trialsOf(ground, tuning));
  const number = String(tuning.trainingJobs.length + 1).padStart(3, '0');
  const trainingName = `${name}-${number}-${randomBytes(4).toString('hex')}`;
  const { arn } = startTrainingJob(
    ground,
    background,
    tags,
    {
      ...trainingRequestOf(tuning.request, trainingName, values),
      Tags: tags.of(tuning.arn),
    },
    { arn: tuning.arn, values },
  );
  ground.tunings.set(name, {
    ...tuning,
    trainingJobs: [...tuning.trainingJobs, trainingName],
    modified: ground.clock.now().getTime(),
  });
  return background.ended(arn);
}

function searchOf({ request, seed }: TuningJob): Search {
  const config = request.HyperParameterTuningJobConfig;
  return {
    dimensions: dimensionsOf(config?.ParameterRanges, 1),
    strategy: config?.Strategy === 'Bayesian' ? 'bayesian' : 'random',
    isMinimized: config?.HyperParameterTuningJobObjective?.Type !== 'Maximize',
    seed,
  };
}

function trialsOf(ground: TuningGround, tuning: TuningJob): Trial[] {
  return trainingJobsOf(tuning, ground.jobs).map((job) => {
    const values = job.tuning?.values ?? {};
    const objective = objectiveValue(tuning, job);
    const status = objectiveStatus(tuning, job);
    if (status === 'Succeeded' && objective !== undefined && Number.isFinite(objective))
      return { values, outcome: { kind: 'done', objective } };
    return { values, outcome: { kind: status === 'Pending' ? 'pending' : 'failed' } };
  });
}

/** Why there is no use in going on, once `enough` training jobs have ended without an objective among them. */
function whyHopeless(ground: TuningGround, name: string, enough: number): string | undefined {
  const tuning = tuningNamed(ground, name);
  const ended = childrenOf(ground, name).filter((job) => objectiveStatus(tuning, job) !== 'Pending');
  if (ended.length < enough || ended.some((job) => objectiveStatus(tuning, job) === 'Succeeded'))
    return undefined;
  if (ended.some(({ status }) => status === 'Completed'))
    return `No objective metrics found after running ${ended.length} training jobs. Please ensure that the training jobs emit the objective metric ${objectiveOf(tuning).MetricName ?? ''}.`;
  return `No training job succeeded after ${ended.length} attempts. Please take a look at the training job failures to get more details.`;
}

function childrenOf(ground: TuningGround, name: string): TrainingJob[] {
  return trainingJobsOf(tuningNamed(ground, name), ground.jobs);
}

function tuningNamed({ tunings }: TuningGround, name: string): TuningJob {
  const tuning = tunings.get(name);
  if (!tuning) throw new Error(`the tuning job ${name} is gone`);
  return tuning;
}
