import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../clock.ts';
import { UserError } from '../../engines/boosting/userError.ts';
import type { TrainingTask } from '../../engines/boosting/trainingTask.ts';
import type { Store, Table } from '../../store/store.ts';
import type { LogGroups } from '../logs/logGroups.ts';
import { parseS3Uri, type Objects } from '../s3/objects.ts';
import type { EndReason } from './background.ts';
import { channelsOf } from './channels.ts';
import { imageOf } from './images.ts';
import { artifactUri, inPhase, trainingLogGroup, type Phase, type TrainingJob } from './trainingJob.ts';
import { runTraining, type TrainingEnd } from './trainingThread.ts';

/** What a training job runs on. */
export interface TrainingGround {
  readonly store: Store;
  readonly clock: Clock;
  readonly objects: Objects;
  readonly logs: LogGroups;
  readonly assets: string;
  readonly jobs: Table<TrainingJob>;
}

/** How long AWS's phases take, in seconds of its time. */
const startingSeconds = 60;
const downloadingSeconds = 30;
const uploadingSeconds = 15;

/** Takes a job from Starting to its end; an abort with the reason `stop` stops it, `close` leaves it as it is. */
export async function runTrainingJob(
  ground: TrainingGround,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const { clock, jobs } = ground;
  const enter = (phase: Phase, failureReason?: string): void => {
    const job = jobs.get(name);
    if (job) jobs.set(name, inPhase(job, phase, clock.now().getTime(), failureReason));
  };
  const archive = path.join(ground.store.subfolder('training'), `${randomUUID()}.tar.gz`);
  try {
    await clock.wait(startingSeconds, signal);
    enter('Downloading');
    await clock.wait(downloadingSeconds, signal);
    const task = taskOf(ground, name, archive);
    enter('Training');
    const { end, tooLong } = await withinRuntime(ground, name, task, signal);
    if (tooLong) {
      enter('MaxRuntimeExceeded');
    } else if (end.kind === 'failed') {
      fail(ground, name, end);
    } else if (end.kind === 'saved') {
      enter('Uploading');
      await clock.wait(uploadingSeconds, signal);
      const uri = artifactUri(jobOf(jobs, name));
      const { bucket, key } = parseS3Uri(uri) ?? { bucket: '', key: '' };
      if (ground.objects.bucketExists(bucket)) {
        await ground.objects.adopt(bucket, key, archive);
        enter('Completed');
      } else enter('Failed', `ClientError: Artifact upload failed: the bucket of ${uri} does not exist`);
    }
  } catch (error) {
    if (error instanceof UserError) fail(ground, name, { userError: true, message: error.message });
    else if (!signal.aborted) {
      const message = error instanceof Error ? error.message : String(error);
      enter('Failed', `InternalServerError: ${message}`);
    }
  } finally {
    rmSync(archive, { force: true });
    if (signal.aborted && (signal.reason as EndReason) === 'stop') enter('Stopped');
  }
}

function taskOf({ jobs, objects }: TrainingGround, name: string, archive: string): TrainingTask {
  const { request } = jobOf(jobs, name);
  const image = imageOf(request.AlgorithmSpecification?.TrainingImage ?? '');
  return {
    hyperparameters: request.HyperParameters ?? {},
    ...channelsOf(request, image, objects),
    version: image.xgboost,
    format: image.format,
    archive,
  };
}

/** Trains, keeps the log and the metrics of the last round, and ends the training when it takes too long. */
async function withinRuntime(
  { assets, clock, jobs, logs }: TrainingGround,
  name: string,
  task: TrainingTask,
  signal: AbortSignal,
): Promise<{ end: TrainingEnd; tooLong: boolean }> {
  const { logStream, request } = jobOf(jobs, name);
  const limit = AbortSignal.timeout(
    Math.min(2 ** 31 - 1, 1000 * (request.StoppingCondition?.MaxRuntimeInSeconds ?? 86_400)),
  );
  let latest: Readonly<Record<string, number>> = {};
  const end = await runTraining(assets, task, AbortSignal.any([signal, limit]), (message) => {
    if (message.kind === 'log') logs.write(trainingLogGroup, logStream, message.lines, clock.now());
    else if (message.kind === 'metrics') latest = message.metrics;
  });
  const at = clock.now().getTime();
  // SageMaker reads the metrics from the log, where they have five decimals.
  const metrics = Object.entries(latest).map(([metric, value]) => ({
    name: metric.replace('-', ':'),
    value: Number(value.toFixed(5)),
    at,
  }));
  if (!signal.aborted) jobs.set(name, { ...jobOf(jobs, name), metrics });
  return { end, tooLong: end.kind === 'stopped' && !signal.aborted };
}

/** Ends a job as the container's error does: in the log, and as its reason. */
function fail(
  { clock, jobs, logs }: TrainingGround,
  name: string,
  { userError, message }: { userError: boolean; message: string },
): void {
  const job = jobOf(jobs, name);
  const type = userError ? 'UserError' : 'AlgorithmError';
  const text = `sagemaker_algorithm_toolkit.exceptions.${type}: ${message}`;
  const now = clock.now();
  logs.write(trainingLogGroup, job.logStream, text.split('\n'), now);
  const reason = `AlgorithmError: framework error: \n${text}, exit code: 1`;
  jobs.set(name, inPhase(job, 'Failed', now.getTime(), reason.slice(0, 1024)));
}

function jobOf(jobs: Table<TrainingJob>, name: string): TrainingJob {
  const job = jobs.get(name);
  if (!job) throw new Error(`the training job ${name} is gone`);
  return job;
}
