import { ChangeSetNotFoundException, InvalidChangeSetStatusException } from '@aws-sdk/client-cloudformation';
import assert from 'node:assert/strict';
import { says, settled, stackAccountOfEach, thingsTemplate } from '../support/stackAccount.ts';

describe('CloudFormation change sets', () => {
  const account = stackAccountOfEach();

  it('make a stack that waits in review until they are executed', async () => {
    const { client, things } = account;
    const { Id: ChangeSetName = '', StackId } = await client.createChangeSet({
      StackName: 's',
      ChangeSetName: 'first',
      ChangeSetType: 'CREATE',
      TemplateBody: thingsTemplate({ A: { Name: 'a' } }),
      Description: 'the first one',
    });
    assert.match(ChangeSetName, /^arn:aws:cloudformation:us-east-1:123456789012:changeSet\/first\//);
    const { Stacks: [review] = [] } = await client.describeStacks({ StackName: 's' });
    assert.equal(review?.StackStatus, 'REVIEW_IN_PROGRESS');
    assert.equal(review.StackId, StackId);
    assert.equal(things.there.size, 0);
    const described = await client.describeChangeSet({ ChangeSetName });
    assert.equal(described.Status, 'CREATE_COMPLETE');
    assert.equal(described.ExecutionStatus, 'AVAILABLE');
    assert.equal(described.Description, 'the first one');
    assert.deepEqual(described.Changes, [
      {
        Type: 'Resource',
        ResourceChange: {
          Action: 'Add',
          LogicalResourceId: 'A',
          ResourceType: 'Test::Lab::Thing',
          Scope: [],
          Details: [],
        },
      },
    ]);
    await client.executeChangeSet({ ChangeSetName });
    assert.equal(await settled(client, 's'), 'CREATE_COMPLETE');
    assert.ok(things.there.has('a'));
    assert.equal((await client.describeChangeSet({ ChangeSetName })).ExecutionStatus, 'EXECUTE_COMPLETE');
    await assert.rejects(client.executeChangeSet({ ChangeSetName }), (error) => {
      assert.ok(error instanceof InvalidChangeSetStatusException);
      assert.match(error.message, /cannot be executed in its current status of \[EXECUTE_COMPLETE\]/);
      return true;
    });
  });

  it('tell what they would add, change, replace and remove, and do it', async () => {
    const { client, things } = account;
    await client.createStack({
      StackName: 's',
      TemplateBody: thingsTemplate({ A: { Name: 'a' }, B: { Kind: 'x' }, C: { Label: { Ref: 'B' } }, D: {} }),
    });
    await settled(client, 's');
    const TemplateBody = thingsTemplate({
      A: { Name: 'a', Size: 2 },
      B: { Kind: 'y' },
      C: { Label: { Ref: 'B' } },
      E: {},
    });
    const change = (ChangeSetName: string) =>
      client.createChangeSet({ StackName: 's', ChangeSetName, TemplateBody });
    await change('one');
    await change('two');
    await assert.rejects(change('two'), says(/ChangeSet two cannot be created/, 'AlreadyExistsException'));
    const { Changes = [] } = await client.describeChangeSet({ StackName: 's', ChangeSetName: 'one' });
    assert.deepEqual(
      Changes.map(({ ResourceChange: each }) => [each?.Action, each?.LogicalResourceId, each?.Replacement]),
      [
        ['Modify', 'A', 'False'],
        ['Modify', 'B', 'True'],
        ['Modify', 'C', 'False'],
        ['Add', 'E', undefined],
        ['Remove', 'D', undefined],
      ],
    );
    assert.deepEqual(
      Changes[1]?.ResourceChange?.Details?.map(({ Target }) => [Target?.Name, Target?.RequiresRecreation]),
      [['Kind', 'Always']],
    );
    assert.equal(things.there.get('a')?.['Size'], 1, 'nothing is changed yet');
    const { Summaries = [] } = await client.listChangeSets({ StackName: 's' });
    assert.deepEqual(
      Summaries.map(({ ChangeSetName }) => ChangeSetName),
      ['one', 'two'],
    );
    const { TemplateBody: kept } = await client.getTemplate({ StackName: 's', ChangeSetName: 'one' });
    assert.equal(kept, TemplateBody);
    await client.executeChangeSet({ StackName: 's', ChangeSetName: 'one' });
    assert.equal(await settled(client, 's'), 'UPDATE_COMPLETE');
    assert.equal(things.there.get('a')?.['Size'], 2);
    await assert.rejects(
      client.describeChangeSet({ StackName: 's', ChangeSetName: 'two' }),
      (error) => error instanceof ChangeSetNotFoundException,
      'the stack is not any more what it was worked out for',
    );
  });

  it('tell of a name that is taken away, and of pieces of an address that is not known yet', async () => {
    const { client, things } = account;
    await client.createStack({
      StackName: 's',
      TemplateBody: thingsTemplate({ A: { Name: 'a' }, B: { Name: 'b' } }),
    });
    await settled(client, 's');
    const host = { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['A', 'Address'] }] }] };
    const TemplateBody = thingsTemplate({ A: {}, B: { Name: 'b', Label: host } });
    await client.createChangeSet({ StackName: 's', ChangeSetName: 'c', TemplateBody });
    const { Changes = [] } = await client.describeChangeSet({ StackName: 's', ChangeSetName: 'c' });
    assert.deepEqual(
      Changes.map(({ ResourceChange: each }) => [each?.Action, each?.LogicalResourceId, each?.Replacement]),
      [
        ['Modify', 'A', 'True'],
        ['Modify', 'B', 'False'],
      ],
    );
    await client.executeChangeSet({ StackName: 's', ChangeSetName: 'c' });
    assert.equal(await settled(client, 's'), 'UPDATE_COMPLETE');
    assert.match(String(things.there.get('b')?.['Label']), /^s-a-[a-z0-9]{12}$/);
  });

  it('are planned, as updates are, where somebody has deleted what others refer to', async () => {
    const { client, things } = account;
    const template = (Size: number) =>
      thingsTemplate({ A: { Name: 'a' }, B: { Size, Label: { 'Fn::GetAtt': ['A', 'Address'] } } });
    await client.createStack({ StackName: 's', TemplateBody: template(1) });
    await settled(client, 's');
    things.there.delete('a');
    await assert.rejects(
      client.updateStack({ StackName: 's', TemplateBody: template(1) }),
      says('No updates are to be performed.'),
    );
    await client.createChangeSet({ StackName: 's', ChangeSetName: 'c', TemplateBody: template(2) });
    const { Changes = [] } = await client.describeChangeSet({ StackName: 's', ChangeSetName: 'c' });
    assert.deepEqual(
      Changes.map(({ ResourceChange: each }) => [each?.Action, each?.LogicalResourceId]),
      [['Modify', 'B']],
    );
  });

  it('are obsolete once the stack was changed without them', async () => {
    const { client } = account;
    const change = (Size: number) => ({ StackName: 's', TemplateBody: thingsTemplate({ A: { Size } }) });
    await client.createStack(change(1));
    await settled(client, 's');
    await client.createChangeSet({ ...change(2), ChangeSetName: 'c' });
    await client.updateStack(change(3));
    assert.equal(await settled(client, 's'), 'UPDATE_COMPLETE');
    const { ExecutionStatus } = await client.describeChangeSet({ StackName: 's', ChangeSetName: 'c' });
    assert.equal(ExecutionStatus, 'OBSOLETE');
    await assert.rejects(
      client.executeChangeSet({ StackName: 's', ChangeSetName: 'c' }),
      says(/in its current status of \[OBSOLETE\]/, 'InvalidChangeSetStatusException'),
    );
  });

  it('make one stack of a name, however many ask at once', async () => {
    const { client, objects } = account;
    objects().createBucket('templates');
    await objects().put('templates', 't.json', thingsTemplate({ A: {} }));
    const TemplateURL = 'https://s3.amazonaws.com/templates/t.json';
    const asked = await Promise.all(
      ['one', 'two', 'three'].map((ChangeSetName) =>
        client.createChangeSet({ StackName: 's', ChangeSetName, ChangeSetType: 'CREATE', TemplateURL }),
      ),
    );
    assert.equal(new Set(asked.map(({ StackId }) => StackId)).size, 1);
    const { Stacks = [] } = await client.describeStacks({});
    assert.equal(Stacks.length, 1);
  });

  it('leave their name to the next one once they are executed', async () => {
    const { client, things } = account;
    const change = async (Size: number) => {
      const { Id = '' } = await client.createChangeSet({
        StackName: 's',
        ChangeSetName: 'deploy',
        ChangeSetType: Size === 1 ? 'CREATE' : 'UPDATE',
        TemplateBody: thingsTemplate({ A: { Name: 'a', Size } }),
      });
      await client.executeChangeSet({ StackName: 's', ChangeSetName: 'deploy' });
      await settled(client, 's');
      return Id;
    };
    const first = await change(1);
    const second = await change(2);
    assert.equal(things.there.get('a')?.['Size'], 2);
    const { ChangeSetId } = await client.describeChangeSet({ StackName: 's', ChangeSetName: 'deploy' });
    assert.equal(ChangeSetId, second);
    await assert.rejects(
      client.describeChangeSet({ ChangeSetName: first }),
      (error) => error instanceof ChangeSetNotFoundException,
    );
  });

  it('that are not there may be deleted, of a stack that is', async () => {
    const { client } = account;
    await client.createStack({ StackName: 's', TemplateBody: thingsTemplate({ A: {} }) });
    await client.deleteChangeSet({ StackName: 's', ChangeSetName: 'none' });
    await assert.rejects(
      client.deleteChangeSet({ StackName: 'none', ChangeSetName: 'none' }),
      says('Stack [none] does not exist'),
    );
  });

  it('fail where nothing would change, and cannot be executed then', async () => {
    const { client } = account;
    const TemplateBody = thingsTemplate({ A: {} });
    await client.createStack({ StackName: 's', TemplateBody });
    await settled(client, 's');
    await client.createChangeSet({ StackName: 's', ChangeSetName: 'same', TemplateBody });
    const { Status, StatusReason, ExecutionStatus } = await client.describeChangeSet({
      StackName: 's',
      ChangeSetName: 'same',
    });
    assert.equal(Status, 'FAILED');
    assert.equal(ExecutionStatus, 'UNAVAILABLE');
    assert.match(StatusReason ?? '', /^The submitted information didn't contain changes\./);
    await assert.rejects(
      client.executeChangeSet({ StackName: 's', ChangeSetName: 'same' }),
      (error) => error instanceof InvalidChangeSetStatusException,
    );
    await client.deleteChangeSet({ StackName: 's', ChangeSetName: 'same' });
    await assert.rejects(
      client.describeChangeSet({ StackName: 's', ChangeSetName: 'same' }),
      (error) => error instanceof ChangeSetNotFoundException,
    );
  });

  it('are refused for stacks that are not there, or there already', async () => {
    const { client } = account;
    const TemplateBody = thingsTemplate({ A: {} });
    const create = (rest: object) =>
      client.createChangeSet({ StackName: 's', ChangeSetName: 'c', TemplateBody, ...rest });
    await assert.rejects(create({}), says('Stack [s] does not exist'));
    await client.createStack({ StackName: 's', TemplateBody });
    await settled(client, 's');
    await assert.rejects(
      create({ ChangeSetType: 'CREATE' }),
      says('Stack [s] already exists and cannot be created again with the changeSet [c].'),
    );
    await assert.rejects(create({ ChangeSetType: 'IMPORT' }), says(/imports no resources/));
    await assert.rejects(create({ ChangeSetName: '?' }), says(/at 'changeSetName'/));
    await assert.rejects(create({ IncludeNestedStacks: true }), says(/does not do IncludeNestedStacks/));
    await assert.rejects(
      client.describeChangeSet({ ChangeSetName: 'c' }),
      says(/StackName must be specified/),
    );
  });
});
