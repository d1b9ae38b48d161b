import { sensors, settings } from '../dataset/measurements.ts';
import type { Section } from '../pictures/pictureView.ts';
import { wholeNumber } from '../report/format.ts';
import type { ColumnStatistics } from './columnStatistics.ts';
import type { DataSet } from './dataSets.ts';
import { listText } from './words.ts';

const measurements = [...settings, ...sensors];
const others: Readonly<Record<string, string>> = {
  cycle: 'Cycles flown so far',
  failure_cycle: 'Cycles left until it fails',
};
/** The order of the table's own columns. */
const order = ['cycle', ...measurements.map(({ column }) => column), 'failure_cycle'];

/** The section's heading, also while there is nothing in it yet. */
export const columnsHeading = ({ name }: DataSet): string => `What is in the columns of ${name}?`;

/** The columns of a data set in figures; a place for them while they are not known. */
export function columnsSection(
  dataSet: DataSet,
  statistics: readonly ColumnStatistics[] | undefined,
): Section {
  const place = { id: 'columns', heading: columnsHeading(dataSet) };
  if (!statistics) return { ...place, note: 'Shown once Athena has counted.' };
  const columns = statistics
    .filter(({ filename }) => filename === dataSet.filename)
    .sort((one, other) => order.indexOf(one.column) - order.indexOf(other.column));
  return {
    ...place,
    tables: [
      {
        id: 'columns',
        title: 'Column statistics',
        sentence: told(columns),
        columns: [
          { name: 'Column' },
          { name: 'Meaning' },
          ...['Values', 'Different', 'Least', 'Greatest', 'Mean', 'Standard deviation'].map((name) => ({
            name,
            numeric: true,
          })),
        ],
        rows: columns.map(({ column, count, distinct, least, greatest, mean, deviation }) => [
          column,
          meaningOf(column),
          count,
          distinct,
          least,
          greatest,
          mean,
          deviation,
        ]),
      },
    ],
  };
}

function meaningOf(name: string): string | undefined {
  const found = measurements.find(({ column }) => column === name);
  if (!found) return others[name];
  const inUnit = found.unit ? `, ${found.unit}` : '';
  return settings.includes(found)
    ? `${found.meaning}${inUnit}`
    : `${found.symbol}: ${found.meaning}${inUnit}`;
}

function told(columns: readonly ColumnStatistics[]): string {
  const single = columns.filter(({ distinct }) => distinct === 1).map(({ column }) => column);
  const values = columns.reduce((sum, { count }) => sum + count, 0);
  const missing = columns.some(({ count }) => count !== columns[0]?.count);
  return [
    `${columns.length} columns with ${wholeNumber(values)} values in all, ${missing ? 'some of them missing' : 'none missing'}.`,
    single.length
      ? `${single.length === 1 ? 'One has' : `${single.length} have`} one value alone: ${listText(single)}.`
      : 'None has one value alone.',
  ].join(' ');
}
