import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { labFileNames } from '../../../../src/lab/files/labFileNames.ts';
import { trainCapped } from '../../../../src/lab/stages/trainCapped.ts';
import { fakeLab, tableOf } from '../../../support/fakeLab.ts';
import { resourceNames } from '../../../support/fakeResources.ts';
import { fakeSagemaker, trainingJob } from '../../../support/fakeSagemaker.ts';

const { publishedBucket } = resourceNames;
const { signal } = new AbortController();

describe('trainCapped', () => {
  const job = 'cmapss-capped-fd001-plain-20250131-1401-7f3a9c';
  const labOf = (sagemaker = fakeSagemaker()) => {
    const lab = fakeLab({ training: sagemaker.training, endpoints: sagemaker.endpoints });
    for (const name of [labFileNames.capped, labFileNames.windowed, labFileNames.testEngines]) {
      lab.files.set(name, readFileSync(name, 'utf8'));
    }
    return { ...lab, sagemaker };
  };

  it('is taken back without any engine data here: tables, rows and models go, what runs is stopped', async () => {
    const lab = labOf();
    const { context, sagemaker, tables, objects } = lab;
    for (const name of ['capped_rows', 'windowed_rows', 'test_engines', 'theirs']) {
      tables.set(`datalake_curated_datasets.${name}`, tableOf('datalake_curated_datasets', name));
    }
    lab.put(publishedBucket, 'capped/plain/subset=FD001/split=train/part.gz');
    lab.put(publishedBucket, `capped/predictions/${job}/part.gz.out`);
    lab.put(publishedBucket, 'train_validation/split=train/part.gz');
    const other = 'cmapss-20250131-1401-7f3a9c';
    for (const name of [job, other]) {
      sagemaker.jobs.set(name, trainingJob(name, { status: 'InProgress' }));
      await sagemaker.endpoints.createModel({ name, image: '', modelData: '', role: '' });
    }
    sagemaker.calls.length = 0;

    await trainCapped.reset?.(context, () => undefined, signal);

    assert.deepEqual(sagemaker.calls, [`stop ${job}`, 'deleteModel']);
    assert.deepEqual(await sagemaker.endpoints.models(''), [other]);
    assert.deepEqual(
      [...tables.keys()].filter((name) => /rows|engines|theirs/.test(name)),
      ['datalake_curated_datasets.theirs'],
    );
    assert.deepEqual(
      [...(objects.get(publishedBucket)?.keys() ?? [])],
      ['train_validation/split=train/part.gz'],
    );
  });

  it('says which test file it lacks, and what else can be done', async () => {
    await assert.rejects(async () => trainCapped.check(labOf().context, signal), {
      name: 'StageError',
      fix: "Put both there, or name other data sets in the event's capped.subsets.",
      message: 'There is no test file test_FD001.txt with RUL_FD001.txt in /data.',
    });
  });
});
