import { labelCap, type FeatureSet } from '../capped/cappedModels.ts';
import { readCappedState, type TrainedCapped } from '../capped/cappedState.ts';
import type { Picture } from '../pictures/picture.ts';
import type { ViewTable } from '../pictures/pictureView.ts';
import { decimal, wholeNumber } from '../report/format.ts';
import { StageError } from '../stage.ts';
import { modelScores, type ModelScores } from './modelScores.ts';
import type { ResultsSection } from './resultsSection.ts';
import { engineName } from './predictedEngine.ts';

/** The models of capped lives beside the lab's own. */
export const cappedSection: ResultsSection = {
  id: 'capped',
  heading: 'What do capped lives and rolling windows bring?',
  dependsOn: [],
  show: async ({ lab, predictions }, _chosen, shown, signal) => {
    const state = await readCappedState(lab, signal);
    if (!state.done) throw new StageError(state.reason, 'Run the stage "Train Capped Models".');
    // The lab's own model is compared where it has predicted the same engines.
    const files = await predictions().then(
      (found) => found.files,
      () => [],
    );
    const subsets = [...new Set(state.models.map(({ subset }) => subset))];
    const firsts = files
      .filter(({ subset }) => subsets.includes(subset))
      .map((file) => modelScores(file.subset, [file]));
    shown({
      pictures: subsets.map((subset) =>
        picture(
          subset,
          state.models.filter((model) => model.subset === subset),
        ),
      ),
      tables: [table(state.models, firsts)],
    });
  },
};

/** What a model sees of an engine. */
const seen = { plain: 'One cycle', windowed: 'Windows of 30 cycles' } as const satisfies Record<
  FeatureSet,
  string
>;

function picture(subset: string, models: readonly TrainedCapped[]): Picture {
  const engines = models.flatMap(({ scores }) => scores.engines);
  const most = 10 * Math.ceil(Math.max(labelCap, ...engines.map(({ predicted }) => predicted)) / 10 + 0.5);
  const range = [
    Math.min(0, 10 * Math.floor(Math.min(...engines.map(({ predicted }) => predicted)) / 10)),
    most,
  ] as const;
  return {
    id: `capped-${subset}`,
    title: `${subset}: predicted against true remaining life, capped at ${labelCap} cycles`,
    sentence: sentenceOf(models),
    x: { label: 'True remaining life, capped (cycles)', range },
    y: { label: 'Predicted remaining life (cycles)', range },
    layers: [
      ...models.map(
        ({ features, scores }, colour) =>
          ({
            kind: 'points',
            label: seen[features],
            colour,
            x: scores.engines.map(({ actual }) => actual),
            y: scores.engines.map(({ predicted }) => predicted),
            groups: {
              label: 'Engine',
              names: scores.engines.map(({ unit }) => engineName(subset, unit)),
              starts: scores.engines.map((_, index) => index),
            },
          }) as const,
      ),
      { kind: 'rule', label: 'Predicted = true', at: 'equal' },
    ],
  };
}

function sentenceOf(models: readonly TrainedCapped[]): string {
  const [plain, windowed] = models;
  if (!plain || !windowed) return '';
  const change = plain.scores.lastCycle.rmse - windowed.scores.lastCycle.rmse;
  return [
    `A point is an engine at its last cycle: ${wholeNumber(plain.scores.engines.length)} engines.`,
    `From the values of one cycle the RMSE is ${decimal(plain.scores.lastCycle.rmse)} cycles, from windows of 30 it is ${decimal(windowed.scores.lastCycle.rmse)}: here windows ${change > 0 ? `gain ${decimal(change)}` : `cost ${decimal(-change)}`} cycles.`,
  ].join(' ');
}

function table(models: readonly TrainedCapped[], firsts: readonly ModelScores[]): ViewTable {
  const subsets = [...new Set(models.map(({ subset }) => subset))];
  const fixed = (value: number): number => Number(value.toFixed(2));
  return {
    id: 'capped',
    title: 'The same engines by each model',
    sentence: firsts.length
      ? `All errors are of lives capped at ${labelCap} cycles; the predictions of the lab's own model, which learned whole lives of all files, are capped as well.`
      : `All errors are of lives capped at ${labelCap} cycles. Once the lab's own model has predicted these engines, it stands beside.`,
    columns: [
      { name: 'Model' },
      { name: 'Engines', numeric: true },
      { name: 'RMSE, last cycle', numeric: true },
      { name: 'NASA score, last cycle', numeric: true },
      { name: 'RMSE, all rows', numeric: true },
    ],
    rows: subsets.flatMap((subset) => [
      ...firsts
        .filter(({ name }) => name === subset)
        .map(({ engines, lastCycleCapped }) => [
          `${subset}, the lab's own model`,
          engines,
          fixed(lastCycleCapped.rmse),
          Math.round(lastCycleCapped.nasaScore),
          undefined,
        ]),
      ...models
        .filter((model) => model.subset === subset)
        .map((model) => [
          `${subset}, ${seen[model.features].toLowerCase()}`,
          model.scores.engines.length,
          fixed(model.scores.lastCycle.rmse),
          Math.round(model.scores.lastCycle.nasaScore),
          fixed(model.scores.allRows.rmse),
        ]),
    ]),
  };
}
