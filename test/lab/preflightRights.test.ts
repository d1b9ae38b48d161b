import { UpdateCrawlerCommand } from '@aws-sdk/client-glue';
import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { strict as assert } from 'node:assert';
import { tableNameOf } from '../../src/lab/event/patterns.ts';
import type { Resources } from '../../src/lab/survey/resources.ts';
import { findingsAfter, isFound, trustPolicy, type Breaking } from '../support/brokenAccount.ts';

/** A policy of one statement. */
const policy = (effect: 'Allow' | 'Deny', action: string, resource = '*'): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: effect, Action: action, Resource: resource }],
  });

/** Takes an action from the account's user. */
const forbid =
  (action: string, resource?: string) =>
  ({ iam }: Breaking) =>
    iam.send(
      new PutUserPolicyCommand({
        UserName: 'practice',
        PolicyName: 'forbidden',
        PolicyDocument: policy('Deny', action, resource),
      }),
    );

/** The name of the stack's role that a service works with. */
async function roleOf({ account }: Breaking, service: string): Promise<string> {
  const roles = await account.ports.identity.roles();
  return roles.find(({ trusted }) => trusted.includes(`${service}.amazonaws.com`))!.name;
}

/** Takes an action from Glue's role. */
const forbidGlue =
  (action: string) =>
  async (breaking: Breaking): Promise<void> => {
    await breaking.iam.send(
      new PutRolePolicyCommand({
        RoleName: await roleOf(breaking, 'glue'),
        PolicyName: 'forbidden',
        PolicyDocument: policy('Deny', action),
      }),
    );
  };

interface Statement {
  readonly Action: string | string[];
  readonly Resource: string | string[];
}

/** Changes what the statements of a role's policy are about. */
const narrow =
  (service: string, resources: (statement: Statement, names: Resources) => string | string[]) =>
  async (breaking: Breaking): Promise<void> => {
    const place = { RoleName: await roleOf(breaking, service), PolicyName: service };
    const { PolicyDocument = '' } = await breaking.iam.send(new GetRolePolicyCommand(place));
    const document = JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: Statement[] };
    const Statement = document.Statement.map((each) => ({
      ...each,
      Resource: resources(each, breaking.names),
    }));
    await breaking.iam.send(
      new PutRolePolicyCommand({ ...place, PolicyDocument: JSON.stringify({ ...document, Statement }) }),
    );
  };

/** Puts these folders for all objects of a bucket. */
const foldersOf =
  (bucket: string, ...folders: string[]) =>
  (Resource: string | string[]) =>
    [Resource].flat().flatMap((each) => {
      const all = `arn:aws:s3:::${bucket}/`;
      return each === `${all}*` ? folders.map((folder) => `${all}${folder}*`) : [each];
    });

