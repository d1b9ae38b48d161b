import type { Picture } from '../pictures/picture.ts';
import { wholeNumber } from '../report/format.ts';
import { errorBands, fewestEngines, stretch, type ErrorBand } from './errorBands.ts';
import type { ResultsSection } from './resultsSection.ts';
import { chosenFiles, subsetChoiceId } from './subsetChoice.ts';
import { cycles } from './words.ts';

/** How wrong predictions are by how far away failure truly is. */
export const errorSection: ResultsSection = {
  id: 'errors',
  heading: 'How wrong are they, and when?',
  dependsOn: [subsetChoiceId],
  show: async (results, chosen, shown) => {
    const files = chosenFiles(await results.predictions(), chosen);
    const bands = errorBands(files);
    const rows = files.reduce((sum, { predicted }) => sum + predicted.length, 0);
    shown(
      bands.length ? { pictures: [picture(bands, rows)] } : { note: 'There are too few engines to tell.' },
    );
  },
};

function picture(bands: readonly ErrorBand[], rows: number): Picture {
  const x = bands.map(({ from, to }) => (from + to) / 2);
  return {
    id: 'errors',
    title: 'Error by true remaining life, at every cycle of the test engines',
    sentence: sentenceOf(bands, rows),
    x: { label: 'True remaining life (cycles)' },
    y: { label: 'Error: predicted − true (cycles)' },
    layers: [
      {
        kind: 'band',
        label: '10 to 90 % of the rows',
        colour: 0,
        x,
        low: bands.map(({ low }) => low),
        high: bands.map(({ high }) => high),
      },
      { kind: 'lines', label: 'Median', colour: 0, x, y: bands.map(({ median }) => median) },
      { kind: 'rule', label: 'No error', at: { y: 0 } },
    ],
  };
}

function sentenceOf(bands: readonly ErrorBand[], all: number): string {
  const [near] = bands;
  const far = bands.at(-1);
  if (!near || !far) return '';
  const rows = bands.reduce((sum, band) => sum + band.rows, 0);
  // Short of the last stretch that is not underestimated, others may be, and be so no longer.
  const turn = bands.findLastIndex(({ median }) => median >= 0) + 1;
  const under = bands.slice(turn);
  const isSteady = under.every(({ median }, index) => median <= (under[index - 1]?.median ?? 0));
  return [
    `${wholeNumber(rows)} of ${wholeNumber(all)} rows, in stretches of ${stretch} cycles that at least ${fewestEngines} engines have.`,
    `With ${place(near)} cycles left the median error is ${cycles(near.median)} (8 of 10 rows: ${cycles(near.low)} to ${cycles(near.high)});`,
    `with ${place(far)} left it is ${cycles(far.median)} (${cycles(far.low)} to ${cycles(far.high)}).`,
    far.median < 0 && near.median > far.median
      ? `${turn ? `From ${under[0]?.from} cycles on lives` : 'Lives'} are underestimated${isSteady ? ', the more the farther away failure is' : ''}: a healthy engine shows no sensor the difference between ${far.from} cycles and half as many, and the labels it learned from, which are not capped, make the model answer near their average.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const place = ({ from, to }: ErrorBand): string => `${from} to ${to}`;
