import { groupAt, groupsOf } from './groups.ts';
import type { Layer, Numbers, Picture, Rule } from './picture.ts';
import { exactNumber } from './valueText.ts';

/** A cell: text, a number, or undefined where there is none. */
export type Cell = string | number | undefined;

/** A picture's numbers as a table. */
export interface PictureTable {
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
}

type Marks = Exclude<Layer, Rule>;

/** Where a layer's mark goes: its group's column and name, its x, and its place among marks with the same of both. */
interface Row {
  readonly group: number;
  readonly groupName: string | undefined;
  readonly place: number;
  readonly x: Cell;
  readonly values: Cell[];
}

/**
 * The numbers of a picture, a row a mark: its group where marks have groups, its x, and a column a layer (two where a
 * layer has a low and a high end). Layers whose marks stand at the same x share rows. Words of an axis stand in place of
 * their numbers; rules, which are no data, are left out.
 */
export function pictureTable(picture: Picture): PictureTable {
  const layers = picture.layers.filter((layer) => layer.kind !== 'rule');
  const groupLabels = [...new Set(layers.flatMap((layer) => groupsOf(layer)?.label ?? []))];
  const valueColumns = layers.flatMap(columnsOf);
  const rows = rowsOf(picture, layers, groupLabels, valueColumns.length);
  return {
    columns: [
      ...groupLabels.map((name) => ({ name, numeric: false })),
      { name: picture.x.label, numeric: !picture.x.names },
      ...valueColumns.map((name) => ({ name, numeric: !picture.y.names })),
    ],
    rows: rows.map(({ group, groupName, x, values }) => [
      ...groupLabels.map((_, index) => (index === group ? groupName : undefined)),
      x,
      ...values,
    ]),
  };
}

function rowsOf(
  { x, y }: Picture,
  layers: readonly Marks[],
  groupLabels: readonly string[],
  width: number,
): Row[] {
  const rows = new Map<string, Row>();
  const groupPlaces = new Map<string, number>();
  let column = 0;
  for (const layer of layers) {
    const groups = groupsOf(layer);
    const group = groups ? groupLabels.indexOf(groups.label) : -1;
    const seen = new Map<string, number>();
    const ends = valuesOf(layer);
    for (let index = 0; index < layer.x.length; index += 1) {
      const groupName = groups?.names[groupAt(groups, index)];
      const groupKey = `${group} ${groupName ?? ''}`;
      const key = `${groupKey}\n${layer.x[index] ?? ''}`;
      const times = seen.get(key) ?? 0;
      seen.set(key, times + 1);
      const fullKey = `${key}\n${times}`;
      let row = rows.get(fullKey);
      if (!row) {
        const place = groupPlaces.get(groupKey) ?? groupPlaces.size;
        groupPlaces.set(groupKey, place);
        const values = new Array<Cell>(width).fill(undefined);
        row = { group, groupName, place, x: cellOf(layer.x, index, x.names), values };
        rows.set(fullKey, row);
      }
      for (const [n, end] of ends.entries()) row.values[column + n] = cellOf(end, index, y.names);
    }
    column += ends.length;
  }
  const all = [...rows.values()];
  return layers.every((layer) => sameNumbers(layer.x, layers[0]?.x)) ? all : all.sort(byGroupAndX);
}

const cellOf = (values: Numbers, index: number, names: readonly string[] | undefined): Cell => {
  const value = exactNumber(values, index);
  return value === undefined ? undefined : (names?.[value] ?? value);
};

/** Words of an axis stay in the order in which they came. */
function byGroupAndX(one: Row, other: Row): number {
  if (one.place !== other.place) return one.place - other.place;
  return typeof one.x === 'number' && typeof other.x === 'number' ? one.x - other.x : 0;
}

function columnsOf(layer: Marks): string[] {
  return layer.kind === 'band' || layer.kind === 'intervals'
    ? [`${layer.label} (low)`, `${layer.label} (high)`]
    : [layer.label];
}

const valuesOf = (layer: Marks): Numbers[] =>
  layer.kind === 'band' || layer.kind === 'intervals' ? [layer.low, layer.high] : [layer.y];

function sameNumbers(one: Numbers, other: Numbers | undefined): boolean {
  if (one === other) return true;
  if (one.length !== other?.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}
