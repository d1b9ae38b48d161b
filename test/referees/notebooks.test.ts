import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { connectPractice } from '../../src/aws/connect.ts';
import { provideLabFiles } from '../../src/headless/lab/workspace.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import { patchNotebooks } from '../../src/lab/notebooks/sendNotebooks.ts';
import { runLabDocument } from '../support/labCommand.ts';
import { makeStore, type TestStore } from '../support/practiceProcess.ts';
import { refereePython } from './refereePython.ts';

const run = promisify(execFile);

describe("the lab's notebooks, run by Jupyter's kernel", function () {
  this.timeout(240_000);
  let folder: string;
  let store: TestStore;
  let account: LabAccount;
  let execute: (notebook: string) => Promise<string>;
  let engines: number;
  let rows: number;
  let isSetUp = false;

  before(async function () {
    const python = refereePython(this);
    folder = mkdtempSync(path.join(os.tmpdir(), 'notebooks-'));
    const data = path.join(folder, 'data');
    mkdirSync(data);
    await writeFleet(data, { seed: 7, subsets: ['FD001', 'FD002'], engines: 12 });
    store = makeStore();
    const practice = await store.launch({ pace: 0 });
    account = await connectPractice({ ...practice, pace: 0 });
    const lab = await runLabDocument(['--store', store.folder, '--data', data, '--until', 'train']);
    assert.equal(lab.code, 0, JSON.stringify(lab.stages));
    rows = lab.rows;
    engines = 24;
    const labFolder = path.join(store.folder, 'lab');
    const files = await provideLabFiles(path.resolve('.'), labFolder);
    await patchNotebooks({ account, event: defaultEvent, files });
    const { endpoint, region, credentials } = practice;
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      // Nothing of this user's own: neither settings of Jupyter and Matplotlib, nor profiles.
      HOME: folder,
      MPLBACKEND: 'module://matplotlib_inline.backend_inline',
    };
    isSetUp = true;
    execute = async (notebook) => {
      const script = path.resolve('test/referees/run_notebook.py');
      const { stdout } = await run(python, [script, path.join(labFolder, notebook)], { env });
      assert.doesNotMatch(stdout, /Warning/);
      return stdout;
    };
  });
  after(async () => {
    if (!isSetUp) return;
    account.close();
    process.kill(store.pid());
    await store.remove();
    rmSync(folder, { recursive: true });
  });

  it('explore the curated rows, and see what was generated', async () => {
    const printed = await execute('notebooks/eda.ipynb');
    assert.ok(printed.includes(`${rows} rows of ${engines} engines in 2 data sets: FD001, FD002\n`), printed);
    assert.match(printed, /^FD001: 1 operating condition, the most frequent in 100% of the rows$/m);
    assert.match(printed, /^FD002: 6 operating conditions, /m);
    for (const subset of ['FD001', 'FD002']) {
      const [, left] =
        new RegExp(`^${subset}: half a standard deviation above .* with (\\d+) cycles left$`, 'm').exec(
          printed,
        ) ?? [];
      // Somewhere between where wear cannot be seen yet and where it is plain.
      assert.ok(Number(left) > 20 && Number(left) < 200, printed);
    }
    assert.match(printed, /^FD001: sensor_measurement_\d+ knows most, with a correlation of -?0\.[4-9]\d+$/m);
  });

  it('train, deploy and predict; the errors agree, and nothing is left running, even trained once more', async () => {
    trainOnceMore(path.join(store.folder, 'lab', 'notebooks/model.ipynb'));
    const printed = await execute('notebooks/model.ipynb');
    const [, ofRows, ofJob] =
      /rows: RMSE ([\d.]+) cycles; the training job said ([\d.]+)/.exec(printed) ?? [];
    assert.ok(Math.abs(Number(ofRows) - Number(ofJob)) <= 0.011, printed);
    assert.match(printed, /Best validation RMSE: [\d.]+ cycles, in round \d+ of 100\n/);
    assert.match(printed, /nothing of this notebook costs money now\n$/);
    assert.deepEqual(await account.ports.endpoints.list('cmapss-'), []);
    assert.deepEqual(await account.ports.endpoints.models('cmapss-'), []);
    const jobs = await account.ports.training.list('cmapss-notebook-');
    assert.deepEqual(
      jobs.map(({ status }) => status),
      ['Completed', 'Completed'],
    );
  });
});

/** Has the cell that trains run again before the last one, as somebody may do who tries other settings. */
function trainOnceMore(file: string): void {
  const notebook = JSON.parse(readFileSync(file, 'utf8')) as { cells: { id: string; source: string[] }[] };
  const { cells } = notebook;
  const training = cells.find(({ source }) => source.join('').includes('create_training_job'))!;
  cells.splice(-1, 0, { ...training, id: 'once-more' });
  writeFileSync(file, JSON.stringify(notebook));
}
