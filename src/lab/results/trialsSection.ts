import { poll } from '../follow/poll.ts';
import type { Layer, Picture } from '../pictures/picture.ts';
import type { Choice, Chosen, ViewTable } from '../pictures/pictureView.ts';
import { readSplitRows } from '../sagemaker/splitRows.ts';
import { StageError } from '../stage.ts';
import { tuningRanges } from '../tuning/tuningJobs.ts';
import type { LabModelSeen } from './results.ts';
import type { ResultsSection, SectionBody } from './resultsSection.ts';
import { nothingYet, trialsSentence, type PlainModel } from './trialsWords.ts';
import {
  bestOf,
  finishedTrials,
  isTuning,
  readTuningRuns,
  type FinishedTrial,
  type TuningRun,
} from './tuningRuns.ts';

/** Seconds between two looks at a tuning job that goes on. */
const lookEvery = 10;

const choiceId = 'hyperparameter';

/** The trials of the newest tuning job of each strategy, as they come. */
export const trialsSection: ResultsSection = {
  id: 'trials',
  heading: 'Which hyperparameters do best?',
  dependsOn: [choiceId],
  show: async ({ lab, model }, chosen, shown, signal) => {
    // Tuning needs no model; with one, there is something to compare with.
    const [plain, since] = await Promise.all([
      model().then(plainOf, () => undefined),
      readSplitRows(lab, signal).then(
        ({ files }) => files.newest,
        () => undefined,
      ),
    ]);
    await poll(
      lab.account,
      lookEvery,
      signal,
      async () => {
        const runs = await readTuningRuns(lab.account, since, signal);
        if (!runs.length) throw new StageError('No model has been tuned yet.', 'Run the stage "Tune Model".');
        shown(bodyOf(runs, plain, chosen));
        return runs;
      },
      (runs) => !runs.some(isTuning),
    );
  },
};

function plainOf({ job: { metrics }, isCurrent }: LabModelSeen): PlainModel | undefined {
  const rmse = metrics['validation:rmse'];
  return rmse === undefined ? undefined : { rmse, isCurrent };
}

function bodyOf(runs: readonly TuningRun[], plain: PlainModel | undefined, chosen: Chosen): SectionBody {
  const telling = runs.filter((run) => finishedTrials(run).length);
  if (!telling.length) return { note: nothingYet(runs) };
  const choice = hyperparameterChoice(chosen);
  // Errors of other rows than the split's are ranked only among themselves.
  const current = telling.filter(({ isOlder }) => !isOlder);
  const ranked = (current.length ? current : telling).flatMap(finishedTrials);
  const rule = current.length && plain?.isCurrent ? plain.rmse : undefined;
  return {
    choices: [choice],
    pictures: [
      trialsPicture(telling, trialsSentence(runs, plain), rule),
      hyperparameterPicture(telling, bestOf(ranked), choice.value),
    ],
    tables: [bestTable(ranked)],
  };
}

/** A tuning job as legends name it. */
const labelOf = ({ job: { strategy }, isOlder }: TuningRun): string =>
  isOlder ? `${strategy}, older rows` : strategy;

function trialsPicture(runs: readonly TuningRun[], sentence: string, plain: number | undefined): Picture {
  const layers = runs.flatMap((run, colour): Layer[] => {
    const own = finishedTrials(run);
    const x = own.map(({ number }) => number);
    const y = own.map(({ rmse }) => rmse);
    const best = y.map((_, index) => Math.min(...y.slice(0, index + 1)));
    return [
      { kind: 'points', label: `${labelOf(run)}: trial`, colour, x, y },
      { kind: 'lines', label: `${labelOf(run)}: best so far`, colour, x, y: best, steps: true },
    ];
  });
  return {
    id: 'trials',
    title: 'Validation RMSE of each trial',
    sentence,
    x: { label: 'Trial' },
    y: { label: 'Validation RMSE (cycles)' },
    layers: [
      ...layers,
      ...(plain === undefined
        ? []
        : [{ kind: 'rule', label: "The lab's model", colour: 3, at: { y: plain } } as const]),
    ],
  };
}

function hyperparameterPicture(runs: readonly TuningRun[], best: FinishedTrial, name: string): Picture {
  const valueOf = ({ trial }: FinishedTrial): number => Number(trial.hyperparameters[name]);
  const values = runs.flatMap(finishedTrials).map(valueOf);
  return {
    id: 'hyperparameter',
    title: `Validation RMSE by ${name}`,
    sentence: `${name} was tried from ${rounded(Math.min(...values))} to ${rounded(Math.max(...values))}; the best trial has ${rounded(valueOf(best))}. The other hyperparameters differ as well, so look where the low points gather rather than at single ones.`,
    x: { label: name },
    y: { label: 'Validation RMSE (cycles)' },
    layers: runs.map((run, colour) => {
      const own = finishedTrials(run);
      return {
        kind: 'points',
        label: labelOf(run),
        colour,
        x: own.map(valueOf),
        y: own.map(({ rmse }) => rmse),
        groups: {
          label: 'Trial',
          names: own.map(({ number, strategy }) => `${strategy} ${number}`),
          starts: own.map((_, index) => index),
        },
      };
    }),
  };
}

function bestTable(finished: readonly FinishedTrial[]): ViewTable {
  const names = tuningRanges.map(({ name }) => name);
  const best = [...finished].sort((one, other) => one.rmse - other.rmse).slice(0, 5);
  return {
    id: 'bestTrials',
    title: 'The best trials',
    sentence:
      'To train the lab\'s model with the values of one, write them into "training.hyperparameters" of the event\'s file.',
    columns: [
      { name: 'Trial' },
      { name: 'Validation RMSE', numeric: true },
      ...names.map((name) => ({ name, numeric: true })),
    ],
    rows: best.map(({ trial, rmse, number, strategy }) => [
      `${strategy} ${number}`,
      Number(rmse.toFixed(2)),
      ...names.map((name) => Number(rounded(Number(trial.hyperparameters[name])))),
    ]),
  };
}

function hyperparameterChoice(chosen: Chosen): Choice {
  const names: readonly string[] = tuningRanges.map(({ name }) => name);
  return {
    id: choiceId,
    label: 'Hyperparameter',
    options: names.map((value) => ({ value, label: value })),
    value: names.find((name) => name === chosen[choiceId]) ?? tuningRanges[0].name,
  };
}

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
