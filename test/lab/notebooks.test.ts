import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { provideLabFiles } from '../../src/headless/lab/workspace.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { labFileNames, notebookFileNames } from '../../src/lab/files/labFileNames.ts';
import { patchNotebooks, sendNotebooks } from '../../src/lab/notebooks/sendNotebooks.ts';
import { readNotebook } from '../../src/lab/patch/readNotebook.ts';
import { requireResources } from '../../src/lab/survey/resources.ts';
import { connectedAccount } from '../support/connectedAccount.ts';

describe('sending the notebooks', function () {
  this.timeout(30_000);
  const account = connectedAccount({ provisioned: true });
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'notebooks-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const onDisk = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const context = async () => ({
    account: account(),
    event: { ...defaultEvent, endpoint: { instanceType: 'ml.c5.xlarge' } },
    files: await provideLabFiles(path.resolve('.'), folder),
  });

  it("puts them into the published bucket as they lie in the folder, with this account's names", async () => {
    const { ports } = account();
    const here = await context();
    // Somebody's own cell stays, here and there.
    const mine = onDisk(labFileNames.edaNotebook).replace(
      '"cells": [',
      '"cells": [{"cell_type": "raw", "id": "mine", "metadata": {}, "source": "mine"},',
    );
    writeFileSync(path.join(folder, labFileNames.edaNotebook), mine);

    const { uri, line } = await sendNotebooks(here);
    const { publishedBucket } = await requireResources(here.account, defaultEvent);
    assert.equal(uri, `s3://${publishedBucket}/notebooks/`);
    assert.equal(line, `aws s3 cp ${uri} ~/SageMaker/cmapss/ --recursive`);
    for (const name of notebookFileNames) {
      const sent = await ports.buckets.read(publishedBucket, `notebooks/${path.basename(name)}`);
      assert.equal(Buffer.from(sent ?? []).toString('utf8'), onDisk(name));
      const names = readNotebook(onDisk(name)).find(({ tags }) => tags.includes('names'))?.source ?? '';
      assert.ok(names.includes(`"${account().region}"`), names);
      assert.doesNotMatch(names, /ACCOUNT|REGION|SUFFIX/);
    }
    assert.match(onDisk(labFileNames.modelNotebook), /endpoint_instance_type = \\"ml\.c5\.xlarge\\"/);
    assert.equal(readNotebook(onDisk(labFileNames.edaNotebook))[0]?.source, 'mine');

    const before = notebookFileNames.map(onDisk);
    await sendNotebooks(here);
    assert.deepEqual(notebookFileNames.map(onDisk), before, 'sent again, nothing changes');
  });

  it('writes no file while one of them has no place for the names', async () => {
    const here = await context();
    const before = onDisk(labFileNames.edaNotebook);
    writeFileSync(path.join(folder, labFileNames.modelNotebook), '{"cells": []}');
    for (const work of [patchNotebooks, sendNotebooks]) {
      await assert.rejects(work(here), {
        name: 'StageError',
        message: /^notebooks\/model\.ipynb: .* no code cell/,
      });
    }
    assert.equal(onDisk(labFileNames.edaNotebook), before);
  });
});