describe('preflight of rights', () => {
  it('finds nothing in roles that may use the folders and tables of the lab, and no others', async () => {
    const { roles } = await findingsAfter(async (breaking) => {
      await narrow('firehose', ({ Resource }, { submissionsBucket }) =>
        foldersOf(submissionsBucket, 'streaming_submissions/')(Resource),
      )(breaking);
      await narrow('glue', ({ Resource }, { submissionsBucket, curatedBucket }) => {
        const folders = foldersOf(submissionsBucket, 'streaming_submissions/')(Resource);
        return folders.map((each) =>
          each
            .replace('table/datalake_submissions/*', 'table/datalake_submissions/streaming_submissions')
            .replace(
              'table/datalake_curated_datasets/*',
              `table/datalake_curated_datasets/${tableNameOf(curatedBucket)}`,
            ),
        );
      })(breaking);
      await narrow('sagemaker', ({ Resource }, { publishedBucket }) =>
        foldersOf(publishedBucket, 'train_validation/', 'sagemaker/training/', 'capped/')(Resource),
      )(breaking);
    });
    assert.equal(roles, undefined);
  });

  it("finds a role that may write elsewhere than to the stream's folder", () =>
    isFound(
      {
        check: 'roles',
        level: 'problem',
        stage: 'publish',
        what: /^Firehose's role .* may not do: s3:PutObject on arn:aws:s3:::datalake-submissions-.*\/streaming_submissions\//,
        fix: /Allow these actions/,
      },
      narrow('firehose', ({ Resource }, { submissionsBucket }) =>
        foldersOf(submissionsBucket, 'lines/')(Resource),
      ),
    ));

  it('finds an action that the user may not do, at its stage', () =>
    isFound(
      {
        check: 'callerRights',
        level: 'problem',
        stage: 'train',
        what: /user\/practice may not do: sagemaker:CreateTrainingJob on arn:aws:sagemaker:/,
        fix: /Take away the policy that forbids it/,
      },
      forbid('sagemaker:CreateTrainingJob'),
    ));

  it('warns where only what goes further than the lab is denied', () =>
    isFound(
      {
        check: 'callerRights',
        level: 'warning',
        stage: 'tune',
        what: /sagemaker:CreateHyperParameterTuningJob/,
        fix: /forbids/,
      },
      forbid('sagemaker:CreateHyperParameterTuningJob'),
    ));

  it('finds a role that the user may not hand to SageMaker', () =>
    isFound(
      {
        check: 'callerRights',
        level: 'problem',
        stage: 'train',
        what: /may not hand the role .*SageMakerRole.* to sagemaker\.amazonaws\.com/,
        fix: /Allow iam:PassRole/,
      },
      forbid('iam:PassRole', 'arn:aws:iam::123456789012:role/*SageMakerRole*'),
    ));

  it("finds what the job's role may not do with the curated bucket", () =>
    isFound(
      {
        check: 'roles',
        level: 'problem',
        stage: 'runEtl',
        what: /^Glue's role .*GlueRole.* may not do: s3:PutObject on arn:aws:s3:::datalake-curated-datasets/,
        fix: /Take away the policy/,
      },
      forbidGlue('s3:PutObject'),
    ));

  it("finds a job's role that may read the bookmark of its own job only, which IAM takes for no right", () =>
    isFound(
      {
        check: 'roles',
        level: 'problem',
        stage: 'runEtl',
        what: /^Glue's role .* may not do: glue:GetJobBookmark\.$/,
        fix: /Allow these actions/,
      },
      narrow('glue', ({ Action, Resource }) =>
        Action === 'glue:GetJobBookmark' ? ['arn:aws:glue:us-east-1:123456789012:job/calc_rul'] : Resource,
      ),
    ));

  it('finds a role without its policy', () =>
    isFound(
      {
        check: 'roles',
        level: 'problem',
        stage: 'publish',
        what: /^Firehose's role .* may not do: s3:PutObject on arn:aws:s3:::datalake-submissions/,
        fix: /Allow these actions/,
      },
      async (breaking) =>
        breaking.iam.send(
          new DeleteRolePolicyCommand({
            RoleName: await roleOf(breaking, 'firehose'),
            PolicyName: 'firehose',
          }),
        ),
    ));

  it('finds a role that does not trust its service', () =>
    isFound(
      {
        check: 'roles',
        level: 'problem',
        stage: 'crawlSubmissions',
        what: /GlueRole.* does not trust glue\.amazonaws\.com/,
        fix: /Name glue\.amazonaws\.com in the trust policy/,
      },
      async (breaking) =>
        breaking.iam.send(
          new UpdateAssumeRolePolicyCommand({
            RoleName: await roleOf(breaking, 'glue'),
            PolicyDocument: trustPolicy('ec2.amazonaws.com'),
          }),
        ),
    ));

  it('names a right whose condition only a real request can meet as not checked', () =>
    isFound(
      {
        check: 'callerRights',
        level: 'notChecked',
        stage: 'train',
        what: /^Whether .*user\/practice may do: sagemaker:CreateTrainingJob/,
        fix: /Have somebody try the stage beforehand/,
      },
      ({ iam }) =>
        iam.send(
          new PutUserPolicyCommand({
            UserName: 'practice',
            PolicyName: 'conditional',
            PolicyDocument: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Deny',
                  Action: 'sagemaker:CreateTrainingJob',
                  Resource: '*',
                  Condition: { StringNotEquals: { 'sagemaker:VpcSubnets': 'subnet-1' } },
                },
              ],
            }),
          }),
        ),
    ));

  it('warns of a role that may not write its log', () =>
    isFound(
      {
        check: 'roles',
        level: 'warning',
        stage: 'runEtl',
        what: /^Glue's role .* may not do: logs:CreateLogStream/,
        fix: /Take away the policy/,
      },
      forbidGlue('logs:*'),
    ));

  it('warns where a stage goes on without what the user may not do', () =>
    isFound(
      {
        check: 'callerRights',
        level: 'warning',
        stage: 'survey',
        what: /may not do: iam:ListRoles/,
        fix: /Take away the policy/,
      },
      forbid('iam:ListRoles'),
    ));

  it('finds a role that is not there', () =>
    isFound(
      {
        check: 'roles',
        level: 'problem',
        stage: 'crawlSubmissions',
        what: /The role gone of the crawler cmapss_submissions does not exist/,
        fix: /Set a role that exists, or bring it back\. Tear down/,
      },
      ({ glue, names }) =>
        glue.send(
          new UpdateCrawlerCommand({
            Name: names.submissionsCrawler,
            Role: 'arn:aws:iam::123456789012:role/gone',
          }),
        ),
    ));

  it('finds nothing in an account as it is deployed', async () => {
    const { callerRights, roles } = await findingsAfter();
    assert.deepEqual([callerRights, roles], [undefined, undefined]);
  });
});
