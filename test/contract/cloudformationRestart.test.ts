import assert from 'node:assert/strict';
import {
  chain,
  eventsOf,
  resourceIn,
  settled,
  stackAccountOfEach,
  thingsTemplate,
} from '../support/stackAccount.ts';

const never = new Promise<void>(() => undefined);

describe('CloudFormation after the end of its process', () => {
  const account = stackAccountOfEach();

  it('goes on with a creation where it was, under the id that it had decided', async () => {
    const { client, things } = account;
    things.held.set('create Second', never);
    const { StackId = '' } = await client.createStack({ StackName: 'chain', TemplateBody: chain });
    await resourceIn(client, 'chain', 'First', 'CREATE_COMPLETE');
    await resourceIn(client, 'chain', 'Second', 'CREATE_IN_PROGRESS');
    // Made, but the process went before it could note it.
    things.there.set('first-and-second', { Size: 1 });
    things.held.clear();
    await account.restart();
    assert.equal(await settled(client, 'chain'), 'CREATE_COMPLETE');
    assert.deepEqual(things.steps, ['create First', 'create Second', 'create Third']);
    const events = await eventsOf(client, StackId);
    assert.equal(new Set(events).size, events.length, 'nothing is told twice');
  });

  it('goes on with an update, its replacements and its clean-up', async () => {
    const { client, things } = account;
    await client.createStack({
      StackName: 's',
      TemplateBody: thingsTemplate({ A: { Kind: 'x' }, B: { Name: 'b' } }),
    });
    await settled(client, 's');
    things.held.set('create A', never);
    await client.updateStack({ StackName: 's', TemplateBody: thingsTemplate({ A: { Kind: 'y' } }) });
    await resourceIn(client, 's', 'A', 'UPDATE_IN_PROGRESS');
    things.held.clear();
    things.held.set('delete B', never);
    await account.restart();
    await resourceIn(client, 's', 'A', 'UPDATE_COMPLETE');
    things.held.clear();
    await account.restart();
    assert.equal(await settled(client, 's'), 'UPDATE_COMPLETE');
    assert.deepEqual(
      [...things.there.values()].map(({ Kind }) => Kind),
      ['y'],
    );
  });

  it('goes on with a rollback and with a deletion', async () => {
    const { client, things } = account;
    things.failing.set('create B', new Error('no'));
    things.held.set('delete A', never);
    const TemplateBody = thingsTemplate({ A: {}, B: { DependsOn: 'A' } });
    const { StackId = '' } = await client.createStack({ StackName: 's', TemplateBody });
    await resourceIn(client, 's', 'A', 'DELETE_IN_PROGRESS');
    things.held.clear();
    await account.restart();
    assert.equal(await settled(client, 's'), 'ROLLBACK_COMPLETE');
    assert.equal(things.there.size, 0);
    things.failing.clear();
    await client.deleteStack({ StackName: 's' });
    assert.equal(await settled(client, StackId), 'DELETE_COMPLETE');
    const again = await client.createStack({ StackName: 's', TemplateBody });
    await settled(client, 's');
    things.held.set('delete A', never);
    await client.deleteStack({ StackName: 's' });
    await resourceIn(client, 's', 'A', 'DELETE_IN_PROGRESS');
    things.held.clear();
    await account.restart();
    assert.equal(await settled(client, again.StackId ?? ''), 'DELETE_COMPLETE');
    assert.equal(things.there.size, 0);
  });

  it('finds its stacks, change sets and events again', async () => {
    const { client } = account;
    await client.createStack({ StackName: 'chain', TemplateBody: chain });
    await settled(client, 'chain');
    await client.createChangeSet({
      StackName: 'chain',
      ChangeSetName: 'c',
      TemplateBody: thingsTemplate({ A: {} }),
    });
    const events = await eventsOf(client, 'chain');
    await account.restart();
    assert.deepEqual(await eventsOf(client, 'chain'), events);
    const { ExecutionStatus } = await client.describeChangeSet({ StackName: 'chain', ChangeSetName: 'c' });
    assert.equal(ExecutionStatus, 'AVAILABLE');
    await client.executeChangeSet({ StackName: 'chain', ChangeSetName: 'c' });
    assert.equal(await settled(client, 'chain'), 'UPDATE_COMPLETE');
  });
});
