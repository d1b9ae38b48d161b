import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findLabData } from '../../src/lab/dataset/labData.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { createExploration } from '../../src/lab/explore/exploration.ts';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import type { Layer, Picture } from '../../src/lab/pictures/picture.ts';
import type { Chosen, PictureView, ViewTable } from '../../src/lab/pictures/pictureView.ts';
import type { LabContext } from '../../src/lab/stage.ts';
import { stages } from '../../src/lab/stages.ts';
import { connectedAccount } from '../support/connectedAccount.ts';
import { findRealData, unpackRealData } from '../support/realData.ts';

/** A row of a text file: unit, cycle, three settings, 21 sensors; and the cycles left behind. */
type Row = readonly number[];
const [unitAt, cycleAt, leftAt] = [0, 1, 26];
/** Where NASA's simulation flies: thousands of feet and Mach number. */
const grid = [
  [0, 0],
  [10, 0.25],
  [20, 0.7],
  [25, 0.62],
  [35, 0.84],
  [42, 0.84],
] as const;

/** What is shown is computed once more, by other code, from the text files that were published. */
describe('exploring the engines of the curated table', function () {
  this.timeout(120_000);
  const account = connectedAccount({ provisioned: true });
  const source = createExploration({
    context: () => Promise.resolve(context),
    makeTable: () => Promise.reject(new Error('nothing is to be run')),
  });
  const files = new Map<string, Row[]>();
  let context: LabContext;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'explore-'));
    const real = findRealData();
    if (real) unpackRealData(real, folder);
    else await writeFleet(folder, { seed: 5, subsets: ['FD001', 'FD002'] });
    for (const name of readdirSync(folder).filter((file) => file.startsWith('train_')))
      files.set(name, rowsIn(path.join(folder, name)));
    const written = new Map<string, string>();
    context = {
      account: account(),
      event: defaultEvent,
      data: await findLabData(folder),
      files: {
        read: async (name) => written.get(name) ?? readFile(name, 'utf8'),
        write: (name, text) => Promise.resolve(void written.set(name, text)),
      },
    };
    for (const id of ['publish', 'crawlSubmissions', 'prepareJob', 'runEtl', 'crawlCurated'] as const)
      await stages[id].run(context, () => undefined, new AbortController().signal);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const shown = async (chosen: Chosen): Promise<PictureView> => {
    let view: PictureView | undefined;
    await source.show(chosen, (next) => (view = next), new AbortController().signal);
    assert.ok(view && view.busy === undefined);
    return view;
  };

  it('shows how long the engines of each file live', async () => {
    const view = await shown({});
    for (const [name, rows] of files) {
      const lives = livesOf(rows).sort((one, other) => one - other);
      const curve = layerOf(picture(view, 'stillRunning'), name.slice(6, -4));
      assert.ok(curve.kind === 'lines');
      assert.deepEqual([...curve.x].slice(1), lives);
      for (const [index, share] of [...curve.y].entries())
        close(share, (100 * (lives.length - index)) / lives.length);
      const [bars, rule] = picture(view, `lifetimes ${name}`).layers;
      assert.ok(bars?.kind === 'bars' && rule?.kind === 'rule');
      const counts = [...bars.x].map(
        (middle) => lives.filter((life) => life >= middle - 12.5 && life < middle + 12.5).length,
      );
      assert.deepEqual([...bars.y], counts);
      assert.deepEqual(rule.at, { x: middleOf(lives) });
    }
  });

  it('shows every row of every sensor', async () => {
    for (const [name, rows] of files) {
      const view = await shown({ dataSet: name });
      for (let number = 1; number <= 21; number += 1) {
        const [lines] = picture(view, `sensor ${number}`).layers;
        assert.ok(lines?.kind === 'lines' || lines?.kind === 'points');
        assert.deepEqual([...lines.x], column(rows, cycleAt));
        assert.deepEqual([...lines.y], column(rows, number + 4));
        assert.equal(lines.groups?.names.length, livesOf(rows).length);
      }
    }
  });

  it('takes the operating condition out of a sensor, and correlates it with the cycles left', async () => {
    for (const [name, rows] of files) {
      const groups = conditionsOf(rows);
      const view = await shown({ dataSet: name, values: 'within' });
      const [bars, points] = picture(view, 'telling').layers;
      assert.ok(bars?.kind === 'bars');
      const left = column(rows, leftAt);
      for (let number = 1; number <= 21; number += 1) {
        const measured = column(rows, number + 4);
        const means = new Map(
          [...groups].map(([key, members]) => [key, mean(column(members, number + 4))] as const),
        );
        const within = rows.map(
          (row, index) => (measured[index] ?? NaN) - (groups.size > 1 ? (means.get(place(row)) ?? NaN) : 0),
        );
        const [lines] = picture(view, `sensor ${number}`).layers;
        assert.ok(lines?.kind === 'lines');
        assert.ok([...lines.y].every((value, index) => Math.abs(value - (within[index] ?? NaN)) < 1e-6));
        const correlated = (values: readonly number[]): number =>
          spearman(
            values.map((value) => Number(value.toFixed(6)) + 0),
            left,
          );
        const near = (found: number | undefined, wanted: number): void =>
          assert.ok(
            Number.isNaN(wanted) ? found === undefined : Math.abs((found ?? NaN) - wanted) < 1e-3,
            `sensor ${number} of ${name}: ${found}, not ${wanted}`,
          );
        near(bars.y[[...bars.x].indexOf(number - 1)], correlated(within));
        if (groups.size === 1) continue;
        assert.ok(points?.kind === 'points');
        near(points.y[[...points.x].indexOf(number - 1)], correlated(measured));
      }
    }
  });

  it('shows the middle and the tenths of a sensor at each number of cycles left', async () => {
    for (const [name, rows] of files) {
      const view = await shown({ dataSet: name, sensor: '11' });
      const [, band, middle] = picture(view, 'againstRemaining').layers;
      assert.ok(band?.kind === 'band' && middle?.kind === 'lines');
      for (const [index, left] of [...middle.x].entries()) {
        const values = rows
          .filter((row) => row[leftAt] === left)
          .map((row) => row[15] ?? NaN)
          .sort((one, other) => one - other);
        assert.ok(values.length >= 10);
        close(middle.y[index], middleOf(values));
        close(band.low[index], at(values, 0.1));
        close(band.high[index], at(values, 0.9));
      }
      assert.equal(middle.x[middle.x.length - 1], 0);
    }
  });

  it('finds the operating conditions, one or six', async () => {
    for (const [name, rows] of files) {
      const groups = [...conditionsOf(rows)].sort(([one], [other]) => one - other);
      const { sections } = await shown({ dataSet: name });
      const table = tableOf(sections, 'conditions');
      const { pictures = [] } = sections.find(({ id }) => id === 'conditions') ?? {};
      assert.equal(groups.length, /FD00[13]/.test(name) ? 1 : 6);
      assert.equal(table.rows.length, groups.length);
      for (const [index, [, members]] of groups.entries()) {
        const [, count, , ...means]: readonly unknown[] = table.rows[index] ?? [];
        assert.equal(count, members.length);
        for (const [setting, { layers }] of pictures.entries()) {
          const points = layers[index];
          assert.ok(points?.kind === 'points');
          assert.deepEqual([...points.x], column(members, 2));
          assert.deepEqual([...points.y], column(members, 3 + setting));
        }
        for (const setting of [0, 1, 2])
          close(Number(means[setting]), mean(column(members, 2 + setting)), 1e-4);
      }
    }
  });

  it('counts every column as Athena does', async () => {
    for (const [name, rows] of files) {
      const { sections } = await shown({ dataSet: name });
      const table = tableOf(sections, 'columns');
      assert.equal(table.rows.length, 26);
      for (const [index, row] of table.rows.entries()) {
        const values = column(rows, index + 1);
        const middle = mean(values);
        const deviation = Math.sqrt(
          values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1),
        );
        const sorted = [...values].sort((one, other) => one - other);
        assert.deepEqual(row.slice(2, 6), [values.length, new Set(values).size, sorted[0], sorted.at(-1)]);
        close(Number(row[6]), middle, 1e-4);
        close(Number(row[7]), deviation, 1e-4);
      }
    }
  });
});

