import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sensors, settings } from '../../../../src/lab/dataset/measurements.ts';
import { createExploration } from '../../../../src/lab/explore/exploration.ts';
import type { Chosen, PictureView } from '../../../../src/lab/pictures/pictureView.ts';
import type { QueryResult, QueryState } from '../../../../src/lab/ports/queries.ts';
import { resourceNames } from '../../../support/fakeResources.ts';
import { curatedTable, fakeLab } from '../../../support/fakeLab.ts';

const columns = [...settings, ...sensors].map(({ column }) => column);
const [one, other] = ['train_FD001.txt', 'train_FD002.txt'];

/** A curated table of two data sets with an engine each; `hold` keeps the rows of a data set running. */
function explored(hold: ReadonlySet<string> = new Set(), rowsPerCycle = 1) {
  const asked: { sql: string; state: QueryState }[] = [];
  const lab = fakeLab({
    queries: {
      start: (sql) => {
        const isHeld = [...hold].some((name) => sql.includes(`'${name}'`));
        const id = String(asked.push({ sql, state: isHeld ? 'RUNNING' : 'SUCCEEDED' }) - 1);
        if (sql.startsWith('SELECT unit_number'))
          lab.put(resourceNames.queryResultsBucket, `${id}.csv`, rowsText(sql));
        return Promise.resolve(id);
      },
      get: (id) =>
        Promise.resolve({
          ...{ id, reason: 'it is a test', scannedBytes: 10, milliseconds: 1, submitted: undefined },
          ...{ statementType: 'DML', substatementType: 'SELECT' },
          sql: asked[Number(id)]?.sql ?? '',
          state: asked[Number(id)]?.state ?? 'FAILED',
          output: `s3://${resourceNames.queryResultsBucket}/${id}.csv`,
        }),
      result: (id) =>
        Promise.resolve(asked[Number(id)]?.sql.includes('UNNEST') ? statistics : lifetimes(rowsPerCycle)),
      stop: (id) => {
        const query = asked[Number(id)];
        if (query) query.state = 'CANCELLED';
        return Promise.resolve();
      },
    },
  });
  for (const name of ['sql/engine_lifetimes.sql', 'sql/column_statistics.sql'])
    lab.files.set(name, readFileSync(name, 'utf8'));
  const ran: string[] = [];
  const source = createExploration({
    context: () => Promise.resolve(lab.context),
    makeTable: () => {
      ran.push('up to the table');
      lab.tables.set(`datalake_curated_datasets.${curatedTable}`, table);
      return Promise.resolve();
    },
  });
  const table = lab.tables.get(`datalake_curated_datasets.${curatedTable}`)!;
  const views: PictureView[] = [];
  const show = (chosen: Chosen, signal = new AbortController().signal) =>
    source.show(chosen, (view) => views.push(view), signal);
  return { lab, source, asked, ran, views, show };
}

const lifetimes = (rowsPerCycle: number): QueryResult => ({
  columns: ['filename', 'unit_number', 'life', 'cycles', 'row_count', 'cycles_left'],
  rows: [one, other].map((name) => [name, '1', '3', '3', String(3 * rowsPerCycle), '0']),
});
const statistics: QueryResult = {
  columns: [
    'filename',
    'name',
    'value_count',
    'distinct_values',
    'least',
    'greatest',
    'mean',
    'standard_deviation',
  ],
  rows: [one, other].map((name) => [name, 'op_3', '3', '1', '100.0', '100.0', '100.0', '0.0']),
};
/** Sensor 2 rises by 1 a cycle, from 600 in the one data set and from 500 in the other; the others are 1. */
function rowsText(sql: string): string {
  const from = sql.includes(one) ? 600 : 500;
  const lines = [0, 1, 2].map((cycle) => [
    1,
    cycle + 1,
    2 - cycle,
    ...columns.map((name) => (name === 'sensor_measurement_2' ? from + cycle : 1)),
  ]);
  const head = ['unit_number', 'cycle', 'failure_cycle', ...columns];
  return [head, ...lines].map((line) => `${line.map((value) => `"${value}"`).join(',')}\n`).join('');
}

function pictureOf(view: PictureView | undefined, id: string) {
  return view?.sections.flatMap(({ pictures = [] }) => pictures).find((picture) => picture.id === id);
}
function sensorTwo(view: PictureView | undefined): number[] | undefined {
  const [layer] = pictureOf(view, 'sensor 2')?.layers ?? [];
  return layer?.kind === 'lines' ? [...layer.y] : undefined;
}

