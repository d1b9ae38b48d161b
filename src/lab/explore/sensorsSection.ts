import type { DataSet } from './dataSets.ts';
import { axisLabel } from '../dataset/measurements.ts';
import type { Layer, Lines, Numbers, Picture, Points } from '../pictures/picture.ts';
import type { Section } from '../pictures/pictureView.ts';
import { mostTelling, type SensorFinding, type SensorFindings } from './sensorFindings.ts';
import { correlationText, figure, listText } from './words.ts';

/** How values are shown: as measured, or less the mean of their operating condition. */
export type Values = 'measured' | 'within';

/** The pictures of a sensor over the cycles, by its number. */
export const sensorPictureId = (number: number): string => `sensor ${number}`;

/** The section's heading, also while there is nothing in it yet. */
export const sensorsHeading = ({ name }: DataSet): string =>
  `Which sensors of ${name} tell something, and how do they go over a life?`;

/** Which sensors tell how worn an engine is, and how each of them goes over an engine's life. */
export function sensorsSection(
  findings: SensorFindings,
  telling: Picture,
  values: Values,
  engine: string,
): Section {
  return {
    id: 'sensors',
    heading: sensorsHeading(findings.rows.dataSet),
    pictures: [telling, ...findings.sensors.map((found) => overCycles(findings, found, values, engine))],
  };
}

/**
 * A sensor's values of every engine, one of them picked. Points where the operating condition changes from cycle to cycle
 * and is still in the values: lines from one to the next would fill the picture.
 */
export function engineLayer(
  { rows, conditions }: SensorFindings,
  found: SensorFinding,
  values: Values,
  x: Numbers,
  picked: string,
): Lines | Points {
  return {
    kind: values === 'measured' && conditions.list.length > 1 ? 'points' : 'lines',
    label: 'All engines',
    weight: 'faint',
    colour: 0,
    x,
    y: found[values],
    groups: { label: 'Engine', names: rows.units, starts: rows.starts, picked },
  };
}

function overCycles(findings: SensorFindings, found: SensorFinding, values: Values, engine: string): Picture {
  const { rows, conditions } = findings;
  const { sensor, number } = found;
  return {
    id: sensorPictureId(number),
    title: `${number}: ${sensor.symbol}`,
    sentence: `${sensor.meaning}. ${behaviour(found, values, conditions.list.length)}`,
    small: true,
    x: { label: 'Cycle' },
    y: { label: valueLabel(found, values) },
    layers: [engineLayer(findings, found, values, rows.cycle, engine)],
  };
}

/** The label of an axis with a sensor's values; short, because most of these pictures are small. */
export function valueLabel({ sensor }: SensorFinding, values: Values): string {
  return axisLabel(values === 'within' ? { ...sensor, symbol: `${sensor.symbol} − mean` } : sensor);
}

function behaviour(found: SensorFinding, values: Values, conditions: number): string {
  const { changes, least, greatest, sensor } = found;
  if (changes === 'never') return `Always ${figure(least)}${unitOf(sensor.unit)}: it tells nothing.`;
  const span = `${figure(least)} to ${figure(greatest)}${unitOf(sensor.unit)}`;
  if (changes === 'condition')
    return `${span}, but one value alone in each operating condition: it tells nothing of wear.`;
  const along = values === 'within' || conditions <= 1 ? found.correlationWithin : found.correlation;
  const asMeasured = values === 'within' ? ' as measured; less the mean of its condition,' : ';';
  return `${span}${asMeasured} ${direction(along)} (rank correlation ${correlationText(along)}).`;
}

function direction(along: number): string {
  if (Math.abs(along) < 0.1) return 'it hardly goes with the cycles left';
  if (Math.abs(along) < 0.25) return 'it goes but weakly with the cycles left';
  return along < 0 ? 'it rises as failure comes near' : 'it falls as failure comes near';
}

const unitOf = (unit: string): string => (unit ? ` ${unit}` : '');

/** How steadily each sensor goes with the cycles left. */
export function tellingPicture(findings: SensorFindings): Picture {
  const { sensors, conditions, rows } = findings;
  const several = conditions.list.length > 1;
  const changing = sensors.filter(({ changes }) => changes === 'always');
  const layers: Layer[] = [
    {
      kind: 'bars',
      label: several ? 'Within its operating condition' : 'Rank correlation',
      width: 0.7,
      colour: 0,
      x: changing.map(({ number }) => number - 1),
      y: changing.map(({ correlationWithin }) => correlationWithin),
    },
  ];
  if (several) {
    const moving = sensors.filter(({ changes }) => changes !== 'never');
    layers.push({
      kind: 'points',
      label: 'As measured',
      colour: 1,
      x: moving.map(({ number }) => number - 1),
      y: moving.map(({ correlation }) => correlation),
    });
  }
  return {
    id: 'telling',
    title: `How steadily each sensor goes with the cycles left, in ${rows.dataSet.name}`,
    sentence: [unchanging(findings), steadiest(findings)].filter(Boolean).join(' '),
    x: {
      label: 'Sensor',
      names: sensors.map(({ sensor }) => sensor.symbol),
      range: [-0.6, sensors.length - 0.4],
    },
    y: { label: 'Rank correlation (Spearman)', range: [-1, 1] },
    layers,
  };
}

function unchanging({ sensors, conditions }: SensorFindings): string {
  const named = (changes: SensorFinding['changes']): string[] =>
    sensors.filter((found) => found.changes === changes).map(({ sensor }) => sensor.symbol);
  const [never, condition] = [named('never'), named('condition')];
  return [
    never.length
      ? `${never.length} of the 21 sensors never change${never.length === 1 ? 's' : ''}: ${listText(never)}.`
      : 'Each of the 21 sensors changes.',
    condition.length
      ? `${condition.length} show${condition.length === 1 ? 's' : ''} which of the ${conditions.list.length} operating conditions an engine is in and nothing else: ${listText(condition)}.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function steadiest(findings: SensorFindings): string {
  const best = mostTelling(findings).slice(0, 4);
  if (!best.length) return '';
  const several = findings.conditions.list.length > 1;
  const told = best.map(
    ({ sensor, correlationWithin: along }) => `${sensor.symbol} (${correlationText(along)})`,
  );
  const measured = Math.max(...findings.sensors.map(({ correlation: along }) => Math.abs(along) || 0));
  const hidden = several
    ? ` As measured, none is further from 0 than ${correlationText(measured)}, because the operating condition hides the wear: choose the values within their condition.`
    : '';
  return `Those that go most steadily with the cycles left${several ? ', within their condition' : ''}: ${listText(told)}; 1 or −1 would be always, 0 not at all. Below 0 is a sensor that rises towards failure.${hidden}`;
}
