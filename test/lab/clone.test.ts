import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connectPractice } from '../../src/aws/connect.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import { findLabData } from '../../src/lab/dataset/labData.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import type { StageFacts, StageId } from '../../src/lab/facts.ts';
import { findLabFiles, type FoundLabFiles } from '../../src/lab/files/findLabFiles.ts';
import { writeFleet, type FleetFiles } from '../../src/lab/fleet/writeFleet.ts';
import { runStage } from '../../src/lab/runStage.ts';
import type { LabContext, Stage } from '../../src/lab/stage.ts';
import { stages } from '../../src/lab/stages.ts';
import { cloneFiles } from '../support/cloneFiles.ts';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

describe('the lab with the files of a clone of the original', function () {
  this.timeout(120_000);
  const files = { ...cloneFiles };
  let folder: string;
  let fleet: FleetFiles;
  let practice: TestAccount;
  let account: LabAccount;
  let found: FoundLabFiles;
  let context: LabContext;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'clone-'));
    fleet = await writeFleet(folder, { seed: 4, subsets: ['FD001'], engines: 6 });
    practice = await startTestAccount({ provisioned: true });
    account = await connectPractice({ ...practice.client, pace: 0 });
    found = await findLabFiles(Object.keys(files), (name) => Promise.resolve(files[name] ?? ''));
    context = {
      account,
      event: defaultEvent,
      data: await findLabData(folder),
      files: {
        // As in the editor: what the clone lacks is the project's own, and is never written.
        read: (name) => Promise.resolve(files[found.get(name) ?? ''] ?? readFileSync(name, 'utf8')),
        write: (name, text) => {
          const place = found.get(name);
          if (place !== undefined) files[place] = text;
          return Promise.resolve();
        },
      },
    };
  });
  after(async () => {
    account.close();
    await practice.close();
    rmSync(folder, { recursive: true });
  });

  const run = async <Id extends StageId>(id: Id): Promise<StageFacts[Id]> => {
    const stage = stages[id] as unknown as Stage<Id>;
    const outcome = await runStage(stage, context, () => undefined, new AbortController().signal);
    if (outcome.kind === 'done') return outcome.facts;
    throw new Error(`${id} ${outcome.kind}`, { cause: 'reason' in outcome && outcome.reason });
  };

  it('computes the same remaining cycles, and splits every row of them into its own table', async () => {
    for (const id of ['survey', 'publish', 'crawlSubmissions', 'prepareJob'] as const) await run(id);
    const { rows, engines, minimumRul } = await run('runEtl');
    assert.deepEqual({ rows, engines, minimumRul }, { rows: fleet.rows, engines: 6, minimumRul: 0 });
    await run('crawlCurated');
    const split = await run('split');
    assert.equal(split.table, 'train_validate');
    assert.equal(split.train + split.validation, fleet.rows);
    assert.equal(split.engines, 6);
    assert.equal(split.enginesInBoth, 0);
  });

  it("has this account's names and hours in its own two files then, and nothing else changed", () => {
    assert.deepEqual(Object.keys(files), Object.keys(cloneFiles));
    const script = files['etl/glue_job.py'] ?? '';
    const changed = script.split('\n').filter((line) => !cloneFiles['etl/glue_job.py']?.includes(line));
    assert.equal(changed.length, 1);
    assert.match(changed[0] ?? '', /'path': 's3:\/\/datalake-curated-datasets?-123456789012-us-east-1-\w+'/);
    const query = files['athena/ctas_train_validate.sql'] ?? '';
    const hours = /WHERE hour (?:= '\d\d'|IN \('\d\d', '\d\d'\));\n$/;
    assert.match(query, hours);
    assert.doesNotMatch(query, /111122223333/);
    assert.equal(files['README.md'], cloneFiles['README.md']);
  });
});
