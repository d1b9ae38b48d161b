import { strict as assert } from 'node:assert';
import { fakeResources, resourceNames } from '../../../support/fakeResources.ts';
import { findingsWith, healthyLab, type Ills } from '../../../support/healthyLab.ts';

const denied = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('not authorized'), { name: 'AccessDenied' }));

describe('what rights are asked for on', () => {
  /** The resources that IAM is asked about, with this text for the query of the split. */
  async function askedOn(sql: string, ports: Ills['ports'] = {}): Promise<string[]> {
    const asked = new Set<string>();
    const ills: Ills = {
      ports,
      verdict: (_action, resource) => {
        asked.add(resource);
        return 'allowed';
      },
    };
    const lab = healthyLab(ills);
    lab.files.set('sql/train_validation.sql', sql);
    await findingsWith(ills, lab);
    return [...asked];
  }

  it('are the folders and tables that the lab uses, as the query at hand names them', async () => {
    const asked = await askedOn(`CREATE TABLE "datalake_curated_datasets"."halves"
      WITH (external_location = 's3://datalake-published-data-1/mine/', partitioned_by = ARRAY['split'])
      AS SELECT 1 AS n, 'train' AS split`);
    const folders = asked
      .filter((each) => each.startsWith(`arn:aws:s3:::${resourceNames.publishedBucket}/`))
      .map((each) => each.split('/').slice(1, 3).join('/'));
    assert.deepEqual([...new Set(folders)].sort(), [
      'capped/plain',
      'capped/predictions',
      'capped/test_engines',
      'cmapss-starting/runEtl',
      'mine/split=train',
      'predictions/cmapss-20250131-1405-7f3a9c',
      'sagemaker/training',
    ]);
    assert.ok(asked.some((each) => each.endsWith(':table/datalake_curated_datasets/halves')));
    assert.ok(asked.some((each) => each.endsWith(':table/datalake_submissions/streaming_submissions')));
  });

  it('are the usual folders where stream and query cannot be read', async () => {
    const { list } = fakeResources.ports.streams;
    const asked = await askedOn('SELECT 1', { streams: { list, describe: denied } });
    const { submissionsBucket, publishedBucket } = resourceNames;
    assert.ok(asked.includes(`arn:aws:s3:::${publishedBucket}/train_validation/split=train/example`));
    assert.ok(
      asked.includes(`arn:aws:s3:::${submissionsBucket}/streaming_submissions/2025/01/31/14/example`),
    );
  });
});
