import type { DataSet } from './dataSets.ts';
import { axisLabel, settings, type Measurement } from '../dataset/measurements.ts';
import type { Picture, Points } from '../pictures/picture.ts';
import type { Section, ViewTable } from '../pictures/pictureView.ts';
import { wholeNumber } from '../report/format.ts';
import { mostConditions, type Conditions } from './conditions.ts';
import type { EngineRows } from './engineRows.ts';
import { figure } from './words.ts';

/** The section's heading, also while there is nothing in it yet. */
export const conditionsHeading = ({ name }: DataSet): string => `How are the engines of ${name} flown?`;

/** How the engines of a data set are flown. */
export function conditionsSection(rows: EngineRows, conditions: Conditions): Section {
  const place = { id: 'conditions', heading: conditionsHeading(rows.dataSet) };
  if (!conditions.list.length) {
    const note = `The settings take more than ${mostConditions} different values together: there are no few operating conditions to tell apart, so sensors are shown as measured only.`;
    return { ...place, note };
  }
  return {
    ...place,
    pictures: settingPictures(rows, conditions),
    tables: [conditionsTable(rows, conditions)],
  };
}

/** Mach number and throttle against altitude, one colour a condition. */
function settingPictures(rows: EngineRows, { list, of }: Conditions): Picture[] {
  const [altitude, ...others] = settings;
  if (!altitude) return [];
  const values = (column: string): Float64Array[] => {
    const all = rows.column(column);
    const grouped = list.map((condition) => new Float64Array(condition.rows));
    const filled = new Uint32Array(list.length);
    for (const [row, condition] of of.entries()) {
      const place = filled[condition] ?? 0;
      const group = grouped[condition];
      if (group) group[place] = all[row] ?? NaN;
      filled[condition] = place + 1;
    }
    return grouped;
  };
  const x = values(altitude.column);
  return others.map((setting) => {
    const y = values(setting.column);
    return {
      id: `conditions ${setting.column}`,
      title: `${setting.meaning} and altitude`,
      sentence: spread(rows, list.length, setting),
      small: true,
      x: { label: axisLabel(altitude) },
      y: { label: axisLabel(setting) },
      layers: list.map(({ name }, index): Points => ({
        kind: 'points',
        label: name,
        colour: index,
        x: x[index] ?? [],
        y: y[index] ?? [],
      })),
    };
  });
}

function spread(rows: EngineRows, conditions: number, { column, meaning, unit }: Measurement): string {
  const inUnit = unit ? ` ${unit}` : '';
  const values = rows.column(column);
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const greatest = values.reduce((high, value) => Math.max(high, value), -Infinity);
  if (least === greatest) return `${meaning} is always ${figure(least)}${inUnit}.`;
  const between = `${meaning} is between ${figure(least)} and ${figure(greatest)}${inUnit}`;
  return conditions === 1
    ? `${between} in all ${wholeNumber(rows.count)} rows: one spot, seen from very near.`
    : `${between}: all ${wholeNumber(rows.count)} rows lie at ${conditions} spots.`;
}

function conditionsTable(rows: EngineRows, { list, of }: Conditions): ViewTable {
  return {
    id: 'conditions',
    title: 'Operating conditions',
    sentence: changing(rows, list.length, of),
    columns: [
      { name: 'Condition' },
      { name: 'Rows', numeric: true },
      { name: 'Share (%)', numeric: true },
      ...settings.map((setting) => ({ name: `Mean ${axisLabel(setting)}`, numeric: true })),
    ],
    rows: list.map(({ name, rows: count, means }) => [
      name,
      count,
      Number(((100 * count) / rows.count).toFixed(1)),
      ...means.map((mean) => Number(mean.toFixed(4))),
    ]),
  };
}

function changing({ count, starts, dataSet }: EngineRows, conditions: number, of: Uint16Array): string {
  if (conditions === 1)
    return `All engines of ${dataSet.name} are flown in one operating condition, all the time.`;
  const firsts = new Set(starts);
  let changes = 0;
  for (let row = 1; row < count; row += 1) if (!firsts.has(row) && of[row] !== of[row - 1]) changes += 1;
  const share = (100 * changes) / Math.max(1, count - starts.length);
  return `The engines of ${dataSet.name} are flown in ${conditions} operating conditions, and from one cycle to the next the condition is another one ${share.toFixed(0)} times in 100.`;
}
