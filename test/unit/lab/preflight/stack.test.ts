import { strict as assert } from 'node:assert';
import type { ResourceDrift, StackStatus } from '../../../../src/lab/ports/stacks.ts';
import { findingsWith } from '../../../support/healthyLab.ts';

const stackOf = (status: StackStatus) => ({
  name: 'cmapss-lab',
  id: 'id',
  status,
  reason: '',
  created: undefined,
  parameters: {},
  outputs: {},
});

async function levelOf(status: StackStatus): Promise<string | undefined> {
  const { stack } = await findingsWith({
    ports: { stacks: { get: () => Promise.resolve(stackOf(status)) } },
  });
  assert.ok((stack?.length ?? 0) <= 1);
  return stack?.[0]?.level;
}

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
});
