import assert from 'node:assert/strict';
import type { JobRun } from '../../../../../src/lab/ports/jobs.ts';
import type { FactNode } from '../../../../../src/ui/trees/factNode.ts';
import { jobNode } from '../../../../../src/ui/trees/jobs/jobNode.ts';
import type { LogNode } from '../../../../../src/ui/trees/jobs/logNode.ts';
import { jobOf } from '../../../../../src/ui/trees/jobs/jobOf.ts';
import type { TreeNode } from '../../../../../src/ui/trees/treeNode.ts';
import { fakeAccount } from '../../../../support/fakeAccount.ts';

const { signal } = new AbortController();
const run = (id: string, errorMessage = ''): JobRun => ({
  id,
  state: errorMessage ? 'FAILED' : 'SUCCEEDED',
  started: new Date(0),
  completed: new Date(1000),
  errorMessage,
  logGroup: '/aws-glue/jobs',
  executionSeconds: 0,
  capacity: 10,
  dpuSeconds: undefined,
});

const account = fakeAccount({
  jobs: {
    runs: () =>
      Promise.resolve([run('jr_22222222aa'), run('jr_11111111bb', 'AnalysisException: Path does not exist')]),
    get: (name) =>
      Promise.resolve({
        name,
        scriptLocation: 's3://scripts/glue_job.py',
        role: '',
        maxConcurrentRuns: 1,
        bookmarks: true,
        glueVersion: '5.0',
      }),
  },
  logs: {
    streams: (group, prefix) => Promise.resolve(group.endsWith('/output') ? [prefix, `${prefix}_g-7`] : []),
  },
});

const below = async (node: TreeNode | undefined): Promise<readonly TreeNode[]> =>
  (await node!.children!(signal)) as readonly TreeNode[];

describe('A job in its tree', () => {
  it('has below it its script and its runs, the newest first', async () => {
    const job = await jobNode(account, 'calc_rul', true, signal);
    assert.equal(job.latest?.id, 'jr_22222222aa');
    const [script, ...runs] = await below(job);
    assert.equal(script!.uri, 's3://scripts/glue_job.py');
    assert.deepEqual(
      runs.map(({ name }) => name),
      ['jr_22222222aa', 'jr_11111111bb'],
    );
    for (const node of [job, script, runs[0]]) assert.equal(jobOf(node), 'calc_rul');
  });

  it('has below a run its logs: the driver’s and those of executors', async () => {
    const [, latest] = await below(await jobNode(account, 'calc_rul', true, signal));
    const logs = (await below(latest)) as LogNode[];
    assert.deepEqual(
      logs.map(({ of, executor, log }) => [of, executor, log.group, log.stream, log.title]),
      [
        ['output', '', '/aws-glue/jobs/output', 'jr_22222222aa', 'calc_rul output jr_22222222'],
        ['output', 'g-7', '/aws-glue/jobs/output', 'jr_22222222aa_g-7', 'calc_rul output jr_22222222 g-7'],
      ],
    );
  });

  it('has below a run that failed what Glue says of it, and what that means', async () => {
    const [, , failed] = await below(await jobNode(account, 'calc_rul', true, signal));
    const facts = (await below(failed)).filter(({ kind }) => kind === 'fact') as FactNode[];
    assert.equal(facts[0]!.label, 'Error');
    assert.equal(facts[0]!.value, 'AnalysisException: Path does not exist');
    assert.deepEqual(
      facts.map(({ label }) => label),
      ['Error', 'Why', 'What to do'],
    );
  });
});
