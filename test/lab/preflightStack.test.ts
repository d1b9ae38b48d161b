import { UpdateDestinationCommand, DescribeDeliveryStreamCommand } from '@aws-sdk/client-firehose';
import {
  CreateWorkflowCommand,
  DeleteClassifierCommand,
  DeleteTriggerCommand,
  DeleteWorkflowCommand,
  StopTriggerCommand,
} from '@aws-sdk/client-glue';
import { strict as assert } from 'node:assert';
import { defaultEvent } from '../../src/lab/event.ts';
import { defaultPatterns } from '../../src/lab/event/patterns.ts';
import { poll } from '../../src/lab/follow/poll.ts';
import { stackPhase } from '../../src/lab/infra/stackPhase.ts';
import { findingsAfter, isFound, type Breaking } from '../support/brokenAccount.ts';

type Destination = UpdateDestinationCommand['input']['ExtendedS3DestinationUpdate'];

/** Changes where the delivery stream delivers. */
const redirect =
  (change: (breaking: Breaking) => Destination) =>
  async (breaking: Breaking): Promise<void> => {
    const { firehose, names } = breaking;
    const { DeliveryStreamDescription: stream } = await firehose.send(
      new DescribeDeliveryStreamCommand({ DeliveryStreamName: names.deliveryStream }),
    );
    await firehose.send(
      new UpdateDestinationCommand({
        DeliveryStreamName: names.deliveryStream,
        CurrentDeliveryStreamVersionId: stream?.VersionId,
        DestinationId: stream?.Destinations?.[0]?.DestinationId,
        ExtendedS3DestinationUpdate: change(breaking),
      }),
    );
  };

