import { dataSourceOf } from '../dataset/dataSource.ts';
import type { LabData } from '../dataset/labData.ts';
import { trainedSubset } from '../dataset/trainedSubset.ts';
import type { ViewTable } from '../pictures/pictureView.ts';
import type { Score } from '../predict/scores.ts';
import { decimal, wholeNumber } from '../report/format.ts';
import { cap, modelScores, type ModelScores } from './modelScores.ts';
import { labReferences, lastCycleReferences, type LabReference } from './referenceFigures.ts';
import type { ResultsSection } from './resultsSection.ts';
import type { BoostingRound } from '../sagemaker/boostingRound.ts';

/** The scores of each test file, beside what others have reported. */
export const scoresSection: ResultsSection = {
  id: 'scores',
  heading: 'How good is the model, and compared with what?',
  dependsOn: [],
  show: async (results, _chosen, shown) => {
    const [{ files, trainingJob }, source, rounds] = await Promise.all([
      results.predictions(),
      dataSourceOf(results.lab.data.folder),
      // Without the log, the other figures can be compared still.
      results.rounds().catch(() => undefined),
    ]);
    const scores = files.map((file) => modelScores(file.subset, [file]));
    const all = modelScores('Together', files);
    const last = rounds?.trainingJob === trainingJob ? rounds.rounds.at(-1) : undefined;
    shown({
      tables: [
        ownTable([...scores, ...(scores.length > 1 ? [all] : [])]),
        lastCycleTable(scores, notNasas(source)),
        labTable(all, last, dataSetsOf(results.lab.data, scores), notNasas(source)),
      ],
    });
  },
};

/** What is to be known before these data's figures are compared with those of NASA's files. */
function notNasas(source: Awaited<ReturnType<typeof dataSourceOf>>): string {
  if (source === 'nasa') return '';
  return source === 'simulated'
    ? " These engines are simulated, so the figures of NASA's files below are no measure of this model."
    : " These are not NASA's files to the byte, so the figures below are no measure of this model.";
}

function ownTable(scores: readonly ModelScores[]): ViewTable {
  const numeric = true;
  return {
    id: 'scores',
    title: 'The scores of this model',
    sentence: `RMSE in cycles; NASA's score adds up a penalty for each prediction, which grows exponentially and faster where a warning comes late, so a few engines make nearly all of it, and it grows with their number. "Cut" is at the last cycle as well, with labels and predictions above ${cap} cycles counted as ${cap}, as most papers count labels.`,
    columns: [
      { name: 'Data set' },
      { name: 'Engines', numeric },
      { name: 'Rows', numeric },
      { name: 'RMSE, all rows', numeric },
      { name: 'Score, all rows', numeric },
      { name: 'RMSE, last cycle', numeric },
      { name: 'Score, last cycle', numeric },
      { name: 'RMSE, cut', numeric },
      { name: 'Score, cut', numeric },
    ],
    rows: scores.map(({ name, engines, allRows, lastCycle, lastCycleCapped }) => [
      name,
      engines,
      allRows.count,
      ...[allRows, lastCycle, lastCycleCapped].flatMap(({ rmse, nasaScore }) => [
        Number(rmse.toFixed(2)),
        Math.round(nasaScore),
      ]),
    ]),
  };
}

const subsets = ['FD001', 'FD002', 'FD003', 'FD004'];

