import { Glue } from '@aws-sdk/client-glue';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connectPractice } from '../../src/aws/connect.ts';
import { findLabData } from '../../src/lab/dataset/labData.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import { Leaving } from '../../src/lab/leaving.ts';
import type { StageError, LabContext, Stage } from '../../src/lab/stage.ts';
import { stages } from '../../src/lab/stages.ts';
import { findLabWorkflow } from '../../src/lab/workflow/labWorkflow.ts';
import { runWorkflow } from '../../src/lab/workflow/runWorkflow.ts';
import { runStage } from '../../src/lab/runStage.ts';
import { labFileNames } from '../../src/lab/files/labFileNames.ts';
import { until } from '../support/practiceProcess.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { runLabDocument } from '../support/labCommand.ts';

const name = 'CMapssWorkflow';
const three = ['crawlSubmissions', 'runEtl', 'crawlCurated'] as const;
const never = new AbortController().signal;

describe('the lab by its Glue workflow', function () {
  this.timeout(120_000);
  let practice: TestAccount;
  let glue: Glue;
  let folder: string;
  let context: LabContext;
  let script: string;
  let rows: number;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'workflow-'));
    // Slow enough to find a crawl under way.
    practice = await startTestAccount({ provisioned: true, pace: 0.02 });
    glue = new Glue(practice.client);
    ({ rows } = await writeFleet(folder, { seed: 5, subsets: ['FD001'], engines: 10 }));
    script = await readFile(labFileNames.jobScript, 'utf8');
    context = {
      account: await connectPractice({ ...practice.client, pace: 0.02 }),
      event: defaultEvent,
      data: await findLabData(folder),
      files: {
        read: () => Promise.resolve(script),
        write: (_name, text) => {
          script = text;
          return Promise.resolve();
        },
      },
    };
  });
  after(async () => {
    context.account.close();
    glue.destroy();
    await practice.close();
    rmSync(folder, { recursive: true });
  });

  const run = (signal = never, steps: string[] = []): Promise<void> =>
    runWorkflow(
      context,
      (progress) => {
        if (progress.kind === 'step') steps.push(progress.text);
      },
      signal,
    );
  const refused = async (message: RegExp, fix: RegExp): Promise<void> => {
    const error = await run().then(
      () => undefined,
      (thrown: unknown) => thrown as StageError,
    );
    assert.match(error?.message ?? '', message);
    assert.match(error?.fix ?? '', fix);
  };
  const statuses = async () =>
    ((await glue.getWorkflowRuns({ Name: name })).Runs ?? []).map(({ Status }) => Status);
  const underWay = (node: string): Promise<void> =>
    until(`${node} runs`, async () => {
      const { Workflow } = await glue.getWorkflow({ Name: name, IncludeGraph: true });
      return (Workflow?.LastRun?.Graph?.Nodes ?? []).some(
        ({ Name, CrawlerDetails }) => Name === node && CrawlerDetails?.Crawls?.at(-1)?.State === 'RUNNING',
      );
    });
  const prepare = async (): Promise<void> => {
    const outcome = await runStage(stages.prepareJob, context, () => undefined, never);
    assert.equal(outcome.kind, 'done');
  };

  it('asks for what comes before it', async () => {
    await refused(/^"Run as Workflow" needs "Publish Data" first: /, /^Run "Publish Data"\.$/);
    assert.equal((await runStage(stages.publish, context, () => undefined, never)).kind, 'done');
    await refused(/needs "Patch and Upload Glue Job" first/, /^Run "Patch and Upload Glue Job"\.$/);
    assert.deepEqual(await statuses(), []);
    await prepare();
  });

  it('does the three stages, and once more without doubling a row', async () => {
    for (const round of [1, 2]) {
      const steps: string[] = [];
      await run(never, steps);
      for (const id of three) {
        const check = await (stages[id] as Stage).check(context);
        assert.ok(check.done, `${id}, ${round}`);
      }
      const etl = await stages.runEtl.check(context);
      assert.ok(etl.done && etl.facts.rows === rows, `round ${round}`);
      const at = ['cmapss_submissions is RUNNING', 'calc_rul is RUNNING', 'cmapss_curated_rul is RUNNING'];
      assert.deepEqual(
        steps.filter((step) => at.includes(step)),
        at,
        steps.join('\n'),
      );
    }
    assert.deepEqual(await statuses(), ['COMPLETED', 'COMPLETED']);
  });

  it('is begun once by two at the same time', async () => {
    const before = (await statuses()).length;
    const steps: string[] = [];
    await Promise.all([run(never, steps), run(never, steps)]);
    assert.equal((await statuses()).length, before + 1);
    assert.ok(steps.includes(`A run of ${name} is under way; following it`));
  });

  it('is stopped in the account when it is cancelled', async () => {
    const cancel = new AbortController();
    const running = run(cancel.signal);
    await underWay('cmapss_submissions');
    cancel.abort();
    await assert.rejects(running);
    await until('the run has stopped', async () => (await statuses())[0] === 'STOPPED');
  });

  it('goes on when it is left, and is followed again', async () => {
    const before = (await statuses()).length;
    const leave = new AbortController();
    const running = run(leave.signal);
    await underWay('cmapss_submissions');
    leave.abort(new Leaving());
    await assert.rejects(running);
    const steps: string[] = [];
    await run(never, steps);
    assert.ok(steps.includes(`A run of ${name} is under way; following it`));
    const all = await statuses();
    assert.deepEqual([all.length, all[0]], [before + 1, 'COMPLETED']);
  });

  it('waits for a crawler that somebody else has started', async () => {
    await glue.startCrawler({ Name: 'cmapss_curated_rul' });
    const steps: string[] = [];
    await run(never, steps);
    assert.ok(steps.includes('Waiting for the crawler cmapss_curated_rul to end'), steps.join('\n'));
  });

  it('is explained by the node that failed', async () => {
    const good = script;
    script = 'raise ValueError("no such column")\n';
    await prepare();
    await refused(
      /^The run of calc_rul ended FAILED: .*ValueError: no such column\.$/,
      /^Correct the script .* log is in \/aws-glue\/jobs\/error, stream jr_/,
    );
    assert.equal((await statuses())[0], 'COMPLETED');
    script = good;
    await prepare();
  });

  it('is not begun where a trigger is not activated, one that starts it is missing, or there is no workflow', async () => {
    const before = await statuses();
    await glue.stopTrigger({ Name: 'cmapss_job' });
    await refused(
      /^The trigger cmapss_job of the workflow CMapssWorkflow is not activated/,
      /aws glue start-trigger --name cmapss_job$/,
    );
    await glue.startTrigger({ Name: 'cmapss_job' });
    await glue.updateTrigger({
      Name: 'cmapss_start',
      TriggerUpdate: { Actions: [{ CrawlerName: 'cmapss_curated_rul' }] },
    });
    await glue.deleteTrigger({ Name: 'cmapss_job' });
    await refused(/^The workflow CMapssWorkflow does not run cmapss_submissions\.$/, /one by one/);
    assert.deepEqual(await statuses(), before);
    await glue.deleteWorkflow({ Name: name });
    await refused(/^No workflow is called CMapssWorkflow\.$/, /^Reset the practice account: .* one by one/);
  });

  it('is to be deployed where nothing of the lab is', async () => {
    const empty = await startTestAccount();
    const account = await connectPractice({ ...empty.client, pace: 0 });
    try {
      await assert.rejects(findLabWorkflow({ account, event: defaultEvent }), {
        fix: /^Deploy the lab's resources\./,
      });
    } finally {
      account.close();
      await empty.close();
    }
  });
});

describe('npm run lab -- --workflow', function () {
  this.timeout(120_000);

  it('prepares the job first, runs the workflow once, and comes to the same split', async () => {
    const { code, stages: done } = await runLabDocument(['--workflow', '--until', 'split']);
    assert.equal(code, 0);
    assert.deepEqual(
      done.map(({ id, outcome, ran }) => [id, outcome, ran]),
      [
        ['survey', 'done', false],
        ['publish', 'done', true],
        ['prepareJob', 'done', true],
        ['crawlSubmissions', 'done', true],
        ['runEtl', 'done', false],
        ['crawlCurated', 'done', false],
        ['split', 'done', true],
      ],
    );
    assert.equal(done.find(({ id }) => id === 'runEtl')?.facts?.['rows'], done[1]?.facts?.['lines']);
  });
});
