import { strict as assert } from 'node:assert';
import type { Finding } from '../../../../src/lab/preflight/finding.ts';
import type { ResourceDrift, StackStatus } from '../../../../src/lab/ports/stacks.ts';
import { stackIn } from '../../../support/fakeStacks.ts';
import type { SomePorts } from '../../../support/fakeLab.ts';
import { findingsWith } from '../../../support/healthyLab.ts';

async function findingOf(status: StackStatus): Promise<Finding | undefined> {
  const { stack } = await findingsWith({
    ports: { stacks: { get: () => Promise.resolve(stackIn('cmapss-lab', status)) } },
  });
  assert.ok((stack?.length ?? 0) <= 1);
  return stack?.[0];
}

const levelOf = async (status: StackStatus) => (await findingOf(status))?.level;

async function driftsOf(...drifts: ResourceDrift[]) {
  const { stack = [] } = await findingsWith({
    ports: { stacks: { drifts: () => Promise.resolve(drifts) } },
  });
  return stack;
}

const job: ResourceDrift = {
  logicalId: 'Job',
  physicalId: 'calc_rul',
  type: 'AWS::Glue::Job',
  status: 'MODIFIED',
  differences: [{ path: '/Command/ScriptLocation', expected: 's3://a', actual: 's3://b' }],
};

describe('preflight of the stack', () => {
  it('only notes that there is no stack, and checks what is there all the same', async () => {
    const found = await findingsWith({ ports: { stacks: { get: () => Promise.resolve(undefined) } } });
    assert.deepEqual(Object.keys(found), ['stack']);
    assert.equal(found.stack?.[0]?.level, 'note');
  });

  it('tells stacks that are broken or moving from those that are whole', async () => {
    assert.equal(await levelOf('UPDATE_COMPLETE'), undefined);
    assert.equal(await levelOf('ROLLBACK_COMPLETE'), 'problem');
    assert.equal(await levelOf('UPDATE_ROLLBACK_FAILED'), 'problem');
    assert.equal(await levelOf('UPDATE_IN_PROGRESS'), 'problem');
    assert.equal(await levelOf('UPDATE_ROLLBACK_COMPLETE'), 'warning');
  });

  it('says of a stack that nobody can update how it is repaired, and of others that deploying mends them', async () => {
    const stuck = await findingOf('UPDATE_ROLLBACK_FAILED');
    assert.match(stuck!.fix, /Continue update rollback/);
    assert.equal(stuck!.action, undefined);
    const failed = await findingOf('ROLLBACK_COMPLETE');
    assert.match(failed!.fix, /Deploy the lab resources again/);
    assert.equal(failed!.action, 'deploy');
  });

  it('names each property that somebody changed, with its stage', async () => {
    const [finding, ...more] = await driftsOf({
      ...job,
      logicalId: 'DeliveryStream',
      physicalId: 'streaming_submissions-1a2b',
      type: 'AWS::KinesisFirehose::DeliveryStream',
      differences: [{ path: '/BufferingHints/IntervalInSeconds', expected: '60', actual: '300' }],
    });
    assert.deepEqual(more, []);
    assert.equal(finding?.level, 'warning');
    assert.equal(finding.stage, 'publish');
    assert.match(
      finding.what,
      /^DeliveryStream .*streaming_submissions-1a2b.*IntervalInSeconds is 300 instead of 60\.$/,
    );
  });

  it('leaves out the script that the lab itself sets, and nothing else of the job', async () => {
    assert.deepEqual(await driftsOf(job), []);
    const both = [...job.differences, { path: '/MaxRetries', expected: '0', actual: '3' }];
    const found = await driftsOf({ ...job, differences: both });
    assert.deepEqual(
      found.map(({ stage }) => stage),
      ['runEtl'],
    );
    assert.match(found[0]!.what, /MaxRetries is 3 instead of 0/);
  });

  it('calls a resource that is gone a problem', async () => {
    const [finding] = await driftsOf({ ...job, status: 'DELETED', differences: [] });
    assert.equal(finding?.level, 'problem');
    assert.match(finding.what, /was deleted/);
    // Deploying would find nothing to change.
    assert.match(finding.fix, /^Tear down the lab resources, then deploy them again/);
    assert.equal(finding.action, 'teardown');
  });

  it('deploys what is missing where no stack holds it, and has one that holds it torn down first', async () => {
    const missing = async (stacks: NonNullable<SomePorts['stacks']>) => {
      const { resources = [], roles = [] } = await findingsWith({
        kind: 'aws',
        ports: {
          jobs: { list: () => Promise.resolve([]) },
          stacks,
        },
      });
      const [resource] = resources;
      assert.match(resource!.what, /No Glue job is called calc_rul/);
      assert.equal(roles[0]?.level, 'notChecked');
      return resource!;
    };
    const held = await missing({});
    assert.equal(held.action, 'teardown');
    assert.match(
      held.fix,
      /Check that account .* If it was deleted, bring it back\. Tear down the lab resources/,
    );
    const none = await missing({ get: () => Promise.resolve(undefined) });
    assert.equal(none.action, 'deploy');
    const broken = await missing({ get: (name) => Promise.resolve(stackIn(name, 'ROLLBACK_COMPLETE')) });
    assert.equal(broken.action, 'deploy');
    const denied = Object.assign(new Error('not authorized'), { name: 'AccessDenied' });
    const unseen = await missing({ get: () => Promise.reject(denied) });
    assert.equal(unseen.action, undefined);
    assert.match(unseen.fix, /by somebody who may/);
  });

  it("waits while somebody else's detection is under way, and then has the stack compared itself", async () => {
    let refused = 0;
    const asked: string[] = [];
    const found = await findingsWith({
      ports: {
        stacks: {
          detectDrift: () => Promise.resolve((refused += 1) < 3 ? undefined : 'ours'),
          driftDetection: (id) => {
            asked.push(id);
            return Promise.resolve({ status: 'DETECTION_COMPLETE', reason: '' });
          },
        },
      },
    });
    assert.deepEqual(found, {});
    assert.deepEqual([refused, asked], [3, ['ours']]);
  });

  it('names what CloudFormation could not compare as not checked', async () => {
    const [finding, ...more] = await driftsOf({ ...job, status: 'UNKNOWN', differences: [] });
    assert.deepEqual(more, []);
    assert.deepEqual([finding?.level, finding?.stage], ['notChecked', 'runEtl']);
    assert.match(finding!.what, /^Whether Job \(AWS::Glue::Job calc_rul\) is as its template says\.$/);
  });

  it('does not let a failed detection pass', async () => {
    const { stack } = await findingsWith({
      ports: {
        stacks: {
          driftDetection: () => Promise.resolve({ status: 'DETECTION_FAILED', reason: 'Throttled' }),
        },
      },
    });
    assert.equal(stack?.[0]?.level, 'notChecked');
    assert.match(stack[0].why, /Throttled/);
  });

  it('says that not all was compared beside what a failed detection found', async () => {
    const { stack = [] } = await findingsWith({
      ports: {
        stacks: {
          driftDetection: () => Promise.resolve({ status: 'DETECTION_FAILED', reason: 'Access denied.' }),
          drifts: () => Promise.resolve([{ ...job, status: 'DELETED', differences: [] }]),
        },
      },
    });
    assert.deepEqual(
      stack.map(({ level }) => level),
      ['problem', 'notChecked'],
    );
    assert.match(stack[1]!.why, /could not compare all of them: Access denied\.$/);
  });
});
