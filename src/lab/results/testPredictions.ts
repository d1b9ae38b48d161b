import type { LabAccount } from '../account.ts';
import { scoreTestFile, trueRemainingLife, type TestScores } from '../predict/scores.ts';
import { readPredictions } from '../predict/storedPredictions.ts';
import { readTestRows, type TestRows } from '../predict/testRows.ts';
import { predictionsPrefix, isTrainingJobName } from '../sagemaker/sagemakerNames.ts';
import { StageError, type LabContext } from '../stage.ts';
import { predictedEngines, type PredictedEngine } from './predictedEngine.ts';
import type { LabModelSeen } from './results.ts';

/** The rows of one test file with what was predicted for them; columns of equal length, in the order of the file. */
export interface PredictedFile {
  /** `FD001`. */
  readonly subset: string;
  readonly units: readonly number[];
  readonly cycles: readonly number[];
  /** Cycles left, by the model and by the RUL file. */
  readonly predicted: readonly number[];
  readonly actual: Float64Array;
  readonly scores: TestScores;
}

/** What was predicted for the engines of the test files. */
export interface TestPredictions {
  readonly trainingJob: string;
  readonly files: readonly PredictedFile[];
  /** The engines of all files at their last cycle, those that need maintenance first in front. */
  readonly engines: readonly PredictedEngine[];
  /** Why it is not what predicting now would give, in a sentence. */
  readonly outdated?: string;
}

/**
 * Reads the kept predictions for the test files: those of the current model, else of the newest one that has some for
 * these files. Throws a StageError when there are none.
 */
export async function readTestPredictions(
  { account, data }: LabContext,
  bucket: string,
  { job, isCurrent }: LabModelSeen,
  signal: AbortSignal,
): Promise<TestPredictions> {
  if (!data.test.length) {
    throw new StageError(
      `There is no test file (test_FD001.txt …) with its RUL file (RUL_FD001.txt …) in ${data.folder}.`,
      'Put both there, and run the stage "Predict Remaining Life".',
    );
  }
  const [files, kept] = await Promise.all([
    Promise.all(data.test.map((set) => readTestRows(set, signal))),
    predictedJobs(account, bucket, signal),
  ]);
  const older = kept
    .filter((name) => name !== job.name && isTrainingJobName(name))
    .sort()
    .reverse();
  for (const name of [...kept.filter((each) => each === job.name), ...older]) {
    const predicted = await predictionsOf(account, bucket, name, files, signal);
    if (!predicted) continue;
    const outdated =
      name !== job.name
        ? `These predictions are of an older model, that of ${name}; for the newest one, run the stage "Predict Remaining Life".`
        : isCurrent
          ? undefined
          : `The model of ${name} is older than the rows of the split; train, deploy and predict again.`;
    return {
      trainingJob: name,
      files: predicted,
      engines: predictedEngines(predicted),
      ...(outdated !== undefined && { outdated }),
    };
  }
  throw new StageError(
    kept.length
      ? `The predictions that are kept are not for the rows of the test files in ${data.folder}.`
      : 'Nothing has been predicted yet.',
    'Run the stage "Predict Remaining Life".',
  );
}

/** The training jobs whose models have predicted something. */
async function predictedJobs(account: LabAccount, bucket: string, signal: AbortSignal): Promise<string[]> {
  const names = new Set<string>();
  for await (const { key } of account.ports.buckets.objects(bucket, predictionsPrefix, signal)) {
    names.add(key.slice(predictionsPrefix.length).split('/', 1)[0] ?? '');
  }
  return [...names];
}

async function predictionsOf(
  account: LabAccount,
  bucket: string,
  trainingJob: string,
  files: readonly TestRows[],
  signal: AbortSignal,
): Promise<PredictedFile[] | undefined> {
  const found: PredictedFile[] = [];
  for (const rows of files) {
    const predicted = await readPredictions(account, bucket, trainingJob, rows, signal);
    if (!predicted) return undefined;
    found.push(withTruth(rows, predicted));
  }
  return found;
}

function withTruth(rows: TestRows, predicted: readonly number[]): PredictedFile {
  const { subset, units, cycles, labels } = rows;
  const scores = scoreTestFile(rows, labels, predicted);
  return { subset, units, cycles, predicted, actual: trueRemainingLife(rows, labels), scores };
}
