import type { Bars, Lines, Picture } from '../pictures/picture.ts';
import type { Section } from '../pictures/pictureView.ts';
import { wholeNumber } from '../report/format.ts';
import { doubledCycles, type DataSet } from './dataSets.ts';
import { median } from '../statistics/quantile.ts';
import { figure, listText } from './words.ts';

/** Cycles of one bar. */
const binWidth = 25;

/** How long the engines live, and whether the data sets differ. */
export function lifetimesSection(dataSets: readonly DataSet[]): Section {
  const doubled = doubledCycles(dataSets);
  return {
    id: 'lifetimes',
    heading: 'How long do the engines live?',
    pictures: [stillRunning(dataSets), ...histograms(dataSets)],
    ...(doubled !== undefined && { note: doubled }),
  };
}

const livesOf = ({ engines }: DataSet): number[] => engines.map(({ life }) => life);

function stillRunning(dataSets: readonly DataSet[]): Picture {
  return {
    id: 'stillRunning',
    title: 'Engines that still run',
    sentence: comparison(dataSets),
    x: { label: 'Cycles' },
    y: { label: 'Engines that still run (%)', range: [0, 100] },
    layers: dataSets.map((dataSet, index): Lines => {
      const lives = livesOf(dataSet).sort((one, other) => one - other);
      return {
        kind: 'lines',
        label: dataSet.name,
        colour: index,
        steps: true,
        x: [0, ...lives],
        y: [100, ...lives.map((_, failed) => (100 * (lives.length - failed - 1)) / lives.length)],
      };
    }),
  };
}

function comparison(dataSets: readonly DataSet[]): string {
  const engines = dataSets
    .flatMap((dataSet) => dataSet.engines.map(({ unit, life }) => ({ name: dataSet.name, unit, life })))
    .sort((one, other) => one.life - other.life);
  const [shortest, longest] = [engines[0], engines.at(-1)];
  if (!shortest || !longest) return 'There are no engines in the table.';
  const all =
    `${wholeNumber(engines.length)} engines: the shortest life is ${wholeNumber(shortest.life)} cycles ` +
    `(engine ${shortest.unit} of ${shortest.name}), the longest ${wholeNumber(longest.life)} ` +
    `(engine ${longest.unit} of ${longest.name}).`;
  if (dataSets.length < 2) return all;
  const medians = dataSets
    .map((dataSet) => ({ name: dataSet.name, life: median(livesOf(dataSet)) }))
    .sort((one, other) => one.life - other.life);
  const [low, high] = [medians[0]?.life ?? 0, medians.at(-1)?.life ?? 0];
  const told = listText(medians.map(({ name, life }) => `${figure(life)} in ${name}`));
  return `${all} Half of the engines have failed after ${told}: the medians are ${figure(high - low)} cycles apart.`;
}

/** All over the same cycles, with the same height: so they can be compared. */
function histograms(dataSets: readonly DataSet[]): Picture[] {
  const longest = Math.max(...dataSets.flatMap(livesOf));
  const bins = Math.floor(longest / binWidth) + 1;
  const counts = dataSets.map((dataSet) => {
    const lives = livesOf(dataSet);
    return Array.from(
      { length: bins },
      (_, bin) => lives.filter((life) => Math.floor(life / binWidth) === bin).length,
    );
  });
  const highest = Math.max(...counts.flat());
  return dataSets.map((dataSet, index) => {
    const bars: Bars = {
      kind: 'bars',
      label: 'Engines',
      colour: index,
      width: binWidth,
      x: Array.from({ length: bins }, (_, bin) => (bin + 0.5) * binWidth),
      y: counts[index] ?? [],
    };
    const middle = median(livesOf(dataSet));
    return {
      id: `lifetimes ${dataSet.filename}`,
      title: `Lifetimes in ${dataSet.name}`,
      sentence: spread(dataSet, middle),
      small: true,
      x: { label: 'Life (cycles)', range: [0, bins * binWidth] },
      y: { label: 'Engines', range: [0, highest * 1.05] },
      layers: [bars, { kind: 'rule', label: `Median ${figure(middle)}`, at: { x: middle } }],
    };
  });
}

function spread({ engines }: DataSet, middle: number): string {
  const lives = engines.map(({ life }) => life);
  return (
    `${wholeNumber(engines.length)} engines lived ${wholeNumber(Math.min(...lives))} to ` +
    `${wholeNumber(Math.max(...lives))} cycles, half of them no longer than ${figure(middle)}.`
  );
}
