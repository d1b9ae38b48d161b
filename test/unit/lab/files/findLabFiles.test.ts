import assert from 'node:assert/strict';
import { findDataFolder, findLabFiles } from '../../../../src/lab/files/findLabFiles.ts';
import { labFileNames } from '../../../../src/lab/files/labFileNames.ts';

const ctas = `CREATE TABLE "d"."t" WITH (external_location = 's3://b/t/', partitioned_by = ARRAY['SPLIT', 'hour']) AS SELECT 1`;
const other = `CREATE TABLE t WITH (partitioned_by = ARRAY['year']) AS SELECT 1`;

/** Finds among files that hold these texts. */
const find = async (files: Record<string, string>) =>
  Object.fromEntries(
    await findLabFiles(Object.keys(files), (path) => Promise.resolve(files[path] ?? assert.fail(path))),
  );

describe("the lab's files in a folder", () => {
  it('are found at their usual places, whatever lies around', async () => {
    const files = {
      'glue_job.py': '',
      ...Object.fromEntries(Object.values(labFileNames).map((name) => [name, other])),
    };
    const names = Object.values(labFileNames);
    assert.deepEqual(await find(files), Object.fromEntries(names.map((name) => [name, name])));
  });

  it('are found in a clone by file name, nearest first, and the split by what its query makes', async () => {
    const found = await find({
      'old/copies/glue_job.py': '',
      'lab/glue_job.py': '',
      'lab/model.ipynb': '{}',
      'lab/queries/a_check.sql': 'SELECT 1',
      'lab/queries/b_other_table.sql': other,
      'lab/queries/ctas_train_validate.sql': ctas,
      'lab/queries/z_ctas_again.sql': ctas,
    });
    assert.deepEqual(found, {
      [labFileNames.jobScript]: 'lab/glue_job.py',
      [labFileNames.split]: 'lab/queries/ctas_train_validate.sql',
    });
  });

  it('are none in a folder of something else', async () => {
    assert.deepEqual(await find({ 'main.py': '', 'schema.sql': 'CREATE TABLE t (a int)' }), {});
  });
});

describe('the data folder of a lab folder', () => {
  it('is data, else the nearest one that holds training files', () => {
    assert.equal(findDataFolder(['a/train_FD001.txt', 'data/train_FD001.txt']), 'data');
    assert.equal(findDataFolder(['a/b/train_FD001.txt', 'c/train_FD002.txt', 'RUL_FD001.txt']), 'c');
    assert.equal(findDataFolder(['train_FD001.txt']), '');
    assert.equal(findDataFolder(['data/test_FD001.txt', 'data/train.txt']), undefined);
  });
});
