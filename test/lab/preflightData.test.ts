import { CreateTableCommand } from '@aws-sdk/client-glue';
import { tableNameOf } from '../../src/lab/event/patterns.ts';
import { isFound, type Breaking } from '../support/brokenAccount.ts';

/** Makes a table as somebody else does. */
function makeTable({ glue }: Breaking, database: string, table: string, location: string) {
  return glue.send(
    new CreateTableCommand({
      DatabaseName: database,
      TableInput: { Name: table, StorageDescriptor: { Location: location, Columns: [] } },
    }),
  );
}

describe('preflight of data in the way', () => {
  it('finds objects that the stream did not write', () =>
    isFound(
      {
        check: 'leftovers',
        level: 'problem',
        stage: 'publish',
        what: /streaming_submissions\/2020\/01\/01\/08\/lines in the bucket .* is not written by/,
        fix: /reset "Publish Data"/,
      },
      ({ account, names }) =>
        account.ports.buckets.put(
          names.submissionsBucket,
          'streaming_submissions/2020/01/01/08/lines',
          'line\n',
        ),
    ));

  it('warns of rows of hours in which nothing was delivered', () =>
    isFound(
      {
        check: 'leftovers',
        level: 'warning',
        stage: 'runEtl',
        what: /no line was delivered: s3:\/\/.*\/year=2020\/month=01\/day=01\/hour=08\/\./,
        fix: /Reset "Run Glue ETL"/,
      },
      ({ account, names }) =>
        account.ports.buckets.put(
          names.curatedBucket,
          'year=2020/month=01/day=01/hour=08/part.parquet',
          'rows',
        ),
    ));

  it('warns of files where the CTAS writes, without its table', () =>
    isFound(
      {
        check: 'leftovers',
        level: 'warning',
        stage: 'split',
        what: /where the split writes, and there is no table/,
        fix: /Delete what lies in s3:\/\/.*\/train_validation\//,
      },
      ({ account, names }) =>
        account.ports.buckets.put(names.publishedBucket, 'train_validation/split=train/part.gz', 'rows'),
    ));

  it('finds a split that was written for another version of the image', async () => {
    await isFound(
      {
        check: 'leftovers',
        level: 'problem',
        stage: 'train',
        what: /holds plain CSV, and image 1\.7-1 reads gzipped CSV in Pipe mode/,
        fix: /Create Training and Validation Sets/,
      },
      async (breaking) => {
        const { account, names } = breaking;
        const { publishedBucket } = names;
        await account.ports.buckets.put(publishedBucket, 'train_validation/split=train/part', 'rows');
        const place = `s3://${publishedBucket}/train_validation/`;
        await makeTable(breaking, names.curatedDatabase, 'train_validation', place);
      },
    );
  });

  it('finds a table that has a name of the lab over other data', () =>
    isFound(
      {
        check: 'leftovers',
        level: 'problem',
        stage: 'crawlSubmissions',
        what: /datalake_submissions\.streaming_submissions is one over s3:\/\/others\/lines\//,
        fix: /Drop the table/,
      },
      (breaking) =>
        makeTable(
          breaking,
          breaking.names.submissionsDatabase,
          'streaming_submissions',
          's3://others/lines/',
        ),
    ));

  it("finds a table that has the curated rows' name over other data", () => {
    const isOverOthers = /datalake_curated_datasets\.\w+ is one over s3:\/\/others\/rows\//;
    return isFound(
      {
        check: 'leftovers',
        level: 'problem',
        stage: 'crawlCurated',
        what: isOverOthers,
        fix: /Drop the table datalake_curated_datasets\./,
      },
      (breaking) =>
        makeTable(
          breaking,
          breaking.names.curatedDatabase,
          tableNameOf(breaking.names.curatedBucket),
          's3://others/rows/',
        ),
    );
  });

  it("finds a table that has the split's name over other data", () =>
    isFound(
      {
        check: 'leftovers',
        level: 'problem',
        stage: 'split',
        what: /datalake_curated_datasets\.train_validation is one over s3:\/\/others\/split\//,
        fix: /Drop the table datalake_curated_datasets\.train_validation/,
      },
      (breaking) =>
        makeTable(breaking, breaking.names.curatedDatabase, 'train_validation', 's3://others/split/'),
    ));
});
