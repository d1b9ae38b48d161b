import type { Picture } from '../pictures/picture.ts';
import type { ViewTable } from '../pictures/pictureView.ts';
import { wholeNumber } from '../report/format.ts';
import { coverage } from './lifeIntervals.ts';
import type { PredictedEngine } from './predictedEngine.ts';
import type { ResultsSection } from './resultsSection.ts';
import { enginesOf, subsetChoiceId } from './subsetChoice.ts';
import { percent } from './words.ts';

/** Engines in the picture, and in the table. */
const [drawn, listed] = [10, 50];

/** The engines that need maintenance first by prediction, with how far each prediction can be trusted. */
export const maintenanceSection: ResultsSection = {
  id: 'maintenance',
  heading: 'Which engines need maintenance first?',
  dependsOn: [subsetChoiceId],
  show: async (results, chosen, shown) => {
    const engines = enginesOf(await results.predictions(), chosen);
    shown({ pictures: [picture(engines)], tables: [table(engines)] });
  },
};

function picture(engines: readonly PredictedEngine[]): Picture {
  const first = engines.slice(0, drawn);
  const x = first.map((_, index) => index);
  return {
    id: 'maintenance',
    title: `The ${first.length} test engines that need maintenance first, by prediction`,
    sentence: `${whatIsTrue(first, engines)} ${intervalSentence(first, engines)}`,
    x: { label: 'Engine', names: first.map(({ name }) => name) },
    y: { label: 'Remaining life (cycles)' },
    layers: [
      {
        kind: 'intervals',
        label: 'Where 8 of 10 such engines fail',
        colour: 0,
        x,
        low: first.map(({ interval }) => interval?.low ?? NaN),
        high: first.map(({ interval }) => interval?.high ?? NaN),
      },
      { kind: 'points', label: 'Predicted', colour: 0, x, y: first.map(({ predicted }) => predicted) },
      { kind: 'points', label: 'True, by the RUL file', colour: 1, x, y: first.map(({ actual }) => actual) },
    ],
  };
}

function whatIsTrue(first: readonly PredictedEngine[], engines: readonly PredictedEngine[]): string {
  const most = first.reduce((longest, { actual }) => Math.max(longest, actual), 0);
  // Many have as many cycles left as the last of them: each of these may count.
  const lives = engines.map(({ actual }) => actual).sort((one, other) => one - other);
  const found = first.filter(({ actual }) => actual <= (lives[first.length - 1] ?? 0)).length;
  const negative = engines.filter(({ predicted }) => predicted < 0).length;
  return [
    `By the RUL files, which nobody would have yet, none of these ${first.length} has more than ${wholeNumber(most)} cycles left, and ${found} are among the ${first.length} that fail first in truth.`,
    negative
      ? `${negative === 1 ? 'One prediction is' : `${negative} predictions are`} below 0: the model only adds up trees, and knows of no least life.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What an interval is, and how often it holds. */
function intervalSentence(first: readonly PredictedEngine[], engines: readonly PredictedEngine[]): string {
  const intervals = engines.flatMap(({ interval }) => interval ?? []);
  const [one] = intervals;
  if (!one) return 'There are too few engines to say how far a prediction can be trusted.';
  const fewest = Math.min(...intervals.map(({ neighbours }) => neighbours));
  const most = Math.max(...intervals.map(({ neighbours }) => neighbours));
  const count = fewest === most ? `${most}` : `${fewest} to ${most}`;
  const whose = intervals.every(({ ownSubset }) => ownSubset) ? 'of its data set' : 'of the test files';
  const all = coverage(engines);
  const here = coverage(first);
  return (
    `A stroke is where the lives of the ${count} other engines ${whose} end that are predicted nearest, without the shortest and the longest tenth; the model has learned from none of them, and the engine's own label is not used. ` +
    `It is meant to hold for at least 80 % of the engines and does for ${wholeNumber(all.within)} of ${wholeNumber(all.of)} (${percent(all.within, all.of)}), here for ${here.within} of ${here.of}.`
  );
}

function table(engines: readonly PredictedEngine[]): ViewTable {
  const rows = engines.slice(0, listed);
  return {
    id: 'maintenanceList',
    title: `The ${rows.length} engines that need maintenance first`,
    sentence:
      rows.length < engines.length
        ? `"Export Results" saves all ${wholeNumber(engines.length)}, with their errors.`
        : 'In the order in which the model expects them to fail.',
    columns: [
      { name: 'Order', numeric: true },
      { name: 'Data set' },
      { name: 'Engine', numeric: true },
      { name: 'Cycle now', numeric: true },
      { name: 'Predicted (cycles)', numeric: true },
      { name: '8 of 10 fail from', numeric: true },
      { name: 'to', numeric: true },
      { name: 'True (cycles)', numeric: true },
    ],
    rows: rows.map(({ subset, unit, lastCycle, predicted, interval, actual }, index) => [
      index + 1,
      subset,
      unit,
      lastCycle,
      Number(predicted.toFixed(1)),
      interval?.low,
      interval?.high,
      actual,
    ]),
  };
}
