import type { DataSet } from './dataSets.ts';
import type { Picture } from '../pictures/picture.ts';
import type { Choice, Section } from '../pictures/pictureView.ts';
import { wholeNumber } from '../report/format.ts';
import { leastEngines, remainingBands, type RemainingBands } from './remainingBands.ts';
import type { SensorFinding, SensorFindings } from './sensorFindings.ts';
import { engineLayer, valueLabel, type Values } from './sensorsSection.ts';
import { correlationText, figure } from './words.ts';

/** The section's heading, also while there is nothing in it yet. */
export const remainingHeading = ({ name }: DataSet): string =>
  `How does a sensor of ${name} behave before failure?`;

/** How one sensor behaves as failure comes near. */
export function remainingSection(findings: SensorFindings, choice: Choice, picture: Picture): Section {
  return {
    id: 'remaining',
    heading: remainingHeading(findings.rows.dataSet),
    choices: [choice],
    pictures: [picture],
  };
}

/** A sensor's values against the cycles left, of all engines and of one. */
export function againstRemaining(
  findings: SensorFindings,
  found: SensorFinding,
  values: Values,
  engine: string,
): Picture {
  const { rows } = findings;
  const bands = remainingBands(rows.remaining, found[values]);
  const { remaining } = bands;
  return {
    id: 'againstRemaining',
    title: `${found.sensor.symbol} against the cycles left, in ${rows.dataSet.name}`,
    sentence: `${found.sensor.meaning}. ${told(findings, found, values, bands)}`,
    x: { label: 'Remaining useful life (cycles)', reversed: true },
    y: { label: valueLabel(found, values) },
    layers: [
      engineLayer(findings, found, values, rows.remaining, engine),
      {
        kind: 'band',
        label: '10 to 90 % of the engines',
        colour: 1,
        x: remaining,
        low: bands.low,
        high: bands.high,
      },
      { kind: 'lines', label: 'Median', colour: 1, x: remaining, y: bands.median },
    ],
  };
}

function told(
  { rows, conditions }: SensorFindings,
  found: SensorFinding,
  values: Values,
  bands: RemainingBands,
): string {
  const unit = found.sensor.unit ? ` ${found.sensor.unit}` : '';
  if (found.changes === 'never') return `It is always ${figure(found.least)}${unit}.`;
  const along = values === 'within' ? found.correlationWithin : found.correlation;
  if (Number.isNaN(along)) return 'Within an operating condition it never changes.';
  const first = `Its rank correlation (Spearman) with the cycles left is ${correlationText(along)} over ${wholeNumber(rows.count)} rows.`;
  const last = bands.remaining.length - 1;
  const early = bands.remaining.findIndex((left) => left <= 150);
  const value = (list: readonly number[], index: number): string => figure(list[index] ?? NaN);
  if (last < 0) return `${first} Fewer than ${leastEngines} engines are too few for a median.`;
  const spread = (index: number): string =>
    `${value(bands.low, index)} to ${value(bands.high, index)}${unit}`;
  const course =
    `With ${wholeNumber(bands.remaining[early] ?? 0)} cycles left the median is ${value(bands.median, early)}${unit} ` +
    `(80 % of the engines: ${spread(early)}), with ${wholeNumber(bands.remaining[last] ?? 0)} left ${value(bands.median, last)}${unit} (${spread(last)}).`;
  const hint =
    values === 'measured' && conditions.list.length > 1
      ? ` The ${conditions.list.length} operating conditions spread the values far more than wear does.`
      : '';
  return `${first} ${course}${hint}`;
}
