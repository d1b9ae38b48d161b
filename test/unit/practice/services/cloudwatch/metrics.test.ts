import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  createMetrics,
  minuteMs,
  type Metric,
} from '../../../../../src/practice/services/cloudwatch/metrics.ts';
import { periodsOf } from '../../../../../src/practice/services/cloudwatch/statistics.ts';
import { openStore, type Store } from '../../../../../src/practice/store/store.ts';

const metric: Metric = { namespace: 'N', name: 'calls', dimensions: { a: '1' }, unit: 'None' };
const day = 24 * 60 * minuteMs;

describe('metrics', () => {
  let folder: string;
  let store: Store;
  let time: number;
  const open = () =>
    createMetrics({
      store,
      clock: { pace: 0, now: () => new Date(time), wait: () => Promise.resolve() },
    });
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'metrics-'));
    store = openStore(folder);
    time = Date.UTC(2024, 1, 3, 4, 5, 6);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  it('are joined by the minute, and in periods that begin at whole multiples of their length', () => {
    const metrics = open();
    for (const [later, value] of [
      [0, 5],
      [10_000, 1],
      [minuteMs, 9],
      [2 * minuteMs, 3],
    ] as const) {
      time = Date.UTC(2024, 1, 3, 4, 4, 30) + later;
      metrics.add(metric, value);
    }
    const at = (minute: number) => Date.UTC(2024, 1, 3, 4, minute);
    const within = { start: at(4) + 20_000, end: at(6) };
    assert.deepEqual(periodsOf(metrics.minutes(), within, 60), [
      { start: at(4), count: 2, sum: 6, least: 1, most: 5 },
      { start: at(5), count: 1, sum: 9, least: 9, most: 9 },
    ]);
    assert.deepEqual(periodsOf(metrics.minutes(), { start: at(0), end: at(59) }, 300), [
      { start: at(0), count: 2, sum: 6, least: 1, most: 5 },
      { start: at(5), count: 2, sum: 12, least: 3, most: 9 },
    ]);
  });

  it('go after fifteen days, out of the store too', () => {
    const metrics = open();
    metrics.add(metric, 1);
    time += 14 * day;
    metrics.add(metric, 2);
    assert.equal(metrics.minutes().length, 2);
    time += 2 * day;
    assert.deepEqual(
      metrics.minutes().map(({ sum }) => sum),
      [2],
    );
    metrics.add(metric, 3);
    assert.equal(store.table('metricMinutes').size, 2);
  });
});
