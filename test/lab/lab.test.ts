import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connectPractice } from '../../src/aws/connect.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import { writeFleet, type FleetFiles } from '../../src/lab/fleet/writeFleet.ts';
import { toPredictions } from '../../src/lab/board/nextStage.ts';
import { runLabCommand, runLabDocument } from '../support/labCommand.ts';
import { compareResults } from '../support/resultsByHand.ts';
import { makeStore, type TestStore } from '../support/practiceProcess.ts';

describe('the lab, end to end on a small fleet', function () {
  this.timeout(240_000);
  let store: TestStore;
  let folder: string;
  let data: string;
  let fleet: FleetFiles;
  let account: LabAccount;
  const lab = (...args: string[]) => runLabCommand(['--store', store.folder, '--data', data, ...args]);
  const document = (...args: string[]) => runLabDocument(['--store', store.folder, '--data', data, ...args]);

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lab-'));
    data = path.join(folder, 'data');
    fleet = await writeFleet(data, { seed: 7, subsets: ['FD001', 'FD003'], engines: 9 });
    store = makeStore();
    account = await connectPractice({ ...(await store.launch({ pace: 0 })), pace: 0 });
  });
  after(async () => {
    account.close();
    await store.remove();
    rmSync(folder, { recursive: true });
  });

  it('ends in order on Ctrl+C, in the middle', async () => {
    let sent = false;
    const { code, stdout } = await runLabCommand(
      ['--store', store.folder, '--data', data],
      (output, interrupt) => {
        // Once: a signal that comes when Node has let go of its handlers kills it.
        if (!sent && output.includes('✓ Run Submissions Crawler')) interrupt();
        sent ||= output.includes('✓ Run Submissions Crawler');
      },
    );
    assert.equal(code, 130, stdout);
    assert.match(stdout, /cancelled\n$/);
  });

  it('goes on where it was, and runs to the predictions', async () => {
    const found = await document();
    assert.deepEqual(
      found.stages.map(({ id, outcome }) => `${id} ${outcome}`),
      toPredictions.map((id) => `${id} done`),
      JSON.stringify(found.stages, undefined, 1),
    );
    assert.equal(found.code, 0);
    assert.equal(found.stages.find(({ id }) => id === 'publish')?.ran, false);
    assert.equal(found.rows, fleet.rows);
    assert.equal(found.split.train + found.split.validation, fleet.rows);
    // Units 3, 6 and 9 of nine validate.
    assert.deepEqual(found.split, splitOf(fleet));
    assert.deepEqual(found.stages.find(({ id }) => id === 'runEtl')?.facts, {
      rows: fleet.rows,
      engines: 18,
      minimumRul: 0,
    });
    assert.ok(found.rmse.train > 0 && found.rmse.validation > 0);
    assert.deepEqual(Object.keys(found.rmse.testLastCycle), ['FD001', 'FD003']);
    assert.deepEqual(Object.keys(found.nasaScore), ['FD001', 'FD003']);
  });

  it('shows as results what follows from the files, the kept predictions and the log', () =>
    compareResults(account, path.join(store.folder, 'lab'), data));

  it('finds everything done when it is run again, and starts nothing', async () => {
    const jobs = await account.ports.training.list('cmapss-');
    const found = await document();
    assert.deepEqual(
      found.stages.map(({ id, ran }) => `${id} ${String(ran)}`),
      toPredictions.map((id) => `${id} false`),
    );
    assert.deepEqual(await account.ports.training.list('cmapss-'), jobs);
    assert.equal(
      (await account.ports.jobs.runs('calc_rul')).filter(({ state }) => state === 'SUCCEEDED').length,
      1,
    );
  });

  it('prints what a practitioner would check', async () => {
    const { stdout, code } = await lab();
    assert.equal(code, 0);
    assert.match(stdout, /^Rows +[\d,]+ of 18 engines$/m);
    assert.match(stdout, /^Split +[\d,]+ train, [\d,]+ validation$/m);
    for (const what of ['train', 'validation', 'test']) {
      assert.match(stdout, new RegExp(`^RMSE ${what} +\\d+\\.\\d\\d`, 'm'));
    }
    assert.match(stdout, /^Engine +Cycle now +Predicted to run +True$/m);
    assert.equal(
      stdout.split('\n').filter((line) => /^FD00[13] \d+ +\d+ +-?[\d.]+ +\d+$/.test(line)).length,
      10,
    );
    assert.ok(!stdout.includes('\x1b'), 'no terminal codes in a pipe');
  });

  for (const id of ['publish', 'runEtl', 'deploy', 'predict'] as const) {
    it(`runs ${id} again when asked, and comes to the same`, async () => {
      const before = await document('--until', id);
      const found = await document('--until', id, '--again', id);
      assert.equal(found.code, 0, JSON.stringify(found.stages.at(-1)));
      assert.equal(found.stages.at(-1)?.ran, true);
      assert.deepEqual(found.stages.at(-1)?.facts, before.stages.at(-1)?.facts);
    });
  }

  it('trains anew after the split was made anew, and deploys that model', async () => {
    const { code, stdout } = await lab('--only', 'split', '--again', 'split');
    assert.equal(code, 0, stdout);
    const found = await document();
    assert.deepEqual(
      found.stages.filter(({ ran }) => ran).map(({ id }) => id),
      ['train', 'deploy', 'predict'],
    );
  });

  it('follows a job run that is under way', async () => {
    const runId = await account.ports.jobs.start('calc_rul');
    const { code, stdout } = await lab('--only', 'runEtl', '--again', 'runEtl');
    assert.equal(code, 0, stdout);
    const runs = await account.ports.jobs.runs('calc_rul');
    assert.ok(runs.find(({ id }) => id === runId));
    assert.equal(runs.filter(({ state }) => state === 'RUNNING' || state === 'STARTING').length, 0);
  });

  it('says in words why a stage fails, and ends with exit code 1', async () => {
    const script = path.join(store.folder, 'lab', 'glue', 'glue_job.py');
    const good = readFileSync(script, 'utf8');
    writeFileSync(script, `${good}\nraise ValueError("the lab's test")\n`);
    const { code, stdout } = await lab('--until', 'runEtl', '--again', 'runEtl');
    writeFileSync(script, good);
    assert.equal(code, 1);
    assert.match(stdout, /✗ Run Glue ETL +[\d.]+ s {2}failed/);
    assert.match(stdout, /the lab's test/);
    assert.match(stdout, /^ {2}Next: /m);
  });

  it('never changes the files of the checkout', () => {
    const script = readFileSync('glue/glue_job.py', 'utf8');
    assert.ok(!script.includes('123456789012'));
    const patched = readFileSync(path.join(store.folder, 'lab', 'glue', 'glue_job.py'), 'utf8');
    assert.ok(patched.includes('123456789012'));
  });

  it('cleans up what costs money, and all it made when asked', async () => {
    const first = await lab('--only', 'cleanUp');
    assert.equal(first.code, 0, first.stdout);
    assert.deepEqual(await account.ports.endpoints.list('cmapss-'), []);
    assert.deepEqual(await account.ports.endpoints.models('cmapss-'), []);
    const second = await lab('--only', 'cleanUp', '--everything');
    assert.equal(second.code, 0, second.stdout);
    const buckets = await account.ports.buckets.list();
    assert.ok(!buckets.some(({ name }) => name.startsWith('aws-glue-')));
    for (const { name } of buckets) {
      const { prefixes, objects } = await account.ports.buckets.folder(name, '');
      assert.deepEqual([name, ...prefixes, ...objects.map(({ key }) => key)], [name]);
    }
    assert.deepEqual(await account.ports.catalog.tables('datalake_curated_datasets'), []);
  });
});

