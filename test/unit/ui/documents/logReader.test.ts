import assert from 'node:assert/strict';
import type { JobRunState } from '../../../../src/lab/ports/jobs.ts';
import { createLogReader } from '../../../../src/ui/documents/logReader.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';

const { signal } = new AbortController();
const place = {
  group: '/aws-glue/jobs/output',
  stream: 'jr_1',
  title: 'log',
  owner: { kind: 'practice', account: '1', region: 'us-east-1' },
};

describe('A log that is read', () => {
  /** A log whose lines come a page at a time; its tokens are positions, and an empty text is no line. */
  const readerOf = (written: string[], state: () => JobRunState, pageSize = 2) => {
    const account = fakeAccount({
      logs: {
        lines: (_group, _stream, token = '0') => {
          const from = Number(token);
          const page = written.slice(from, from + pageSize);
          const lines = page
            .filter(Boolean)
            .map((message) => ({ time: new Date(2026, 0, 1, 9, 5), message }));
          return Promise.resolve({ lines, token: String(from + page.length) });
        },
      },
      jobs: {
        run: (_job, id) =>
          Promise.resolve({
            id,
            state: state(),
            started: undefined,
            completed: undefined,
            errorMessage: '',
            logGroup: '',
            executionSeconds: 0,
            capacity: 10,
            dpuSeconds: undefined,
          }),
      },
    });
    return createLogReader(account, { ...place, run: { job: 'calc_rul', id: 'jr_1' } });
  };

  it('goes on where it was left, until its run is over', async () => {
    const written = ['one\n', 'two\nlines', 'three'];
    let state: JobRunState = 'RUNNING';
    const read = readerOf(written, () => state);
    const first = await read(signal);
    assert.ok(first.goesOn);
    assert.deepEqual(
      first.lines.map((line) => line.slice(14)),
      ['one', 'two', 'lines', 'three'],
    );
    assert.match(first.lines[0]!, /^09:05:00\.000 {2}one$/);
    written.push('four');
    state = 'SUCCEEDED';
    const last = await read(signal);
    assert.equal(last.lines.length, 5);
    assert.equal(last.state, 'SUCCEEDED');
    assert.ok(!last.goesOn);
  });

  it('goes on behind a page without a line', async () => {
    const { lines } = await readerOf(['', '', 'one'], () => 'RUNNING')(signal);
    assert.deepEqual(
      lines.map((line) => line.slice(14)),
      ['one'],
    );
  });

  it('keeps the last lines of a long log, and says how many are left out', async () => {
    const written = Array.from({ length: 25_000 }, (_, index) => `line ${index}`);
    const { lines, leftOut } = await readerOf(written, () => 'SUCCEEDED', 10_000)(signal);
    assert.equal(lines.length, 20_000);
    assert.equal(leftOut, 5000);
    assert.match(lines.at(-1)!, /line 24999$/);
  });
});
