import type { Picture } from '../pictures/picture.ts';
import { score } from '../predict/scores.ts';
import { decimal, wholeNumber } from '../report/format.ts';
import { chosenEngine, engineChoice, engineChoiceId } from './engineChoice.ts';
import type { PredictedEngine } from './predictedEngine.ts';
import { predictedPictureId } from './predictedSection.ts';
import type { ResultsSection } from './resultsSection.ts';
import { subsetChoiceId } from './subsetChoice.ts';
import type { TestPredictions } from './testPredictions.ts';
import { cycles } from './words.ts';

/** What was predicted for one engine at each cycle of its life. */
export const engineSection: ResultsSection = {
  id: 'engine',
  heading: 'How does a prediction come about over a life?',
  dependsOn: [subsetChoiceId, engineChoiceId],
  show: async (results, chosen, shown) => {
    const predictions = await results.predictions();
    const engine = chosenEngine(predictions, chosen);
    if (!engine) return;
    shown({
      choices: [engineChoice(predictions, chosen, [predictedPictureId])],
      pictures: [picture(engine, lifeOf(predictions, engine))],
    });
  },
};

/** One cycle of an engine. */
interface LifeRow {
  readonly cycle: number;
  readonly predicted: number;
  readonly actual: number;
}

/** An engine's rows in the order of its cycles. */
function lifeOf({ files }: TestPredictions, { subset, unit }: PredictedEngine): LifeRow[] {
  const file = files.find((each) => each.subset === subset);
  if (!file) return [];
  return file.units
    .flatMap((each, row) => (each === unit ? [row] : []))
    .map((row) => ({
      cycle: file.cycles[row] ?? NaN,
      predicted: file.predicted[row] ?? NaN,
      actual: file.actual[row] ?? NaN,
    }))
    .sort((one, other) => one.cycle - other.cycle);
}

function picture(engine: PredictedEngine, life: readonly LifeRow[]): Picture {
  const { interval, lastCycle } = engine;
  const x = life.map(({ cycle }) => cycle);
  return {
    id: 'engine',
    title: `Engine ${engine.unit} of ${engine.subset} over its life`,
    sentence: sentenceOf(engine, life),
    x: { label: 'Cycle' },
    y: { label: 'Remaining life (cycles)' },
    layers: [
      {
        kind: 'lines',
        label: 'True, by the RUL file',
        colour: 1,
        dashed: true,
        x,
        y: life.map(({ actual }) => actual),
      },
      { kind: 'lines', label: 'Predicted', colour: 0, x, y: life.map(({ predicted }) => predicted) },
      ...(interval
        ? [
            {
              kind: 'intervals' as const,
              label: 'Where 8 of 10 such engines fail',
              colour: 0,
              x: [lastCycle],
              low: [interval.low],
              high: [interval.high],
            },
          ]
        : []),
      {
        kind: 'points',
        label: 'Last cycle',
        colour: 0,
        weight: 'picked',
        x: [lastCycle],
        y: [engine.predicted],
      },
    ],
  };
}

function sentenceOf(
  { lastCycle, predicted, actual, interval }: PredictedEngine,
  life: readonly LifeRow[],
): string {
  const [first] = life;
  const half = life.slice(0, Math.floor(life.length / 2));
  const rest = life.slice(half.length);
  const rmse = (rows: readonly LifeRow[]): string =>
    decimal(
      score(
        rows.map((row) => row.predicted),
        rows.map((row) => row.actual),
      ).rmse,
    );
  const range = interval ? ` (8 of 10 engines predicted like it: ${interval.low} to ${interval.high})` : '';
  return [
    `At its last cycle, ${wholeNumber(lastCycle)}, it has ${cycles(predicted)} cycles left by prediction${range} and ${wholeNumber(actual)} in truth.`,
    first && half.length
      ? `At its first it had ${cycles(first.predicted)} by prediction and ${wholeNumber(first.actual)} in truth; RMSE is ${rmse(half)} in the first half of these cycles and ${rmse(rest)} in the second.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}
