import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { callerRights, otherActions } from '../../../../src/lab/preflight/rights/callerRights.ts';
import { findingsWith, type Ills } from '../../../support/healthyLab.ts';
import { resourceNames } from '../../../support/fakeResources.ts';

/** What IAM calls the service of each of the SDK's clients. */
const services: Readonly<Record<string, string>> = {
  athena: 'athena',
  cloudformation: 'cloudformation',
  cloudwatch: 'cloudwatch',
  'cloudwatch-logs': 'logs',
  firehose: 'firehose',
  glue: 'glue',
  iam: 'iam',
  s3: 's3',
  sagemaker: 'sagemaker',
  'sagemaker-runtime': 'sagemaker',
  'service-quotas': 'servicequotas',
  sts: 'sts',
};

/** Operations that IAM knows by another name. */
const renamed: Readonly<Record<string, string>> = {
  's3:DeleteObjects': 's3:DeleteObject',
  's3:HeadObject': 's3:GetObject',
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:ListObjectsV2': 's3:ListBucket',
};

/** The actions that the lab's adapters call, by the commands that they import from the SDK's clients. */
function actionsCalled(): string[] {
  const found = new Set<string>();
  for (const file of readdirSync('src/aws')) {
    const text = readFileSync(path.join('src/aws', file), 'utf8');
    for (const [, names = '', client = ''] of text.matchAll(
      /import \{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g,
    )) {
      const service = services[client];
      assert.ok(service, `${file}: what IAM calls client-${client} is not in this test`);
      for (const [, paginated, command] of names.matchAll(/\bpaginate(\w+)|\b(\w+)Command\b/g)) {
        const action = `${service}:${paginated ?? command ?? ''}`;
        found.add(renamed[action] ?? action);
      }
    }
  }
  return [...found];
}

const user = 'arn:aws:iam::123456789012:user/test';
const deny =
  (wanted: string, principalPart = user): NonNullable<Ills['verdict']> =>
  (action, _resource, { principal }) =>
    action === wanted && principal.includes(principalPart) ? 'implicitDeny' : 'allowed';

const accessDenied = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('not authorized'), { name: 'AccessDenied' }));

