import assert from 'node:assert/strict';
import { GlueClient, GetJobRunsCommand } from '@aws-sdk/client-glue';
import { ListTrainingJobsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { readAccount } from '../../../../src/launch/accountFile.ts';
import { openWindow, type VscodeWindow } from '../openWindow.ts';
import { lookedAtRow, openLabView, row, stageRow } from '../pages/labView.ts';
import { runCommand } from '../pages/palette.ts';
import { stageTitles, type TitledStage } from '../stageTitles.ts';

/** A seventh of the time that AWS takes: long enough to be met in the middle. */
const pace = 0.15;
const longestStageMs = 60_000;

describe('a window that is loaded again while a stage runs', () => {
  it('shows how it stands and loses nothing, nor does it twice', async () => {
    const window = await openWindow({ folder: 'lab', machine: { 'cmapssLab.practice.pace': pace } });
    const { page, errors, profile } = window;
    await openLabView(page);
    await reloadWhileRunning(window, 'publish');
    await row(page, 'Lab', /^Publish Data, done.* 1 file, none lost, none twice/).waitFor();
    await run(window, 'crawlSubmissions');
    await run(window, 'prepareJob');
    await reloadWhileRunning(window, 'runEtl');
    await run(window, 'crawlCurated');
    await run(window, 'split');
    await reloadWhileRunning(window, 'train');

    const account = await readAccount(profile.store);
    assert.ok(account);
    const { port, region, credentials } = account;
    const client = { endpoint: `http://127.0.0.1:${port}`, region, credentials };
    const runs = await new GlueClient(client).send(new GetJobRunsCommand({ JobName: 'calc_rul' }));
    assert.deepEqual(
      runs.JobRuns?.map(({ JobRunState }) => JobRunState),
      ['SUCCEEDED'],
    );
    const trainings = await new SageMakerClient(client).send(new ListTrainingJobsCommand({}));
    assert.deepEqual(
      trainings.TrainingJobSummaries?.map(({ TrainingJobStatus }) => TrainingJobStatus),
      ['Completed'],
    );
    assert.deepEqual(errors, []);
  });
});

async function start({ page }: VscodeWindow, id: TitledStage): Promise<void> {
  await runCommand(page, `CMAPSS Lab: ${stageTitles[id]}`);
}

async function run(window: VscodeWindow, id: TitledStage): Promise<void> {
  await start(window, id);
  await stageRow(window.page, stageTitles[id], 'done').waitFor({ timeout: longestStageMs });
}

/** Starts a stage, loads the window again while it runs, and waits for its end without another command. */
async function reloadWhileRunning(window: VscodeWindow, id: TitledStage): Promise<void> {
  const { page, reload, activated } = window;
  const title = stageTitles[id];
  await start(window, id);
  await stageRow(page, title, 'running').waitFor();
  await reload();
  const found = lookedAtRow(page, title);
  await found.waitFor();
  const shown = Date.now();
  // On a slow machine it may be over by then.
  assert.match((await found.getAttribute('aria-label')) ?? '', /, (running|done)/);
  process.stdout.write(`      ${title}: shown ${shown - (await activated())} ms after activation\n`);
  await stageRow(page, title, 'done').waitFor({ timeout: longestStageMs });
}
