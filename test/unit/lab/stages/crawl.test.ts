import assert from 'node:assert/strict';
import type { Partition, Table } from '../../../../src/lab/ports/catalog.ts';
import type { CrawlerState, LastCrawlStatus } from '../../../../src/lab/ports/crawlers.ts';
import { runStage, type Outcome } from '../../../../src/lab/runStage.ts';
import { StageError, type Check } from '../../../../src/lab/stage.ts';
import { crawlCurated } from '../../../../src/lab/stages/crawlCurated.ts';
import { crawlSubmissions } from '../../../../src/lab/stages/crawlSubmissions.ts';
import { curatedTable, fakeLab, tableOf } from '../../../support/fakeLab.ts';
import { fakeResources, resourceNames } from '../../../support/fakeResources.ts';

const quiet = (): void => undefined;
const signal = new AbortController().signal;
const { submissionsBucket, curatedBucket } = resourceNames;

function reasonOf(check: Check<object>): string {
  assert.ok(!check.done);
  return check.reason;
}

function failure(outcome: Outcome): StageError {
  assert.ok(outcome.kind === 'failed' && outcome.reason instanceof StageError, JSON.stringify(outcome));
  return outcome.reason;
}

/** A table with so many columns. */
function wideTable(name: string, columns: number): Table {
  const names = Array.from({ length: columns }, (_, index) => ({ name: `col${index}`, type: 'string' }));
  return { ...tableOf('datalake_submissions', name), columns: names };
}

/** A lab with lines of two hours, whose crawler makes the table and the partitions that are said here. */
function labWithCrawler(how: { columns?: number; busy?: boolean; ends?: LastCrawlStatus } = {}) {
  const { columns = 29, busy = false, ends = 'SUCCEEDED' } = how;
  const partitions: Partition[] = [];
  const tables: Table[] = [];
  const log: string[] = [];
  let state: CrawlerState = busy ? 'RUNNING' : 'READY';
  const lab = fakeLab({
    catalog: {
      ...fakeResources.ports.catalog,
      tables: () => Promise.resolve(tables),
      partitions: () => Promise.resolve(partitions),
    },
    crawlers: {
      ...fakeResources.ports.crawlers,
      start: (name) => {
        log.push(`start ${name} while ${state}`);
        if (state === 'RUNNING') {
          return Promise.reject(Object.assign(new Error('busy'), { name: 'CrawlerRunningException' }));
        }
        state = 'RUNNING';
        tables.splice(0, 1, wideTable('streaming_submissions', columns));
        partitions.splice(0);
        for (const hour of ['08', '09']) {
          partitions.push({
            values: ['2025', '01', '31', hour],
            location: `s3://${submissionsBucket}/streaming_submissions/2025/01/31/${hour}`,
          });
        }
        return Promise.resolve();
      },
      get: (name) => {
        state = 'READY';
        const lastCrawl = { status: ends, message: 'words', started: undefined };
        return Promise.resolve({
          name,
          state,
          database: '',
          targets: [],
          role: '',
          classifiers: [],
          lastCrawl,
        });
      },
    },
  });
  for (const hour of ['08', '09'])
    lab.put(submissionsBucket, `streaming_submissions/2025/01/31/${hour}/lines`);
  return { ...lab, partitions, tables, log };
}

