import {
  DeleteClassifierCommand,
  DeleteCrawlerCommand,
  GetJobCommand,
  UpdateClassifierCommand,
  UpdateCrawlerCommand,
  UpdateJobCommand,
  type JobUpdate,
} from '@aws-sdk/client-glue';
import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { defaultEvent } from '../../src/lab/event.ts';
import { defaultPatterns } from '../../src/lab/event/patterns.ts';
import { findingsAfter, isFound, trustPolicy, type Breaking } from '../support/brokenAccount.ts';

/** Changes the lab's job as somebody in the console does. */
async function changeJob({ glue, names }: Breaking, change: JobUpdate): Promise<void> {
  const { Job } = await glue.send(new GetJobCommand({ JobName: names.job }));
  const { Role, Command, ExecutionProperty, DefaultArguments, GlueVersion, WorkerType, NumberOfWorkers } =
    Job!;
  const kept = {
    Role,
    Command,
    ExecutionProperty,
    DefaultArguments,
    GlueVersion,
    WorkerType,
    NumberOfWorkers,
  };
  await glue.send(new UpdateJobCommand({ JobName: names.job, JobUpdate: { ...kept, ...change } }));
}

describe('preflight of settings', () => {
  describe('of resources', () => {
    it('names one that is missing, and what cannot be checked without it', async () => {
      const found = await findingsAfter(({ glue, names }) =>
        glue.send(new DeleteCrawlerCommand({ Name: names.curatedCrawler })),
      );
      assert.equal(found.resources?.length, 1);
      assert.match(found.resources[0]!.what, /No curated crawler is called cmapss_curated_rul/);
      assert.equal(found.resources[0]!.stage, 'crawlCurated');
      assert.equal(found.resources[0]!.action, 'resetPractice');
      assert.equal(found.crawlers?.[0]?.level, 'notChecked');
    });

    it('finds that there is no role to train with', () =>
      isFound(
        {
          check: 'resources',
          level: 'problem',
          stage: 'train',
          what: /No role was found that SageMaker may train with/,
          fix: /Set "sagemakerRole"/,
        },
        async ({ account, iam }) => {
          const roles = await account.ports.identity.roles();
          const { name } = roles.find(({ trusted }) => trusted.includes('sagemaker.amazonaws.com'))!;
          await iam.send(
            new UpdateAssumeRolePolicyCommand({
              RoleName: name,
              PolicyDocument: trustPolicy('ec2.amazonaws.com'),
            }),
          );
        },
        // Nor is there a stack that names one, or a notebook instance of the event's whose role would do.
        { event: { stackName: 'none', patterns: { ...defaultPatterns, notebookInstance: ['none'] } } },
      ));

    it('names two where there must be one', () =>
      isFound(
        {
          check: 'resources',
          level: 'problem',
          stage: 'split',
          what: /More than one published bucket.*datalake-published-data-of-others/,
          fix: /Reset the practice account/,
        },
        ({ account }) => account.ports.buckets.create('datalake-published-data-of-others'),
      ));
  });

  describe('of the job', () => {
    it('warns of bookmarks with more than one run at a time', () =>
      isFound(
        { check: 'job', level: 'warning', stage: 'runEtl', what: /allows 3 runs/, fix: /concurrency to 1/ },
        (breaking) => changeJob(breaking, { ExecutionProperty: { MaxConcurrentRuns: 3 } }),
      ));

    it('warns of a job without bookmarks', () =>
      isFound(
        {
          check: 'job',
          level: 'warning',
          stage: 'runEtl',
          what: /keeps no bookmarks/,
          fix: /bookmark-enable/,
        },
        (breaking) => changeJob(breaking, { DefaultArguments: {} }),
      ));

    it('calls a Glue version whose life has ended a problem', () =>
      isFound(
        { check: 'job', level: 'problem', stage: 'runEtl', what: /runs on Glue 2\.0/, fix: /4\.0 or later/ },
        (breaking) => changeJob(breaking, { GlueVersion: '2.0' }),
      ));

    it("warns of an event whose script's bucket Glue's own policy does not cover", () =>
      isFound(
        {
          check: 'job',
          level: 'warning',
          stage: 'prepareJob',
          what: /looks for the script's bucket by scripts-\*/,
          fix: /begin with aws-glue-/,
        },
        undefined,
        { event: { patterns: { ...defaultPatterns, scriptBucket: ['scripts-*'] } } },
      ));
  });

  describe('of crawlers', () => {
    const stage = 'crawlSubmissions';

    it('finds another database', () =>
      isFound(
        {
          check: 'crawlers',
          level: 'problem',
          stage,
          what: /to the database datalake_curated_datasets, not to datalake_submissions/,
          fix: /database of the crawler to datalake_submissions/,
        },
        ({ glue, names }) =>
          glue.send(
            new UpdateCrawlerCommand({
              Name: names.submissionsCrawler,
              DatabaseName: names.curatedDatabase,
            }),
          ),
      ));

    it('finds another target', () =>
      isFound(
        {
          check: 'crawlers',
          level: 'problem',
          stage: 'crawlCurated',
          what: /cmapss_curated_rul looks at s3:\/\/.*\/part instead of s3:/,
          fix: /only target/,
        },
        ({ glue, names }) =>
          glue.send(
            new UpdateCrawlerCommand({
              Name: names.curatedCrawler,
              Targets: { S3Targets: [{ Path: `s3://${names.curatedBucket}/part` }] },
            }),
          ),
      ));

    it('finds a crawler without the classifier', () =>
      isFound(
        {
          check: 'crawlers',
          level: 'problem',
          stage,
          what: /does not use the classifier cmapss_classify/,
          fix: /Add the classifier/,
        },
        ({ glue, names }) =>
          glue.send(new UpdateCrawlerCommand({ Name: names.submissionsCrawler, Classifiers: [] })),
      ));

    it('finds a crawler whose classifier is gone', () =>
      isFound(
        {
          check: 'crawlers',
          level: 'problem',
          stage,
          what: /There is no CSV classifier called cmapss_classify/,
          fix: /Make a CSV classifier cmapss_classify: delimiter a space/,
        },
        ({ glue }) => glue.send(new DeleteClassifierCommand({ Name: 'cmapss_classify' })),
      ));

    it('finds a classifier that expects a heading', () =>
      isFound(
        { check: 'crawlers', level: 'problem', stage, what: /expects a heading/, fix: /no heading/ },
        ({ glue }) =>
          glue.send(
            new UpdateClassifierCommand({
              CsvClassifier: { Name: 'cmapss_classify', ContainsHeader: 'PRESENT' },
            }),
          ),
      ));

    it('finds a classifier that splits at something else', () =>
      isFound(
        {
          check: 'crawlers',
          level: 'problem',
          stage,
          what: /splits lines at "," instead of a space/,
          fix: /delimiter " "/,
        },
        ({ glue }) =>
          glue.send(
            new UpdateClassifierCommand({ CsvClassifier: { Name: 'cmapss_classify', Delimiter: ',' } }),
          ),
      ));
  });

  describe('of the image', () => {
    const file = 'sql/train_validation.sql';
    const training = { ...defaultEvent.training, imageVersion: '3.2-0' } as const;

    it('finds nothing where the lab can fit the query to the image', async () => {
      const found = await findingsAfter(undefined, {
        event: { training },
      });
      assert.equal(found.image, undefined);
    });

    it('finds a file in which there is no query that makes the split', async () => {
      const { image = [] } = await findingsAfter(undefined, { files: { [file]: 'SELECT 1' } });
      assert.deepEqual(
        image.map(({ level, stage }) => [level, stage]),
        [['problem', 'split']],
      );
      assert.match(image[0]!.what, /holds no CREATE TABLE AS SELECT/);
      assert.match(image[0]!.fix, /own file again/);
    });

    it('finds a query that writes gzip for an image that reads plain files', async () => {
      const text = readFileSync(file, 'utf8');
      const bare = text.replace(/WITH \([\s\S]*?\)\nAS/, 'AS');
      assert.notEqual(bare, text);
      await isFound(
        {
          check: 'image',
          level: 'problem',
          stage: 'train',
          what: /writes gzipped CSV, and image 3\.2-0 reads plain CSV in FastFile mode/,
          fix: /write_compression = 'NONE'/,
        },
        undefined,
        { event: { training }, files: { [file]: bare } },
      );
    });
  });
});