describe('exploring the engines', () => {
  it('says which stages make the table where there is none, runs them when asked, and shows the table then', async () => {
    const { lab, source, ran, views, show } = explored();
    lab.tables.clear();
    await show({});
    assert.match(views.at(-1)?.sections[0]?.note ?? '', /no curated table yet.*"Run Curated Crawler"/s);
    assert.equal(views.at(-1)?.actions?.[0]?.id, 'makeTable');
    await source.act?.('makeTable');
    assert.deepEqual(ran, ['up to the table']);
    assert.deepEqual(sensorTwo(views.at(-1)), [600, 601, 602]);
  });

  it('asks for nothing twice, and leaves pictures as they are that do not show what was chosen', async () => {
    const { asked, views, show } = explored();
    await show({});
    const [before, queries] = [views.at(-1), asked.length];
    await show({ sensor: '3' });
    const after = views.at(-1);
    assert.deepEqual([queries, asked.length], [3, 3]);
    for (const id of ['stillRunning', 'telling', 'sensor 2', 'conditions op_2'])
      assert.equal(pictureOf(after, id), pictureOf(before, id), id);
    assert.notEqual(pictureOf(after, 'againstRemaining'), pictureOf(before, 'againstRemaining'));
    assert.equal(after?.busy, undefined);
  });

  it('stops the query of a data set that is no longer wanted, and shows only the other one', async () => {
    const { asked, views, show } = explored(new Set([one]));
    const first = new AbortController();
    const given = show({ dataSet: one }, first.signal);
    await until(() => asked.some(({ sql, state }) => sql.includes(one) && state === 'RUNNING'));
    first.abort();
    await assert.rejects(given);
    await show({ dataSet: other });
    await until(() => asked.some(({ sql, state }) => sql.includes(one) && state === 'CANCELLED'));
    assert.deepEqual(sensorTwo(views.at(-1)), [500, 501, 502]);
    assert.ok(views.every((view) => (sensorTwo(view)?.[0] ?? 500) === 500));
  });

  it('stops its queries when it is closed', async () => {
    const { asked, source, show } = explored(new Set([one]));
    const closed = new AbortController();
    const given = show({}, closed.signal);
    await until(() => asked.some(({ state }) => state === 'RUNNING'));
    closed.abort();
    source.dispose?.();
    await assert.rejects(given);
    await until(() => asked.every(({ state }) => state !== 'RUNNING'));
  });

  it('says so when an engine has a cycle twice', async () => {
    const { views, show } = explored(new Set(), 2);
    await show({});
    assert.match(views.at(-1)?.sections[0]?.note ?? '', /^Engine 1 of FD001 and 1 more have a cycle twice/);
  });

  it('tells a failure last, so that what came in the meantime does not stand in its place', async () => {
    const hold = new Set([one]);
    const { lab, source, asked } = explored(hold);
    const { queries } = lab.context.account.ports;
    const result = queries.result.bind(queries);
    let refused = false;
    queries.result = (id, ...more) => {
      if (!asked[Number(id)]?.sql.includes('UNNEST')) return result(id, ...more);
      refused = true;
      return Promise.reject(new Error('no statistics'));
    };
    const told: string[] = [];
    const shown = (view: PictureView): void => {
      if (sensorTwo(view)) told.push('the sensors');
    };
    const given = source
      .show({}, shown, new AbortController().signal)
      .catch((error: unknown) => told.push((error as Error).message));
    await until(() => refused && asked.some(({ state }) => state === 'RUNNING'));
    for (const query of asked) query.state = 'SUCCEEDED';
    await until(() => told.length === 2);
    await given;
    assert.deepEqual(told, ['the sensors', 'no statistics']);
  });

  it('names the file whose query somebody has taken a column from, and asks anew once it is mended', async () => {
    const { lab, views, show } = explored();
    const { queries } = lab.context.account.ports;
    const result = queries.result.bind(queries);
    queries.result = () => Promise.resolve({ columns: ['filename'], rows: [] });
    await assert.rejects(show({}), /sql\/engine_lifetimes\.sql gives no column called unit_number/);
    queries.result = result;
    await show({});
    assert.deepEqual(sensorTwo(views.at(-1)), [600, 601, 602]);
  });
});

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, 'it did not come to be');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
