import type { Hyperparameters } from '../event/hyperparameters.ts';
import { runOnce } from '../follow/runOnce.ts';
import { readSplitRows } from '../sagemaker/splitRows.ts';
import { splitTraining } from '../sagemaker/splitTraining.ts';
import { isDone, notDone, type Stage } from '../stage.ts';
import { claimOf } from '../survey/claimOf.ts';
import { followTuning } from '../tuning/followTuning.ts';
import { newestTuningJob, newTuningJobName, tuningRanges } from '../tuning/tuningJobs.ts';

/** Looks for better hyperparameters with a SageMaker tuning job, by the error on the validation rows. */
export const tune: Stage<'tune'> = {
  id: 'tune',
  title: 'Tune Model',
  optional: true,
  needs: ['split'],
  check: async (context, signal) => {
    const { account, event } = context;
    const { files } = await readSplitRows(context, signal);
    const found = await newestTuningJob(account, 'Completed', files.newest, signal);
    if (!found) {
      return notDone('No tuning job has completed on the rows that the split has now.', 'Tune the model.');
    }
    const { name, strategy, counts, best } = await account.ports.tuning.get(found.name, signal);
    if (best?.objective === undefined) {
      return notDone(
        `No trial of the tuning job ${name} reports a validation RMSE.`,
        'Tune the model again.',
      );
    }
    return isDone(
      {
        tuningJob: name,
        strategy: strategy === 'Random' ? 'Random' : 'Bayesian',
        trials: counts.completed,
        bestTrial: best.name,
        validationRmse: best.objective,
      },
      strategy === event.tuning.strategy
        ? undefined
        : `Its strategy was ${strategy}; the event asks for ${event.tuning.strategy} now.`,
    );
  },
  run: async (context, onProgress, signal) => {
    const { account, event } = context;
    const { strategy, jobs, parallelJobs } = event.tuning;
    const { resources, target, files } = await readSplitRows(context, signal);
    const follow = (name: string): Promise<void> => followTuning(context, name, onProgress, signal);
    const work = {
      claim: claimOf('tune', resources),
      underWay: async () => (await newestTuningJob(account, 'InProgress', files.newest, signal))?.name,
      isDone: async () => {
        const check = await tune.check(context, signal);
        return check.done && check.outdated === undefined;
      },
      begin: async () => {
        const name = newTuningJobName(new Date());
        await account.ports.tuning.start({
          name,
          strategy,
          objective: { metric: 'validation:rmse', type: 'Minimize' },
          maxJobs: jobs,
          // No more than there are.
          maxParallelJobs: Math.min(parallelJobs, jobs),
          ranges: tuningRanges,
          training: await splitTraining(context, target, notTuned(event.training.hyperparameters), signal),
        });
        onProgress({ kind: 'step', text: `Started the tuning job ${name} (${strategy})` });
        return name;
      },
      finish: follow,
      follow: (name: string) => {
        onProgress({ kind: 'step', text: `The tuning job ${name} is under way; following it` });
        return follow(name);
      },
    };
    await runOnce(account, work, signal);
  },
};

/** SageMaker takes no hyperparameter that is both given and tuned. */
function notTuned(hyperparameters: Hyperparameters): Partial<Hyperparameters> {
  const tuned: ReadonlySet<string> = new Set(tuningRanges.map(({ name }) => name));
  return Object.fromEntries(Object.entries(hyperparameters).filter(([name]) => !tuned.has(name)));
}
