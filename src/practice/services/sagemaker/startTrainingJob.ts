import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { AwsError } from '../../awsError.ts';
import type { Background } from './background.ts';
import type { Tags } from './tags.ts';
import { inPhase, type TrainingJob } from './trainingJob.ts';
import { runTrainingJob, type TrainingGround } from './trainingRun.ts';
import { arnOf } from './validation.ts';

/** Makes a training job of a request that was checked, and lets it run. `tuning` is the tuning job that starts it. */
export function startTrainingJob(
  ground: TrainingGround,
  background: Background,
  tags: Tags,
  input: CreateTrainingJobRequest,
  tuning?: TrainingJob['tuning'],
): TrainingJob {
  const { clock, jobs } = ground;
  const { Tags: given, ...request } = input;
  const name = request.TrainingJobName ?? '';
  const arn = arnOf('training-job', name);
  if (jobs.has(name))
    throw new AwsError(
      'ResourceInUse',
      `Training job names must be unique within an AWS account and region, and a training job with this name already exists (${arn})`,
    );
  const now = clock.now().getTime();
  const job = inPhase(
    {
      name,
      arn,
      request: {
        ...request,
        StoppingCondition: { MaxRuntimeInSeconds: 86_400, ...request.StoppingCondition },
      },
      status: 'InProgress',
      transitions: [],
      created: now,
      modified: now,
      metrics: [],
      logStream: `${name}/algo-1-${Math.floor(now / 1000)}`,
      ...(tuning ? { tuning } : {}),
    },
    'Starting',
    now,
  );
  jobs.set(name, job);
  tags.add(arn, given);
  background.start(arn, (signal) => runTrainingJob(ground, name, signal));
  return job;
}

/** Stops a training job that is in progress. */
export function stopTrainingJob(
  { clock, jobs }: TrainingGround,
  background: Background,
  job: TrainingJob,
): void {
  jobs.set(job.name, inPhase(job, 'Stopping', clock.now().getTime()));
  background.stop(job.arn);
}