describe('the rights of attendees', () => {
  it('cover every action that the adapters call', () => {
    const called = actionsCalled();
    assert.ok(called.length > 60);
    const known = new Set([...callerRights.flatMap(({ actions }) => actions), ...otherActions]);
    assert.deepEqual(
      called.filter((action) => !known.has(action)),
      [],
      'put them into src/lab/preflight/rights/callerRights.ts',
    );
  });

  it('are simulated for the user, stage by stage', async () => {
    const found = await findingsWith({ verdict: deny('sagemaker:CreateTrainingJob') });
    assert.deepEqual(Object.keys(found), ['callerRights']);
    const [finding] = found.callerRights ?? [];
    assert.equal(finding?.level, 'problem');
    assert.equal(finding.stage, 'train');
    assert.match(finding.what, new RegExp(`^${user} may not do: sagemaker:CreateTrainingJob on arn:aws:`));
  });

  it('that a stage beyond the lab needs are no problem of the lab', async () => {
    const { callerRights: found } = await findingsWith({ verdict: deny('sagemaker:CreateTransformJob') });
    assert.equal(found?.[0]?.level, 'warning');
    assert.equal(found[0].stage, 'trainCapped');
  });

  it('are told apart from what a policy forbids', async () => {
    const { callerRights: found } = await findingsWith({
      verdict: (action) => (action === 'glue:StartJobRun' ? 'explicitDeny' : 'allowed'),
    });
    assert.match(found?.[0]?.fix ?? '', /Take away the policy/);
  });

  it('whose conditions only a real request can meet are named as not checked', async () => {
    const { callerRights: found } = await findingsWith({
      verdict: deny('glue:StartJobRun'),
      unknown: ['cloudwatch:namespace', 'aws:SourceIp'],
    });
    assert.deepEqual([found?.[0]?.level, found?.[0]?.stage], ['notChecked', 'runEtl']);
    assert.match(found![0]!.why, /ask for aws:SourceIp, which/);
    const { callerRights: certain } = await findingsWith({
      verdict: deny('glue:StartJobRun'),
      unknown: ['cloudwatch:namespace'],
    });
    assert.equal(certain?.[0]?.level, 'problem');
  });

  it("are asked for the bookmarks of all jobs, the job role's too, as IAM knows none of one", async () => {
    const found = await findingsWith({
      verdict: (action, resource) =>
        action.endsWith('JobBookmark') && resource !== '*' ? 'implicitDeny' : 'allowed',
    });
    assert.deepEqual(found, {});
    const { callerRights: given, roles } = await findingsWith({
      verdict: (action) => (action.endsWith('JobBookmark') ? 'implicitDeny' : 'allowed'),
    });
    assert.match(given![0]!.what, /may not do: glue:ResetJobBookmark\.$/);
    assert.match(roles![0]!.what, /^Glue's role .* may not do: glue:GetJobBookmark\.$/);
    assert.deepEqual([given![0]!.stage, roles![0]!.stage], ['runEtl', 'runEtl']);
  });

  it('include iam:PassRole for the roles of Glue and SageMaker', async () => {
    const { callerRights: found } = await findingsWith({ verdict: deny('iam:PassRole') });
    assert.deepEqual(
      found?.map(({ stage }) => stage),
      ['prepareJob', 'train'],
    );
    assert.match(found[0]!.what, /role\/glue to glue\.amazonaws\.com/);
    const { callerRights: undecided } = await findingsWith({
      verdict: deny('iam:PassRole'),
      unknown: ['aws:SourceIp'],
    });
    assert.deepEqual(
      undecided?.map(({ level }) => level),
      ['notChecked', 'notChecked'],
    );
  });

  it('are simulated all the same where the job itself may not be read, and that is what is lacking', async () => {
    const refusal = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
    const { callerRights: found } = await findingsWith({
      ports: { jobs: { get: () => Promise.reject(refusal) } },
      verdict: deny('glue:GetJob'),
    });
    assert.deepEqual(
      found?.map(({ level, stage }) => [level, stage]),
      [['problem', 'survey']],
    );
    assert.match(found[0]!.what, /may not do: glue:GetJob on arn:aws:glue:/);
  });

  it('of a session are those of its role, whose path only IAM knows', async () => {
    const arn = 'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Lab_1';
    const simulated = new Set<string>();
    const found = await findingsWith({
      arn: 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Lab_1/somebody@example.com',
      ports: {
        permissions: {
          role: (name) =>
            Promise.resolve({
              name,
              arn: name.startsWith('AWSReserved') ? arn : `arn:aws:iam::123456789012:role/${name}`,
              trusted: [`${name}.amazonaws.com`],
            }),
        },
      },
      verdict: (_action, _resource, { principal }) => {
        simulated.add(principal);
        return 'allowed';
      },
    });
    assert.deepEqual(found, {});
    assert.ok(simulated.has(arn));
  });

  it('are read for where nobody may simulate, and what cannot be read for is named', async () => {
    const simulate = accessDenied;
    const { callerRights: found } = await findingsWith({ ports: { permissions: { simulate } } });
    assert.deepEqual(
      found?.map(({ level, stage }) => [level, stage]),
      [['notChecked', 'publish']],
    );
    const { callerRights: more = [] } = await findingsWith({
      ports: { permissions: { simulate }, training: { list: accessDenied } },
    });
    assert.deepEqual(
      more.map(({ level, stage }) => [level, stage]),
      [
        ['problem', 'train'],
        ['notChecked', 'publish'],
      ],
    );
  });
});

describe('the roles of the services', () => {
  it('are simulated for what the services do with them', async () => {
    const found = await findingsWith({
      verdict: (action, resource, { principal }) =>
        principal.endsWith('role/glue') &&
        action === 's3:PutObject' &&
        resource.includes(resourceNames.curatedBucket)
          ? 'implicitDeny'
          : 'allowed',
    });
    assert.deepEqual(Object.keys(found), ['roles']);
    assert.equal(found.roles?.[0]?.stage, 'runEtl');
    assert.match(found.roles[0].what, /^Glue's role glue may not do: s3:PutObject on .*curated/);
  });

  it('must trust their service, and be there', async () => {
    const role = (name: string) =>
      Promise.resolve(
        name === 'firehose'
          ? undefined
          : { name, arn: `arn:aws:iam::123456789012:role/${name}`, trusted: ['ec2.amazonaws.com'] },
      );
    const { roles = [] } = await findingsWith({ ports: { permissions: { role } } });
    assert.deepEqual(
      roles.map(({ stage, level }) => [stage, level]),
      [
        ['publish', 'problem'],
        ['crawlSubmissions', 'problem'],
        ['train', 'problem'],
      ],
    );
    assert.match(roles[0]!.what, /firehose .* does not exist/);
    assert.match(roles[0]!.fix, /^Set a role that exists, or bring it back\. Tear down the lab resources/);
    assert.equal(roles[0]!.action, 'teardown');
    assert.match(roles[1]!.what, /does not trust glue\.amazonaws\.com/);
  });

  it('that nobody may look at are named as not checked', async () => {
    const { roles } = await findingsWith({ ports: { permissions: { role: accessDenied } } });
    assert.deepEqual(
      roles?.map(({ level }) => level),
      ['notChecked', 'notChecked', 'notChecked'],
    );
  });
});
