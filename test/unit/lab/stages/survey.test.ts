import assert from 'node:assert/strict';
import type { LabAccount, Ports } from '../../../../src/lab/account.ts';
import { defaultEvent, type LabEvent } from '../../../../src/lab/event.ts';
import type { LabContext } from '../../../../src/lab/stage.ts';
import { survey } from '../../../../src/lab/stages/survey.ts';
import { fakeAccount, partialPort } from '../../../support/fakeAccount.ts';
import { stackIn } from '../../../support/fakeStacks.ts';
import { fakeResources, resourceNames } from '../../../support/fakeResources.ts';

const roleArn = 'arn:aws:iam::123456789012:role/sagemaker';
const denied = Object.assign(new Error('User is not authorized to perform: iam:ListRoles'), {
  name: 'AccessDenied',
});

/** Ports of a complete account with a notebook instance. */
const complete: Partial<{ [Name in keyof Ports]: Partial<Ports[Name]> }> = {
  ...fakeResources.ports,
  jobs: {
    ...fakeResources.ports.jobs,
    get: (name) =>
      Promise.resolve({
        name,
        scriptLocation: '',
        role: '',
        maxConcurrentRuns: 1,
        bookmarks: true,
        glueVersion: '5.0',
      }),
  },
  notebooks: {
    list: () => Promise.resolve([{ name: 'lab', status: 'InService' }]),
    get: (name) =>
      Promise.resolve({
        name,
        status: 'InService',
        instanceType: 'ml.t3.medium',
        created: undefined,
        modified: undefined,
        volumeGiB: 5,
        role: roleArn,
      }),
  },
};

function contextOf(account: LabAccount, event: LabEvent = defaultEvent): LabContext {
  return {
    account,
    event,
    data: { folder: '/data', train: [], test: [] },
    files: partialPort({}),
  };
}

const check = (ports: typeof complete, event?: LabEvent) =>
  survey.check(contextOf(fakeAccount({ ...complete, ...ports }), event));

const bucketsCalled = (names: readonly string[]) => ({
  buckets: {
    list: () => Promise.resolve(names.map((name) => ({ name, created: undefined }))),
    region: (name: string) => Promise.resolve(name.includes('eu-west-1') ? 'eu-west-1' : 'us-east-1'),
  },
});