function lastCycleTable(scores: readonly ModelScores[], caution: string): ViewTable {
  const ours = (model: string, labels: string, of: (file: ModelScores) => Score): string[] => [
    model,
    labels,
    ...subsets.map((subset) => {
      const file = scores.find(({ name }) => name === subset);
      return file ? withScore(of(file).rmse, of(file).nasaScore) : '';
    }),
    'The table above',
  ];
  return {
    id: 'lastCycleReferences',
    title: "Beside other models: RMSE at each test engine's last cycle (NASA score)",
    sentence: `Compare only what has the same labels: where they are capped, mostly at 125 cycles, far-away failures cannot be missed by much. This is one model for all data sets, trained on single cycles with labels as they are; all others are a model for each data set, so even its row cut at ${cap} is only a rough comparison with the capped ones. "This project" are runs of XGBoost 1.7.4 (hist, 200 rounds, eta 0.05, depth 6) on NASA's files; the rest is as its source reports it.${caution}`,
    columns: ['Model', 'Labels', ...subsets, 'Source'].map((name) => ({ name })),
    rows: [
      ours('This model', 'as they are', ({ lastCycle }) => lastCycle),
      ours('This model, cut afterwards', `cut at ${cap}`, ({ lastCycleCapped }) => lastCycleCapped),
      ...lastCycleReferences.map(({ model, labels, rmse, nasaScore, source }) => [
        model,
        labels === 'raw' ? 'as they are' : 'capped',
        ...subsets.map((subset) => {
          const value = rmse[subset];
          return value === undefined ? '' : withScore(value, nasaScore?.[subset]);
        }),
        source,
      ]),
    ],
  };
}

function withScore(rmse: number, nasaScore: number | undefined): string {
  return nasaScore === undefined ? decimal(rmse) : `${decimal(rmse)} (${wholeNumber(nasaScore)})`;
}

const figures = {
  train: 'Training rows',
  validation: 'Validation rows',
  testAllRows: 'Test rows, all cycles',
} satisfies Record<LabReference['figure'], string>;

/** The data sets that the lab's model learned from, and those of its test rows. */
interface ModelDataSets {
  readonly train: readonly string[];
  readonly test: readonly string[];
}

const dataSetsOf = ({ train }: LabData, scores: readonly ModelScores[]): ModelDataSets => ({
  train: train.map((file) => trainedSubset(file.name)),
  test: scores.map(({ name }) => name),
});

/** The lab's own figures beside those of others who trained on the same rows in the same way. */
function labTable(
  all: ModelScores,
  last: BoostingRound | undefined,
  { train, test }: ModelDataSets,
  caution: string,
): ViewTable {
  const [learned, tested] = [train.join(', '), test.join(', ')];
  const ours = {
    train: { value: last?.train, dataSets: learned },
    validation: { value: last?.validation, dataSets: learned },
    testAllRows: {
      value: all.allRows.rmse,
      dataSets: tested === learned ? tested : `${tested}, after training on ${learned}`,
    },
  } as const;
  const isAny = labReferences.some((reference) => reference.dataSets.join(', ') === learned);
  const range = ([from, to]: LabReference['rmse']): string =>
    from === to ? decimal(from) : `${decimal(from)} to ${decimal(to)}`;
  return {
    id: 'labReferences',
    title: "Beside the same lab elsewhere: RMSE with the lab's split and labels as they are",
    sentence: `${
      isAny
        ? `Only figures of the same data sets can be compared with this model's: those of ${learned}.`
        : `None of these figures is of the data sets that this model was trained on (${learned}): they show the order of size only.`
    }${
      tested === learned
        ? ''
        : ` Its test rows are of ${tested}: none of the others' figures on test rows is of a model trained and tested like that.`
    } "This project" are runs of three seeds each with the lab's own hyperparameters.${caution}`,
    columns: ['RMSE on', 'Data sets', 'Model', 'Cycles', 'Source'].map((name) => ({ name })),
    rows: (['train', 'validation', 'testAllRows'] as const).flatMap((figure) => {
      const { value, dataSets } = ours[figure];
      return [
        [
          figures[figure],
          dataSets,
          'This model',
          value === undefined ? '' : decimal(value),
          figure === 'testAllRows' ? 'The first table' : "The last round in the training job's log",
        ],
        ...labReferences
          .filter((reference) => reference.figure === figure)
          .map((reference) => [
            figures[figure],
            reference.dataSets.join(', '),
            reference.model,
            range(reference.rmse),
            reference.source,
          ]),
      ];
    }),
  };
}
