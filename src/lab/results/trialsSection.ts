import { poll } from '../follow/poll.ts';
import type { Layer, Picture } from '../pictures/picture.ts';
import type { Choice, Chosen, ViewTable } from '../pictures/pictureView.ts';
import type { TuningTrial } from '../ports/tuningJobs.ts';
import { decimal, wholeNumber } from '../report/format.ts';
import { StageError } from '../stage.ts';
import { tuningRanges } from '../tuning/tuningJobs.ts';
import type { ResultsSection, SectionBody } from './resultsSection.ts';
import { isTuning, readTuningRuns, type TuningRun } from './tuningRuns.ts';

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
    const plain = await model().then(
      ({ job }) => job.metrics['validation:rmse'],
      () => undefined,
    );
    await poll(
      lab.account,
      lookEvery,
      signal,
      async () => {
        const runs = await readTuningRuns(lab.account, signal);
        if (!runs.length) throw new StageError('No model has been tuned yet.', 'Run the stage "Tune Model".');
        shown(bodyOf(runs, plain, chosen));
        return runs;
      },
      (runs) => !runs.some(isTuning),
    );
  },
};

function bodyOf(runs: readonly TuningRun[], plain: number | undefined, chosen: Chosen): SectionBody {
  const finished = runs.flatMap(({ job, trials }) =>
    trials.flatMap((trial, index) =>
      trial.objective === undefined
        ? []
        : [{ trial, rmse: trial.objective, number: index + 1, strategy: job.strategy }],
    ),
  );
  if (!finished.length) return { note: `${runs.map(stateOf).join(' ')} No trial has ended yet.` };
  const choice = hyperparameterChoice(chosen);
  return {
    choices: [choice],
    pictures: [trialsPicture(runs, finished, plain), hyperparameterPicture(runs, finished, choice.value)],
    tables: [bestTable(finished)],
  };
}

/** A trial whose error is known. */
interface FinishedTrial {
  readonly trial: TuningTrial;
  /** On the validation rows, in cycles. */
  readonly rmse: number;
  /** Its place among the trials of its tuning job, from 1. */
  readonly number: number;
  readonly strategy: string;
}

function trialsPicture(
  runs: readonly TuningRun[],
  finished: readonly FinishedTrial[],
  plain: number | undefined,
): Picture {
  const layers = runs.flatMap(({ job: { strategy } }, colour): Layer[] => {
    const own = finished.filter((trial) => trial.strategy === strategy);
    const x = own.map(({ number }) => number);
    const y = own.map(({ rmse }) => rmse);
    const best = y.map((_, index) => Math.min(...y.slice(0, index + 1)));
    return [
      { kind: 'points', label: `${strategy}: trial`, colour, x, y },
      { kind: 'lines', label: `${strategy}: best so far`, colour, x, y: best, steps: true },
    ];
  });
  return {
    id: 'trials',
    title: 'Validation RMSE of each trial',
    sentence: trialsSentence(runs, finished, plain),
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

function trialsSentence(
  runs: readonly TuningRun[],
  finished: readonly FinishedTrial[],
  plain: number | undefined,
): string {
  const best = bestOf(finished);
  const gain = plain === undefined ? 0 : plain - best.rmse;
  return [
    ...runs.filter(isTuning).map(stateOf),
    ...runs.flatMap(({ job: { strategy } }) => {
      const own = finished.filter((trial) => trial.strategy === strategy);
      if (!own.length) return [];
      const { number, rmse } = bestOf(own);
      return [
        `Of ${wholeNumber(own.length)} ${strategy === 'Random' ? 'random' : strategy} trials number ${number} is best, with ${decimal(rmse)} cycles.`,
      ];
    }),
    plain === undefined
      ? ''
      : gain > 0
        ? `The lab's own model has ${decimal(plain)}: tuning gains ${decimal(gain)} cycles.`
        : `The lab's own model has ${decimal(plain)}: no trial does better.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function hyperparameterPicture(
  runs: readonly TuningRun[],
  finished: readonly FinishedTrial[],
  name: string,
): Picture {
  const best = bestOf(finished);
  const values = finished.map(({ trial }) => Number(trial.hyperparameters[name]));
  return {
    id: 'hyperparameter',
    title: `Validation RMSE by ${name}`,
    sentence: `${name} was tried from ${rounded(Math.min(...values))} to ${rounded(Math.max(...values))}; the best trial has ${rounded(Number(best.trial.hyperparameters[name]))}. The other hyperparameters differ as well, so look where the low points gather rather than at single ones.`,
    x: { label: name },
    y: { label: 'Validation RMSE (cycles)' },
    layers: runs.map(({ job: { strategy } }, colour) => {
      const own = finished.filter((trial) => trial.strategy === strategy);
      return {
        kind: 'points',
        label: strategy,
        colour,
        x: own.map(({ trial }) => Number(trial.hyperparameters[name])),
        y: own.map(({ rmse }) => rmse),
        groups: {
          label: 'Trial',
          names: own.map(({ number }) => `${strategy} ${number}`),
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

function bestOf(finished: readonly FinishedTrial[]): FinishedTrial {
  return finished.reduce((best, trial) => (trial.rmse < best.rmse ? trial : best));
}

function stateOf({ job: { name, counts, maxJobs } }: TuningRun): string {
  return `The tuning job ${name} goes on: ${counts.completed} of ${maxJobs} trials are done.`;
}

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
