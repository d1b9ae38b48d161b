import { sensors } from '../dataset/measurements.ts';
import type { Choice, Chosen } from '../pictures/pictureView.ts';
import { wholeNumber } from '../report/format.ts';
import type { DataSet } from './dataSets.ts';
import { mostTelling, type SensorFindings } from './sensorFindings.ts';
import { sensorPictureId, type Values } from './sensorsSection.ts';

/** What the view shows, by what was chosen, or what there is. */
export interface Shown {
  readonly dataSet: DataSet;
  readonly engine: string;
}

/** The data set and the engine that were chosen; the first ones where there are no such. */
export function shownOf(dataSets: readonly DataSet[], chosen: Chosen): Shown | undefined {
  const dataSet = dataSets.find(({ filename }) => filename === chosen['dataSet']) ?? dataSets[0];
  const units = dataSet?.engines.map(({ unit }) => unit) ?? [];
  const engine = units.find((unit) => unit === chosen['engine']) ?? units[0];
  return dataSet && engine !== undefined ? { dataSet, engine } : undefined;
}

/** How values are shown; as measured where there is one operating condition. */
export function valuesOf({ conditions }: SensorFindings, chosen: Chosen): Values {
  return conditions.list.length > 1 && chosen['values'] === 'within' ? 'within' : 'measured';
}

/** The sensor that was chosen, by its number; the one that tells most where none was. */
export function sensorOf(findings: SensorFindings, chosen: Chosen): number {
  const number = Number(chosen['sensor']);
  return findings.sensors.some((found) => found.number === number)
    ? number
    : (mostTelling(findings)[0]?.number ?? 1);
}

/** The choices at the head of the view. */
export function headChoices(
  dataSets: readonly DataSet[],
  { dataSet, engine }: Shown,
  findings: SensorFindings | undefined,
  chosen: Chosen,
): Choice[] {
  const choices: Choice[] = [
    {
      id: 'dataSet',
      label: 'Data set',
      options: dataSets.map(({ filename, name, engines, rows }) => ({
        value: filename,
        label: `${name} (${wholeNumber(engines.length)} engines, ${wholeNumber(rows)} rows)`,
      })),
      value: dataSet.filename,
    },
    {
      id: 'engine',
      label: 'Engine',
      options: dataSet.engines.map(({ unit, life }) => ({
        value: unit,
        label: `${unit} (${wholeNumber(life)} cycles)`,
      })),
      value: engine,
      picks: ['againstRemaining', ...sensors.map((_, index) => sensorPictureId(index + 1))],
    },
  ];
  if (findings && findings.conditions.list.length > 1) {
    choices.push({
      id: 'values',
      label: 'Sensors',
      options: [
        { value: 'measured', label: 'As measured' },
        { value: 'within', label: 'Within their operating condition' },
      ],
      value: valuesOf(findings, chosen),
    });
  }
  return choices;
}

/** The choice of one sensor. */
export function sensorChoice(number: number): Choice {
  return {
    id: 'sensor',
    label: 'Sensor',
    options: sensors.map(({ symbol, meaning }, index) => ({
      value: String(index + 1),
      label: `${index + 1}: ${symbol}, ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`,
    })),
    value: String(number),
  };
}