describe('crawlSubmissions', () => {
  it('starts the crawler, and finds a table of 29 columns with the hours that lines arrived in', async () => {
    const lab = labWithCrawler();
    assert.match(reasonOf(await crawlSubmissions.check(lab.context)), /has no table called streaming_sub/);
    const outcome = await runStage(crawlSubmissions, lab.context, quiet, signal);
    const facts = { table: 'streaming_submissions', columns: 29, partitions: 2 };
    assert.deepEqual(outcome, { kind: 'done', ran: true, facts });
    assert.deepEqual(lab.log, ['start cmapss_submissions while READY']);
  });

  it('is not done while an hour is no partition of the table, nor with no lines at all', async () => {
    const lab = labWithCrawler();
    await runStage(crawlSubmissions, lab.context, quiet, signal);
    lab.partitions.pop();
    assert.match(reasonOf(await crawlSubmissions.check(lab.context)), /lacks 1 of the 2 hours/);
    lab.objects.get(submissionsBucket)?.clear();
    assert.match(reasonOf(await crawlSubmissions.check(lab.context)), /is there, but no lines are/);
  });

  it('tells a table that was read without the classifier', async () => {
    for (const [columns, words] of [
      [27, /27 columns instead of 29 \(the two empty ones/],
      [1, /1 columns instead of 29 \(the lines were not split/],
    ] as const) {
      const lab = labWithCrawler({ columns });
      assert.match(failure(await runStage(crawlSubmissions, lab.context, quiet, signal)).message, words);
    }
  });

  it('follows a crawler that runs already, and starts it anew: it may have begun too early', async () => {
    const lab = labWithCrawler({ busy: true });
    assert.equal((await runStage(crawlSubmissions, lab.context, quiet, signal)).kind, 'done');
    assert.deepEqual(lab.log, [
      'start cmapss_submissions while RUNNING',
      'start cmapss_submissions while READY',
    ]);
  });

  it('starts no second crawl when the one that ran already has made all that is wanted', async () => {
    const lab = labWithCrawler();
    await runStage(crawlSubmissions, lab.context, quiet, signal);
    const [table] = lab.tables.splice(0);
    lab.log.splice(0);
    let looks = 0;
    const { crawlers } = lab.context.account.ports;
    crawlers.start = () =>
      Promise.reject(Object.assign(new Error('busy'), { name: 'CrawlerRunningException' }));
    crawlers.get = (name) => {
      looks += 1;
      if (table) lab.tables.push(table);
      return Promise.resolve({
        name,
        state: 'READY',
        database: '',
        targets: [],
        role: '',
        classifiers: [],
        lastCrawl: undefined,
      });
    };
    assert.equal((await runStage(crawlSubmissions, lab.context, quiet, signal)).kind, 'done');
    assert.equal(looks, 1);
  });

  it('is taken back with its table, and with no other one', async () => {
    const lab = labWithCrawler();
    const dropped: string[] = [];
    lab.context.account.ports.catalog.dropTable = (_, name) => {
      dropped.push(name);
      return Promise.resolve();
    };
    await runStage(crawlSubmissions, lab.context, quiet, signal);
    lab.tables.push(wideTable('somebody_elses', 3));
    await crawlSubmissions.reset?.(lab.context, quiet, signal);
    assert.deepEqual(dropped, ['streaming_submissions']);
  });

  it("fails with the crawler's own words", async () => {
    for (const ends of ['FAILED', 'CANCELLED'] as const) {
      const outcome = await runStage(crawlSubmissions, labWithCrawler({ ends }).context, quiet, signal);
      assert.equal(failure(outcome).message, `The crawler cmapss_submissions ended ${ends}: words.`);
    }
  });
});

describe('crawlCurated', () => {
  const labWithHours = (hours: readonly string[]) => {
    const locations = hours.map((hour) => `s3://${curatedBucket}/year=2025/month=01/day=31/hour=${hour}/`);
    const lab = fakeLab({
      catalog: { partitions: () => Promise.resolve(locations.map((location) => ({ values: [], location }))) },
    });
    for (const hour of ['08', '09']) {
      lab.put(curatedBucket, `year=2025/month=01/day=31/hour=${hour}/part.parquet`);
    }
    return lab;
  };

  it('is done with a table named after the bucket that has the partitions of the job', async () => {
    const facts = { table: curatedTable, columns: 0, partitions: 2 };
    assert.deepEqual(await crawlCurated.check(labWithHours(['08', '09']).context), { done: true, facts });
  });

  it('says what is wrong with the table', async () => {
    const lab = labWithHours(['08']);
    assert.match(reasonOf(await crawlCurated.check(lab.context)), /lacks 1 of the 2 partitions/);
    const name = `datalake_curated_datasets.${curatedTable}`;
    lab.tables.set(name, { ...tableOf('datalake_curated_datasets', curatedTable), partitionKeys: [] });
    assert.match(
      reasonOf(await crawlCurated.check(lab.context)),
      /is partitioned by nothing instead of year/,
    );
    lab.tables.clear();
    assert.match(reasonOf(await crawlCurated.check(lab.context)), /has no table called datalake_curated_/);
  });
});
