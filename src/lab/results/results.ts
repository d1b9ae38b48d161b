import { currentTrainingJob } from '../sagemaker/currentModel.ts';
import { newestTrainingJob } from '../sagemaker/labTrainingJobs.ts';
import { StageError, type LabContext } from '../stage.ts';
import { requireResources, type Resources } from '../survey/resources.ts';
import type { TrainingJob } from '../ports/trainingJobs.ts';
import { once } from './once.ts';
import { readRounds, type Rounds } from './rounds.ts';
import { readTestPredictions, type TestPredictions } from './testPredictions.ts';

/** What came of the lab. Each thing is read when a section first asks for it, and then shared by all of them. */
export interface Results {
  readonly lab: LabContext;
  /** Ends when the view is closed, not when somebody chooses something else. */
  readonly signal: AbortSignal;
  readonly resources: () => Promise<Resources>;
  /** The lab's newest model that is there. Throws a StageError when nothing was trained yet. */
  readonly model: () => Promise<LabModelSeen>;
  /** How its training went, round by round. */
  readonly rounds: () => Promise<Rounds>;
  /** What was predicted for the engines of the test files. Throws a StageError when nothing was. */
  readonly predictions: () => Promise<TestPredictions>;
}

/** A training job that has completed. */
export interface LabModelSeen {
  readonly job: TrainingJob;
  /** Whether it was trained on the rows that the split has now. */
  readonly isCurrent: boolean;
}

/** The results of a lab. `signal` ends whatever is being read. */
export function resultsOf(lab: LabContext, signal: AbortSignal): Results {
  const resources = once(() => requireResources(lab.account, lab.event, signal));
  const model = once(() => readModel(lab, signal));
  return {
    lab,
    signal,
    resources,
    model,
    rounds: once(async () => readRounds(lab.account, (await model()).job, signal)),
    predictions: once(async () => {
      const [{ publishedBucket }, current] = await Promise.all([resources(), model()]);
      return readTestPredictions(lab, publishedBucket, current, signal);
    }),
  };
}

async function readModel(lab: LabContext, signal: AbortSignal): Promise<LabModelSeen> {
  const current = await currentTrainingJob(lab, signal);
  if (current) return { job: current, isCurrent: true };
  const older = await newestTrainingJob(lab.account, 'Completed', new Date(0), signal);
  if (older) return { job: older, isCurrent: false };
  throw new StageError('No training job of the lab has completed yet.', 'Run the stage "Train Model".');
}
