import { UpdateDestinationCommand, DescribeDeliveryStreamCommand } from '@aws-sdk/client-firehose';
import { DeleteTriggerCommand, StopTriggerCommand, DeleteClassifierCommand } from '@aws-sdk/client-glue';
import { strict as assert } from 'node:assert';
import { poll } from '../../src/lab/follow/poll.ts';
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
        const isOver = (status: string | undefined) => status !== 'DELETE_IN_PROGRESS';
        const look = () => stacks.get('cmapss-lab');
        await poll(account, 1, new AbortController().signal, look, (now) => isOver(now?.status));
      },
    ));

  it('names what was deleted', () =>
    isFound(
      {
        check: 'stack',
        level: 'problem',
        stage: 'crawlSubmissions',
        what: /^Classifier .* was deleted/,
        fix: /deploy it again/,
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

/** The triggers of the lab's workflow that wait for what is before them. */
async function triggers({ ports }: Breaking['account']): Promise<string[]> {
  const found = await ports.workflows.get('CMapssWorkflow');
  return found!.graph.nodes.flatMap((node) =>
    node.kind === 'trigger' && node.type === 'CONDITIONAL' ? [node.name] : [],
  );
}

const trigger = async (account: Breaking['account']): Promise<string> => (await triggers(account))[0]!;