function rowsIn(file: string): Row[] {
  const rows = readFileSync(file, 'latin1')
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(' ')
        .map((text) => Number(text) + 0),
    );
  const lives = new Map<number, number>();
  for (const row of rows) lives.set(row[unitAt] ?? 0, row[cycleAt] ?? 0);
  return rows.map((row) => [...row, (lives.get(row[unitAt] ?? 0) ?? 0) - (row[cycleAt] ?? 0)]);
}

const column = (rows: readonly Row[], at: number): number[] => rows.map((row) => row[at] ?? NaN);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const livesOf = (rows: readonly Row[]): number[] =>
  rows.filter((row) => row[leftAt] === 0).map((row) => row[cycleAt] ?? 0);

/** Which point of the grid a row is nearest to. */
function place(row: Row): number {
  const far = grid.map(
    ([feet, mach]) => Math.abs((row[2] ?? 0) - feet) + 40 * Math.abs((row[3] ?? 0) - mach),
  );
  return far.indexOf(Math.min(...far));
}
function conditionsOf(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(place(row));
    if (group) group.push(row);
    else groups.set(place(row), [row]);
  }
  return groups;
}

function at(sorted: readonly number[], share: number): number {
  const exact = share * (sorted.length - 1);
  const [low, high] = [
    sorted[Math.floor(exact)] ?? NaN,
    sorted[Math.min(sorted.length - 1, Math.floor(exact) + 1)] ?? NaN,
  ];
  return low * (1 - (exact % 1)) + high * (exact % 1);
}
const middleOf = (sorted: readonly number[]): number =>
  ((sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN) +
    (sorted[Math.ceil((sorted.length - 1) / 2)] ?? NaN)) /
  2;