describe('survey', () => {
  it('finds everything that an event brings', async () => {
    const found = await check({});
    assert.ok(found.done);
    assert.equal(found.facts.submissionsBucket, resourceNames.submissionsBucket);
    assert.equal(found.facts.sagemakerRole, roleArn);
    assert.deepEqual(found.facts.warnings, []);
  });

  it('takes the curated bucket in the singular, too', async () => {
    const singular = 'datalake-curated-dataset-123456789012-us-east-1-abc1234';
    const names = fakeResources.buckets.map((name) => (name.includes('curated') ? singular : name));
    const found = await check(bucketsCalled(names));
    assert.ok(found.done);
    assert.equal(found.facts.curatedBucket, singular);
  });

  it('names everything that is missing', async () => {
    const found = await check({
      ...bucketsCalled(fakeResources.buckets.filter((name) => !name.includes('published'))),
      crawlers: { list: () => Promise.resolve(['cmapss_submissions']) },
    });
    assert.ok(!found.done);
    assert.match(found.reason, /No published bucket is called datalake-published-data-\*/);
    assert.match(found.reason, /No curated crawler is called cmapss_curated_rul/);
  });

  it('names both when there are two of a kind', async () => {
    const other = 'datalake-submissions-123456789012-us-east-1-zzz9999';
    const found = await check(bucketsCalled([...fakeResources.buckets, other]));
    assert.ok(!found.done);
    assert.match(
      found.reason,
      new RegExp(`More than one submissions bucket .*${resourceNames.submissionsBucket}, ${other}`),
    );
  });

  it('passes over the buckets of a lab in another region, and over those that are gone, as S3 lists them all', async () => {
    const elsewhere = fakeResources.buckets.map((name) => name.replace('us-east-1', 'eu-west-1'));
    const gone = 'datalake-submissions-123456789012-us-east-1-0000';
    const { buckets } = bucketsCalled([...elsewhere, gone, ...fakeResources.buckets]);
    const noSuchBucket = Object.assign(new Error('gone'), { name: 'NoSuchBucket' });
    const region = (name: string) => (name === gone ? Promise.reject(noSuchBucket) : buckets.region(name));
    const found = await check({ buckets: { ...buckets, region } });
    assert.ok(found.done);
    assert.equal(found.facts.submissionsBucket, resourceNames.submissionsBucket);
    assert.equal(found.facts.queryResultsBucket, resourceNames.queryResultsBucket);
  });

  it("looks for the names of the event's own patterns", async () => {
    const event = { ...defaultEvent, patterns: { ...defaultEvent.patterns, job: ['other_job'] } };
    const found = await check({}, event);
    assert.ok(!found.done);
    assert.match(found.reason, /No Glue job is called other_job/);
  });

  it('takes the role that was deployed, whatever notebook instance there is, unless the event names one', async () => {
    const deployed = 'arn:aws:iam::123456789012:role/cmapss-lab-SageMakerRole';
    const stack = { ...stackIn('spring', 'CREATE_COMPLETE'), outputs: { SageMakerRoleArn: deployed } };
    const stacks = { get: (name: string) => Promise.resolve(name === 'spring' ? stack : undefined) };
    const found = await check({ stacks }, { ...defaultEvent, stackName: 'spring' });
    assert.ok(found.done);
    assert.equal(found.facts.sagemakerRole, deployed);
    const named = { ...defaultEvent, stackName: 'spring', sagemakerRole: roleArn };
    const byEvent = await check({ stacks }, named);
    assert.ok(byEvent.done);
    assert.equal(byEvent.facts.sagemakerRole, roleArn);
    const notAllowed = await check({ stacks: { get: () => Promise.reject(denied) } });
    assert.ok(notAllowed.done);
    assert.equal(notAllowed.facts.sagemakerRole, roleArn);
  });

  it('takes a role that SageMaker may take on where there is no notebook instance', async () => {
    const found = await check({
      notebooks: { list: () => Promise.resolve([]) },
      identity: {
        roles: () =>
          Promise.resolve([
            { name: 'glue', arn: 'arn:aws:iam::123456789012:role/glue', trusted: ['glue.amazonaws.com'] },
            { name: 'sm', arn: roleArn, trusted: ['sagemaker.amazonaws.com'] },
          ]),
      },
    });
    assert.ok(found.done);
    assert.equal(found.facts.sagemakerRole, roleArn);
  });

  it("takes the event's role where nobody may list roles: that is no failure", async () => {
    const event = { ...defaultEvent, sagemakerRole: 'arn:aws:iam::123456789012:role/of-the-event' };
    const ports = {
      notebooks: { list: () => Promise.resolve([]) },
      identity: { roles: () => Promise.reject(denied) },
    };
    const found = await check(ports, event);
    assert.ok(found.done);
    assert.equal(found.facts.sagemakerRole, 'arn:aws:iam::123456789012:role/of-the-event');
    const without = await check(ports);
    assert.ok(!without.done);
    assert.match(without.reason, /No role was found that SageMaker may train with/);
  });

  it('fails on any other error of listing roles', async () => {
    const broken = Object.assign(new Error('down'), { name: 'ServiceFailure' });
    await assert.rejects(
      check({
        notebooks: { list: () => Promise.resolve([]) },
        identity: { roles: () => Promise.reject(broken) },
      }),
      broken,
    );
  });

  it('warns of bookmarks beside more than one run at a time, and of a stream that delivers elsewhere', async () => {
    const found = await check({
      jobs: {
        ...fakeResources.ports.jobs,
        get: (name) =>
          Promise.resolve({
            name,
            scriptLocation: '',
            role: '',
            maxConcurrentRuns: 2,
            bookmarks: true,
            glueVersion: '5.0',
          }),
      },
      streams: {
        ...complete.streams,
        describe: (name) =>
          Promise.resolve({
            name,
            status: 'ACTIVE',
            bucket: 'elsewhere',
            prefix: '',
            bufferSeconds: 60,
            bufferMiB: 5,
            compression: 'UNCOMPRESSED',
            role: 'arn:aws:iam::123456789012:role/firehose',
          }),
      },
    });
    assert.ok(found.done);
    assert.match(found.facts.warnings[0] ?? '', /allows 2 runs at a time/);
    assert.match(found.facts.warnings[1] ?? '', /delivers to the bucket elsewhere/);
  });
});