describe('the lab on AWS (a practice account stands for it)', function () {
  this.timeout(120_000);
  let store: TestStore;
  let folder: string;
  let env: NodeJS.ProcessEnv;
  const lab = (...args: string[]) =>
    runLabCommand(['--account', 'aws', '--data', folder, ...args], undefined, env);

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lab-'));
    await writeFleet(folder, { seed: 1, subsets: ['FD001'], engines: 3 });
    store = makeStore();
    const { endpoint, credentials } = await store.launch({ pace: 0 });
    env = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_CONFIG_FILE: path.join(folder, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none'),
      AWS_EC2_METADATA_DISABLED: 'true',
      // Where the lab's files are kept.
      XDG_DATA_HOME: path.join(folder, 'home'),
      LOCALAPPDATA: path.join(folder, 'home'),
      HOME: path.join(folder, 'home'),
    };
  });
  after(async () => {
    await store.remove();
    rmSync(folder, { recursive: true });
  });

  it('says account, region and costs, and does nothing that nobody has agreed to', async () => {
    const { code, stdout } = await lab();
    assert.equal(code, 1);
    assert.match(stdout, /^AWS account 123456789012 in us-east-1, as arn:aws:/);
    assert.match(stdout, /Deploy Endpoint +\$0\.056 an hour +SageMaker endpoint on ml\.t2\.medium/);
    assert.match(stdout, /^Together about \$\d\.\d+, and \$0\.056 for each hour/m);
    assert.match(stdout, /Nothing was done\. Answer y, or pass --yes, to go on\./);
  });

  it('asks nothing before a stage that costs nothing', async () => {
    const { code, stdout } = await lab('--only', 'survey');
    assert.equal(code, 0, stdout);
    assert.doesNotMatch(stdout, /costs money there/);
  });

  it('goes on when it was agreed to, and says where its files are and what still costs', async () => {
    const { code, stdout } = await lab('--yes', '--until', 'prepareJob');
    assert.equal(code, 0, stdout);
    const files = /^The lab's files are in (.+)$/m.exec(stdout)?.[1] ?? '';
    assert.ok(files.startsWith(path.join(folder, 'home')), files);
    assert.match(readFileSync(path.join(files, 'glue', 'glue_job.py'), 'utf8'), /123456789012/);
    assert.match(stdout, /✓ Publish Data/);
    assert.match(stdout, /The lab has left nothing that costs money by the hour\./);
  });

  it('explains credentials that do not hold', async () => {
    const { code, stdout } = await runLabCommand(['--account', 'aws', '--only', 'survey'], undefined, {
      ...env,
      AWS_SECRET_ACCESS_KEY: 'wrong',
    });
    assert.equal(code, 1);
    assert.match(stdout, /^The request did not work\.\nAWS does not know these credentials/);
  });
});

/** How many rows of a fleet each side of the split has, by the engines' numbers. */
function splitOf({ training }: FleetFiles): { train: number; validation: number } {
  const split = { train: 0, validation: 0 };
  for (const file of training) {
    for (const line of readFileSync(file, 'latin1').trimEnd().split('\n')) {
      split[Number(line.split(' ', 1)[0]) % 3 === 0 ? 'validation' : 'train'] += 1;
    }
  }
  return split;
}
