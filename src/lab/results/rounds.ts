import type { LabAccount } from '../account.ts';
import { createLogFollower } from '../follow/logFollower.ts';
import type { TrainingJob } from '../ports/trainingJobs.ts';
import { readBoostingRound, type BoostingRound } from '../sagemaker/boostingRound.ts';
import { trainingLogGroup } from '../sagemaker/sagemakerNames.ts';
import { StageError } from '../stage.ts';

/** How a training went. */
export interface Rounds {
  readonly trainingJob: string;
  /** In their order, at least one. */
  readonly rounds: readonly BoostingRound[];
}

/** Reads the rounds of a training job from its log. Throws a StageError when it tells of none. */
export async function readRounds(
  account: LabAccount,
  { name }: Pick<TrainingJob, 'name'>,
  signal: AbortSignal,
): Promise<Rounds> {
  const byRound = new Map<number, BoostingRound>();
  for (const stream of await account.ports.logs.streams(trainingLogGroup, `${name}/`, signal)) {
    const follow = createLogFollower(account, trainingLogGroup, stream, (progress) => {
      const round = progress.kind === 'log' && readBoostingRound(progress.line);
      if (round) byRound.set(round.round, round);
    });
    await follow(signal);
  }
  if (!byRound.size) {
    throw new StageError(
      `The log of the training job ${name} tells of no boosting rounds: it may be gone by now, or nobody may read it here.`,
      'Train the model again to see its rounds.',
    );
  }
  return {
    trainingJob: name,
    rounds: [...byRound.values()].sort((one, other) => one.round - other.round),
  };
}
