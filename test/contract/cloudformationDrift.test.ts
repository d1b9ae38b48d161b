import assert from 'node:assert/strict';
import { createStacks } from '../../src/aws/stacks.ts';
import { says, settled, stackAccountOfEach, thingsTemplate } from '../support/stackAccount.ts';
import { until } from '../support/practiceProcess.ts';

describe('CloudFormation drift', () => {
  const account = stackAccountOfEach();
  beforeEach(async () => {
    await account.client.createStack({
      StackName: 's',
      TemplateBody: thingsTemplate({
        A: { Name: 'a', Settings: { 'a/b': '1', List: [1, 2], Same: true } },
        B: { Name: 'b' },
        C: { Name: 'c' },
      }),
    });
    await settled(account.client, 's');
  });

  const detect = async () => {
    const { client } = account;
    const { StackDriftDetectionId = '' } = await client.detectStackDrift({ StackName: 's' });
    let status = await client.describeStackDriftDetectionStatus({ StackDriftDetectionId });
    await until('the end of the detection', async () => {
      status = await client.describeStackDriftDetectionStatus({ StackDriftDetectionId });
      return status.DetectionStatus !== 'DETECTION_IN_PROGRESS';
    });
    assert.equal(status.DetectionStatus, 'DETECTION_COMPLETE');
    return status;
  };

  it('is none where all is as the template says, however numbers are written', async () => {
    const { client, things } = account;
    const { Stacks: [before] = [] } = await client.describeStacks({ StackName: 's' });
    assert.equal(before?.DriftInformation?.StackDriftStatus, 'NOT_CHECKED');
    things.there.set('b', { Size: '1', Name: 'b', Kind: 'what the template does not set' });
    const { StackDriftStatus, DriftedStackResourceCount } = await detect();
    assert.equal(StackDriftStatus, 'IN_SYNC');
    assert.equal(DriftedStackResourceCount, 0);
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: 's' });
    assert.equal(stack?.DriftInformation?.StackDriftStatus, 'IN_SYNC');
    const { StackResourceDrifts = [] } = await client.describeStackResourceDrifts({ StackName: 's' });
    assert.deepEqual(
      StackResourceDrifts.map((each) => each.StackResourceDriftStatus),
      ['IN_SYNC', 'IN_SYNC', 'IN_SYNC'],
    );
  });

  it('names what was changed, added, taken away and deleted, by its place', async () => {
    const { client, things } = account;
    things.there.set('a', {
      Name: 'a',
      Size: undefined,
      Settings: { 'a/b': '2', List: [1, 2, 3], Same: 'true' },
    });
    things.there.delete('b');
    const { StackDriftStatus, DriftedStackResourceCount } = await detect();
    assert.equal(StackDriftStatus, 'DRIFTED');
    assert.equal(DriftedStackResourceCount, 2);
    const { StackResourceDrifts = [] } = await client.describeStackResourceDrifts({
      StackName: 's',
      StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'],
    });
    assert.deepEqual(
      StackResourceDrifts.map((each) => [each.LogicalResourceId, each.StackResourceDriftStatus]),
      [
        ['A', 'MODIFIED'],
        ['B', 'DELETED'],
      ],
    );
    assert.deepEqual(StackResourceDrifts[0]?.PropertyDifferences, [
      { PropertyPath: '/Size', ExpectedValue: '1', ActualValue: 'null', DifferenceType: 'REMOVE' },
      { PropertyPath: '/Settings/a~1b', ExpectedValue: '1', ActualValue: '2', DifferenceType: 'NOT_EQUAL' },
      { PropertyPath: '/Settings/List/2', ExpectedValue: 'null', ActualValue: '3', DifferenceType: 'ADD' },
    ]);
    const { StackResourceSummaries = [] } = await client.listStackResources({ StackName: 's' });
    assert.deepEqual(
      StackResourceSummaries.map((each) => each.DriftInformation?.StackResourceDriftStatus),
      ['MODIFIED', 'DELETED', 'IN_SYNC'],
    );
  });

  it('and events show no value of a hidden parameter, wherever it stands', async () => {
    const { client, things } = account;
    await client.createStack({
      StackName: 'hidden',
      TemplateBody: thingsTemplate(
        {
          A: {
            Name: 'secretive',
            Label: { 'Fn::Base64': { 'Fn::Sub': 'key=${Key}' } },
            Kind: { 'Fn::Select': [1, { 'Fn::Split': ['-', { Ref: 'Key' }] }] },
            Settings: { Key: { Ref: 'Key' }, Open: 'seen' },
          },
        },
        { Parameters: { Key: { Type: 'String', NoEcho: true } } },
      ),
      Parameters: [{ ParameterKey: 'Key', ParameterValue: 'open-sesame' }],
    });
    await settled(client, 'hidden');
    const label = Buffer.from('key=open-sesame').toString('base64');
    const made = {
      Size: 1,
      Name: 'secretive',
      Kind: 'sesame',
      Settings: { Key: 'open-sesame', Open: 'seen' },
    };
    assert.deepEqual(things.there.get('secretive'), { ...made, Label: label });
    things.there.set('secretive', { ...made, Label: 'other', Settings: { Key: 'open-door', Open: 'seen' } });
    const { StackResourceDrift: drift } = await client.detectStackResourceDrift({
      StackName: 'hidden',
      LogicalResourceId: 'A',
    });
    assert.equal(drift?.StackResourceDriftStatus, 'MODIFIED');
    assert.deepEqual(
      drift.PropertyDifferences?.map((each) => [each.PropertyPath, each.ExpectedValue, each.ActualValue]),
      [
        ['/Label', '****', '****'],
        ['/Settings/Key', '****', '****'],
      ],
    );
    const { StackEvents = [] } = await client.describeStackEvents({ StackName: 'hidden' });
    const event = StackEvents.find(
      (each) => each.ResourceStatus === 'CREATE_COMPLETE' && each.ResourceProperties,
    );
    const starred = Buffer.from('key=****').toString('base64');
    const expected = { Size: 1, Name: 'secretive', Label: starred, Kind: '****' };
    for (const shown of [event?.ResourceProperties, drift.ExpectedProperties]) {
      assert.deepEqual(JSON.parse(shown ?? ''), { ...expected, Settings: { Key: '****', Open: 'seen' } });
    }
    assert.doesNotMatch(JSON.stringify([StackEvents, drift]), new RegExp(`sesame|open-|${label}`));
  });

  it('is looked for once at a time', async () => {
    const { client, things } = account;
    let release: () => void = () => undefined;
    things.held.set('read A', new Promise((resolve) => (release = resolve)));
    const { StackDriftDetectionId } = await client.detectStackDrift({ StackName: 's' });
    const stacks = createStacks(client);
    try {
      await assert.rejects(
        client.detectStackDrift({ StackName: 's' }),
        says(/^Drift detection is already in progress for stack \[arn:aws:cloudformation:.*\]$/),
      );
      assert.equal(await stacks.detectDrift('s'), undefined);
    } finally {
      release();
    }
    await until('the end of the detection', async () => {
      const { DetectionStatus } = await client.describeStackDriftDetectionStatus({ StackDriftDetectionId });
      return DetectionStatus === 'DETECTION_COMPLETE';
    });
    assert.notEqual(await stacks.detectDrift('s'), undefined);
    await assert.rejects(stacks.detectDrift('none'), says('Stack [none] does not exist'));
  });

  it('is looked for in one resource, too', async () => {
    const { client, things } = account;
    things.there.set('c', { Name: 'c', Size: 9 });
    const { StackResourceDrift } = await client.detectStackResourceDrift({
      StackName: 's',
      LogicalResourceId: 'C',
    });
    assert.equal(StackResourceDrift?.StackResourceDriftStatus, 'MODIFIED');
    assert.equal(StackResourceDrift.ActualProperties, '{"Name":"c","Size":9}');
    await assert.rejects(
      client.detectStackResourceDrift({ StackName: 's', LogicalResourceId: 'X' }),
      says('Resource X does not exist for stack s'),
    );
    await assert.rejects(
      client.describeStackDriftDetectionStatus({ StackDriftDetectionId: 'x' }),
      says('Drift detection with id x does not exist'),
    );
    await assert.rejects(client.detectStackDrift({ StackName: 'none' }), says('Stack [none] does not exist'));
  });
});