/** By sorting, and by the differences from the mean rank. */
function spearman(one: readonly number[], other: readonly number[]): number {
  const [ranks, others] = [ranksOf(one), ranksOf(other)];
  const middle = (one.length + 1) / 2;
  const sum = (f: (index: number) => number): number =>
    ranks.reduce((total, _, index) => total + f(index), 0);
  const apart = (list: readonly number[], index: number): number => (list[index] ?? NaN) - middle;
  return (
    sum((index) => apart(ranks, index) * apart(others, index)) /
    Math.sqrt(sum((index) => apart(ranks, index) ** 2) * sum((index) => apart(others, index) ** 2))
  );
}
function ranksOf(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((one, other) => (values[one] ?? 0) - (values[other] ?? 0));
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let each = from; each <= to; each += 1) ranks[order[each] ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

const close = (value: number | undefined, wanted: number, by = 1e-9): void =>
  assert.ok(
    Math.abs((value ?? NaN) - wanted) <= by * Math.max(1, Math.abs(wanted)),
    `${value} is not ${wanted}`,
  );

function picture(view: PictureView, id: string): Picture {
  const found = view.sections.flatMap(({ pictures = [] }) => pictures).find((each) => each.id === id);
  assert.ok(found, id);
  return found;
}
function tableOf(sections: PictureView['sections'], id: string): ViewTable {
  const found = sections.find((section) => section.id === id)?.tables?.[0];
  assert.ok(found, id);
  return found;
}
function layerOf({ layers }: Picture, label: string): Layer {
  const found = layers.find((layer) => layer.label === label);
  assert.ok(found, label);
  return found;
}
