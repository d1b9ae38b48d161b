import { median } from '../statistics/quantile.ts';
import type { Layer, Picture } from '../pictures/picture.ts';
import { score } from '../predict/scores.ts';
import { decimal, wholeNumber } from '../report/format.ts';
import { chosenEngine, engineChoiceId } from './engineChoice.ts';
import type { PredictedEngine } from './predictedEngine.ts';
import type { ResultsSection } from './resultsSection.ts';
import { chosenFiles, enginesOf, subsetChoiceId } from './subsetChoice.ts';
import { cycles, percent } from './words.ts';

/** Predicted against true remaining life of each test engine at its last cycle. */
export const predictedSection: ResultsSection = {
  id: 'predicted',
  heading: 'How close are the predictions?',
  dependsOn: [subsetChoiceId, engineChoiceId],
  show: async (results, chosen, shown) => {
    const predictions = await results.predictions();
    const engines = enginesOf(predictions, chosen);
    const subsets = predictions.files.map(({ subset }) => subset);
    const shownSubsets = chosenFiles(predictions, chosen).map(({ subset }) => subset);
    const picked = chosenEngine(predictions, chosen)?.name;
    shown({
      pictures: [
        picture(
          engines,
          shownSubsets.map((subset) => ({ subset, colour: subsets.indexOf(subset) })),
          picked,
        ),
      ],
    });
  },
};

/** Names the picture to the choice of an engine: a click on a point picks one. */
export const predictedPictureId = 'predicted';

function picture(
  engines: readonly PredictedEngine[],
  subsets: readonly { readonly subset: string; readonly colour: number }[],
  picked: string | undefined,
): Picture {
  const values = engines.flatMap(({ predicted, actual }) => [predicted, actual]);
  // The same ends on both axes, with room for the points there: the line of equal values is the diagonal.
  const range = [
    10 * Math.floor(Math.min(0, ...values) / 10 - 0.5),
    10 * Math.ceil(Math.max(0, ...values) / 10 + 0.5),
  ] as const;
  return {
    id: predictedPictureId,
    title: 'Predicted against true remaining life at the last cycle',
    sentence: sentenceOf(engines),
    x: { label: 'True remaining life (cycles)', range },
    y: { label: 'Predicted remaining life (cycles)', range },
    layers: [
      ...subsets.map(({ subset, colour }) =>
        pointsOf(
          subset,
          colour,
          engines.filter((engine) => engine.subset === subset),
          picked,
        ),
      ),
      { kind: 'rule', label: 'Predicted = true', at: 'equal' },
    ],
  };
}

function pointsOf(
  subset: string,
  colour: number,
  engines: readonly PredictedEngine[],
  picked: string | undefined,
): Layer {
  return {
    kind: 'points',
    label: subset,
    colour,
    x: engines.map(({ actual }) => actual),
    y: engines.map(({ predicted }) => predicted),
    groups: {
      label: 'Engine',
      names: engines.map(({ name }) => name),
      starts: engines.map((_, index) => index),
      picked: engines.some(({ name }) => name === picked) ? picked : undefined,
    },
  };
}

function sentenceOf(engines: readonly PredictedEngine[]): string {
  const { rmse } = score(
    engines.map(({ predicted }) => predicted),
    engines.map(({ actual }) => actual),
  );
  const error = ({ predicted, actual }: PredictedEngine): number => predicted - actual;
  const late = engines.filter((engine) => error(engine) > 0);
  const early = engines.filter((engine) => error(engine) <= 0);
  const worst = [...late].sort((one, other) => error(other) - error(one))[0];
  const typical = (some: readonly PredictedEngine[]): string =>
    some.length ? ` (by ${cycles(Math.abs(median(some.map(error))))} in the median)` : '';
  return [
    `A point is an engine at its last cycle: ${wholeNumber(engines.length)} engines, RMSE ${decimal(rmse)} cycles.`,
    `Above the line more life is promised than there is, which is the dangerous side: ${percent(late.length, engines.length)} of the engines${typical(late)}; below it are ${percent(early.length, engines.length)}${typical(early)}.`,
    worst
      ? `The latest warning would come for engine ${worst.unit} of ${worst.subset}: ${cycles(worst.predicted)} cycles predicted, ${wholeNumber(worst.actual)} left.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}
