import assert from 'node:assert/strict';
import { Leaving } from '../../../../src/lab/leaving.ts';
import type { QueryExecution } from '../../../../src/lab/ports/queries.ts';
import type { Progress } from '../../../../src/lab/progress.ts';
import { runStage, type Outcome } from '../../../../src/lab/runStage.ts';
import { StageError } from '../../../../src/lab/stage.ts';
import { split } from '../../../../src/lab/stages/split.ts';
import { requireResources } from '../../../../src/lab/survey/resources.ts';
import { readSplitTable } from '../../../../src/lab/tables/splitTable.ts';
import { fakeLab, splitPrefix, tableOf, type FakeLab } from '../../../support/fakeLab.ts';
import { resourceNames } from '../../../support/fakeResources.ts';

const quiet = (): void => undefined;
const signal = new AbortController().signal;
const { curatedBucket, publishedBucket } = resourceNames;

function failure(outcome: Outcome): StageError {
  assert.ok(outcome.kind === 'failed' && outcome.reason instanceof StageError, JSON.stringify(outcome));
  return outcome.reason;
}

describe('split', () => {
  const good = { train: 4, validation: 2, engines: 3, inBoth: 0, matched: 6 };
  const splitTable = 'datalake_curated_datasets.train_validation';

  /** An Athena that makes the table when it is told to, and answers the two questions with `counts`. */
  const execution: QueryExecution = {
    id: 'x',
    sql: '',
    state: 'SUCCEEDED',
    reason: '',
    scannedBytes: 0,
    statementType: 'DDL',
    substatementType: 'CREATE_TABLE_AS_SELECT',
    milliseconds: 0,
    output: '',
    submitted: undefined,
  };
  const labWithQueries = (counts = good, reason = '', refusal?: { name: string }) => {
    const recent: QueryExecution[] = [];
    const asked = new Map<string, string>();
    const stopped: string[] = [];
    const started: string[] = [];
    const lab: FakeLab = fakeLab({
      parquet: { describe: () => Promise.resolve({ rows: 6, columns: [] }) },
      queries: {
        start: (sql) => {
          const id = String(asked.size);
          asked.set(id, sql);
          if (/^CREATE TABLE/im.test(sql)) {
            const table = lab.tables.has(splitTable) ? 'an old table' : 'no table';
            started.push(
              `CTAS over ${table} and ${[...(lab.objects.get(publishedBucket)?.keys() ?? [])].filter((key) => key.startsWith(splitPrefix)).length} objects`,
            );
            if (!reason) lab.tables.set(splitTable, tableOf('datalake_curated_datasets', 'train_validation'));
          }
          return Promise.resolve(id);
        },
        recent: () =>
          refusal ? Promise.reject(Object.assign(new Error('no'), refusal)) : Promise.resolve(recent),
        get: (id) =>
          Promise.resolve({
            ...execution,
            id,
            state: reason === 'forever' ? 'RUNNING' : reason ? 'FAILED' : 'SUCCEEDED',
            reason,
          }),
        stop: (id) => {
          stopped.push(id);
          return Promise.resolve();
        },
        result: (id) =>
          Promise.resolve(
            asked.get(id)?.includes('row_count')
              ? {
                  columns: ['split', 'row_count'],
                  rows: [
                    ['train', String(counts.train)],
                    ['validation', String(counts.validation)],
                  ],
                }
              : {
                  columns: ['engines', 'engines_in_both', 'matched_rows'],
                  rows: [[String(counts.engines), String(counts.inBoth), String(counts.matched)]],
                },
          ),
      },
    });
    lab.put(curatedBucket, 'year=2025/part.parquet');
    return { ...lab, started, stopped, recent };
  };

  it('drops the table and empties its folder before the CTAS, which is not idempotent', async () => {
    const lab = labWithQueries();
    lab.tables.set(splitTable, tableOf('datalake_curated_datasets', 'train_validation'));
    lab.put(publishedBucket, `${splitPrefix}split=train/left-over`);
    const outcome = await runStage(split, lab.context, quiet, signal, { again: true });
    assert.deepEqual(outcome, {
      kind: 'done',
      ran: true,
      facts: { table: 'train_validation', train: 4, validation: 2, engines: 3, enginesInBoth: 0 },
    });
    assert.deepEqual(lab.started, ['CTAS over no table and 0 objects']);
    assert.match(lab.files.get('sql/train_validation.sql') ?? '', new RegExp(publishedBucket));
  });

  it('takes the hours of a CTAS that is fixed to some from the catalog', async () => {
    const lab = labWithQueries();
    const file = 'sql/train_validation.sql';
    lab.files.set(file, `${lab.files.get(file)?.trimEnd() ?? ''}\nWHERE hour IN ('05', '06')\n`);
    assert.equal((await runStage(split, lab.context, quiet, signal)).kind, 'done');
    assert.match(lab.files.get(file) ?? '', /WHERE hour = '08'\n$/);
  });

  it('says what is wrong with the split', async () => {
    const none = await split.check(labWithQueries().context);
    assert.ok(!none.done);
    assert.match(none.reason, /^There is no table datalake_curated_datasets\.train_validation yet/);
    const reasons: [Partial<typeof good>, RegExp][] = [
      [{ train: 3 }, /3 training and 2 validation rows, but the curated bucket has 6 rows/],
      [{ train: 20_572 }, /20,572 training and 2 validation rows/],
      [{ train: 6, validation: 0 }, /6 training and 0 validation rows/],
      [{ inBoth: 1 }, /^1 engines have rows on both sides/],
      [{ matched: 5 }, /^Only 5 of the 6 rows/],
    ];
    for (const [change, reason] of reasons) {
      const outcome = await runStage(split, labWithQueries({ ...good, ...change }).context, quiet, signal);
      assert.match(failure(outcome).message, reason);
    }
  });

  it('stays done, and is out of date, where its rows were written or its query was edited since', async () => {
    const lab = labWithQueries();
    await runStage(split, lab.context, quiet, signal);
    const outdated = async (): Promise<string | undefined> => {
      const check = await split.check(lab.context, signal);
      assert.ok(check.done);
      return check.outdated;
    };
    const made = lab.files.get('sql/train_validation.sql') ?? '';
    const older = { ...execution, sql: made.replace('% 3', '% 4') };
    lab.recent.push({ ...execution, sql: `-- by hand\n${made.trimEnd()};` }, older);
    assert.equal(await outdated(), undefined);
    lab.recent.shift();
    assert.match((await outdated()) ?? '', /another query than sql\/train_validation\.sql holds now/);
    lab.recent.length = 0;
    lab.tables.set(splitTable, {
      ...tableOf('datalake_curated_datasets', 'train_validation'),
      // Objects of the fake were written at the epoch.
      updated: new Date(-1),
    });
    assert.match((await outdated()) ?? '', /rows were written anew after the split was made/);
  });

  it("fails with Athena's words", async () => {
    const outcome = await runStage(
      split,
      labWithQueries(good, 'HIVE_PATH_ALREADY_EXISTS: …').context,
      quiet,
      signal,
    );
    assert.match(failure(outcome).message, /ended FAILED: HIVE_PATH_ALREADY_EXISTS/);
  });

  it('stops its query when it is cancelled', async () => {
    const lab = labWithQueries(good, 'forever');
    const stop = new AbortController();
    const outcome = await runStage(
      split,
      lab.context,
      (progress) => {
        if (progress.kind === 'step' && progress.text.startsWith('Athena')) setTimeout(() => stop.abort(), 5);
      },
      stop.signal,
    );
    assert.deepEqual(outcome, { kind: 'cancelled' });
    assert.deepEqual(lab.stopped, ['0']);
  });

  it('leaves its query to itself when the window goes', async () => {
    const lab = labWithQueries(good, 'forever');
    const stop = new AbortController();
    const onProgress = (progress: Progress): void => {
      if (progress.kind !== 'step' || !progress.text.startsWith('Athena')) return;
      setTimeout(() => stop.abort(new Leaving()), 5);
    };
    await runStage(split, lab.context, onProgress, stop.signal);
    assert.deepEqual(lab.stopped, []);
  });

  it('follows the same query that is under way already instead of starting it a second time', async () => {
    const lab = labWithQueries();
    const resources = await requireResources(lab.context.account, lab.context.event);
    const sql = (await readSplitTable(lab.context, resources)).file.after;
    lab.recent.push({ ...execution, id: 'other', sql, state: 'RUNNING' });
    // Whoever follows the other query finds what that has made.
    const table = tableOf('datalake_curated_datasets', 'train_validation');
    const steps: string[] = [];
    const outcome = await runStage(
      split,
      lab.context,
      (progress) => {
        if (progress.kind === 'step') steps.push(progress.text);
        if (steps.at(-1)?.includes('following')) lab.tables.set(splitTable, table);
      },
      signal,
    );
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(lab.started, []);
    assert.ok(steps.includes('Athena is running the split already; following it'));
  });

  it('is made once by two labs that begin at the same moment', async () => {
    const lab = labWithQueries();
    const outcomes = await Promise.all([
      runStage(split, lab.context, quiet, signal),
      runStage(split, lab.context, quiet, signal),
    ]);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['done', 'done'],
    );
    assert.equal(lab.started.length, 1);
    assert.deepEqual([...(lab.objects.get(publishedBucket)?.keys() ?? [])], []);
  });

  it('starts its own beside another query, and where nobody may look at what runs', async () => {
    const other = labWithQueries();
    other.recent.push({ ...execution, sql: 'SELECT 1', state: 'RUNNING' });
    await runStage(split, other.context, quiet, signal);
    assert.equal(other.started.length, 1);
    const denied = labWithQueries(good, '', { name: 'AccessDeniedException' });
    assert.equal((await runStage(split, denied.context, quiet, signal)).kind, 'done');
  });

  it('is taken back with its table and files', async () => {
    const lab = labWithQueries();
    lab.tables.set(splitTable, tableOf('datalake_curated_datasets', 'train_validation'));
    lab.put(publishedBucket, `${splitPrefix}split=train/part`);
    lab.put(publishedBucket, 'predictions/kept');
    await split.reset?.(lab.context, quiet, signal);
    assert.equal(lab.tables.has(splitTable), false);
    assert.deepEqual([...(lab.objects.get(publishedBucket)?.keys() ?? [])], ['predictions/kept']);
  });
});