describe('preflight of a deployed stack', () => {
  it('finds nothing in an account as it is deployed, and leaves nothing unchecked', async () => {
    assert.deepEqual(await findingsAfter(), {});
  });

  it('names what somebody changed since, with the value that the template has', async () => {
    const { stack = [] } = await findingsAfter(
      redirect(() => ({ BufferingHints: { IntervalInSeconds: 90, SizeInMBs: 5 } })),
    );
    assert.deepEqual(
      stack.map(({ level, stage }) => [level, stage]),
      [['warning', 'publish']],
    );
    assert.match(stack[0]!.what, /^DeliveryStream .*IntervalInSeconds is 90 instead of 60\.$/);
    assert.match(stack[0]!.fix, /as the template says/);
  });

  it('leaves out the script that the lab sets', async () => {
    const { stack } = await findingsAfter(({ account, names }) =>
      account.ports.jobs.setScript(names.job, 's3://aws-glue-0123456789/cmapss/glue_job.py'),
    );
    assert.equal(stack, undefined);
  });

  it('finds a quota that is too small for the event, and the stage that it stops', async () => {
    const { quotas = [] } = await findingsAfter(undefined, {
      event: { endpoint: { instanceType: 'ml.g4dn.xlarge' } },
    });
    assert.deepEqual(
      quotas.map(({ level, stage }) => [level, stage]),
      [['problem', 'deploy']],
    );
    assert.match(quotas[0]!.what, /"ml\.g4dn\.xlarge for endpoint usage" is 0; the stage needs 1/);
    assert.match(quotas[0]!.fix, /ask for 1 in Service Quotas/);
  });

  it('says how many tuning may train at once where the quota is smaller', async () => {
    const { quotas = [] } = await findingsAfter(undefined, {
      event: { tuning: { ...defaultEvent.tuning, parallelJobs: 100, jobs: 100 } },
    });
    assert.deepEqual(
      quotas.map(({ level, stage }) => [level, stage]),
      [['warning', 'tune']],
    );
    assert.match(quotas[0]!.fix, /Set tuning\.parallelJobs in the event's file to \d+/);
  });

  it('names an instance type that nobody has a quota for as not checked', async () => {
    const { quotas = [] } = await findingsAfter(undefined, {
      event: { endpoint: { instanceType: 'ml.none.large' } },
    });
    assert.deepEqual(
      quotas.map(({ level, stage }) => [level, stage]),
      [['notChecked', 'deploy']],
    );
    assert.match(quotas[0]!.fix, /Check that SageMaker offers ml\.none\.large/);
  });

  it('finds a stack that CloudFormation has lost hold of', () =>
    isFound(
      {
        check: 'stack',
        level: 'problem',
        stage: 'survey',
        what: /The stack cmapss-lab is DELETE_FAILED/,
        fix: /Deploy the lab resources again/,
      },
      async ({ account, names }) => {
        const { stacks, buckets } = account.ports;
        await buckets.put(names.publishedBucket, 'kept', 'x');
        await stacks.delete('cmapss-lab');
        await settled(account);
      },
    ));

  it('warns of a change that failed and was taken back', () =>
    isFound(
      {
        check: 'stack',
        level: 'warning',
        stage: 'survey',
        what: /is UPDATE_ROLLBACK_COMPLETE: its last change failed/,
        fix: /read why it fails/,
      },
      async ({ account, names }) => {
        const { stacks } = account.ports;
        // The name is taken, by one of the stack's own.
        const taken = `  Taken: { Type: AWS::S3::Bucket, Properties: { BucketName: ${names.curatedBucket} } }`;
        const template = (await stacks.template('cmapss-lab')).replace(
          /^Resources:$/m,
          `Resources:\n${taken}`,
        );
        const { parameters } = (await stacks.get('cmapss-lab'))!;
        assert.ok(await stacks.update({ name: 'cmapss-lab', template, parameters }));
        await settled(account);
      },
    ));

  it('notes that there is no stack, and names what is missing with it', async () => {
    const { stack = [], resources = [] } = await findingsAfter(async ({ account }) => {
      await account.ports.stacks.delete('cmapss-lab');
      await settled(account);
    });
    assert.deepEqual(
      stack.map(({ level, action }) => [level, action]),
      [['note', 'deploy']],
    );
    assert.match(stack[0]!.what, /There is no stack called cmapss-lab/);
    assert.ok(resources.some(({ what }) => what.includes('calc_rul')));
  });

  it('names what was deleted', () =>
    isFound(
      {
        check: 'stack',
        level: 'problem',
        stage: 'crawlSubmissions',
        what: /^Classifier .* was deleted/,
        fix: /^Tear down the lab resources, then deploy them again/,
      },
      ({ glue }) => glue.send(new DeleteClassifierCommand({ Name: 'cmapss_classify' })),
    ));

  it('finds a delivery stream whose prefix lacks its slash', () =>
    isFound(
      {
        check: 'stream',
        level: 'problem',
        stage: 'crawlSubmissions',
        what: /prefix .* is "streaming_submissions" instead of "streaming_submissions\/"/,
        fix: /with the slash/,
      },
      redirect(() => ({ Prefix: 'streaming_submissions' })),
    ));

  it('finds a delivery stream that delivers into another bucket', () =>
    isFound(
      {
        check: 'stream',
        level: 'problem',
        stage: 'publish',
        what: /delivers to the bucket datalake-curated-datasets-.*, not to datalake-submissions-/,
        fix: /destination of the stream/,
      },
      redirect(({ names }) => ({ BucketARN: `arn:aws:s3:::${names.curatedBucket}` })),
    ));

  it('warns of a delivery stream that keeps lines for long', () =>
    isFound(
      {
        check: 'stream',
        level: 'warning',
        stage: 'publish',
        what: /for up to 600 seconds/,
        fix: /60 seconds/,
      },
      redirect(() => ({ BufferingHints: { IntervalInSeconds: 600, SizeInMBs: 5 } })),
    ));

  it('finds a delivery stream whose folder the job does not read', () =>
    isFound(
      {
        check: 'stream',
        level: 'problem',
        stage: 'crawlSubmissions',
        what: /is "lines\/" instead of "streaming_submissions\/"/,
        fix: /Set the prefix/,
      },
      redirect(() => ({ Prefix: 'lines/' })),
    ));

  it('notes that there is no workflow', () =>
    isFound(
      {
        check: 'workflow',
        level: 'note',
        stage: 'crawlSubmissions',
        what: /There is no Glue workflow called CMapssWorkflow/,
        fix: /Deploy the lab resources/,
      },
      ({ glue }) => glue.send(new DeleteWorkflowCommand({ Name: 'CMapssWorkflow' })),
    ));

  it("warns of two workflows that have a name of the lab's", () =>
    isFound(
      {
        check: 'workflow',
        level: 'warning',
        stage: 'crawlSubmissions',
        what: /CMapssWorkflow, CMapssWorkflow2|CMapssWorkflow2, CMapssWorkflow/,
        fix: /pattern workflow/,
      },
      ({ glue }) => glue.send(new CreateWorkflowCommand({ Name: 'CMapssWorkflow2' })),
      { event: { patterns: { ...defaultPatterns, workflow: ['CMapssWorkflow', 'CMapssWorkflow2'] } } },
    ));

  it('warns of a workflow that nothing starts', async () => {
    const { workflow = [] } = await findingsAfter(async ({ account, glue }) => {
      const [start] = await triggers(account, 'ON_DEMAND');
      await glue.send(new DeleteTriggerCommand({ Name: start }));
    });
    assert.equal(workflow[0]?.level, 'warning');
    assert.match(workflow[0].what, /has no trigger of type ON_DEMAND/);
    assert.match(workflow[0].fix, /Add a trigger of type ON_DEMAND/);
  });

  it("warns of a workflow's trigger that is not activated", () =>
    isFound(
      {
        check: 'workflow',
        level: 'warning',
        stage: 'runEtl',
        what: /The trigger .* of the workflow CMapssWorkflow is DEACTIVATED/,
        fix: /Activate the trigger/,
      },
      async ({ account, glue }) => glue.send(new StopTriggerCommand({ Name: await trigger(account) })),
    ));

  it('warns of a workflow that lacks a step', async () => {
    const { workflow = [] } = await findingsAfter(async ({ account, glue }) => {
      for (const name of await triggers(account)) await glue.send(new DeleteTriggerCommand({ Name: name }));
    });
    assert.match(workflow.map(({ what }) => what).join(), /does not start the job calc_rul/);
  });
});

/** Waits until nobody is at work on the stack. */
const settled = (account: Breaking['account']) =>
  poll(
    account,
    1,
    new AbortController().signal,
    () => account.ports.stacks.get('cmapss-lab'),
    (now) => !now || stackPhase(now.status) !== 'working',
  );

/** Triggers of the lab's workflow: those that wait for what is before them, or the one that starts it. */
async function triggers(
  { ports }: Breaking['account'],
  type: 'CONDITIONAL' | 'ON_DEMAND' = 'CONDITIONAL',
): Promise<string[]> {
  const found = await ports.workflows.get('CMapssWorkflow');
  return found!.graph.nodes.flatMap((node) =>
    node.kind === 'trigger' && node.type === type ? [node.name] : [],
  );
}

const trigger = async (account: Breaking['account']): Promise<string> => (await triggers(account))[0]!;
