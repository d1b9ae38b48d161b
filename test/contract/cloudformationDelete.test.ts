import assert from 'node:assert/strict';
import { createStacks } from '../../src/aws/stacks.ts';
import {
  chain,
  eventsOf,
  refused,
  resourceIn,
  says,
  settled,
  stackAccountOfEach,
  thingsTemplate,
} from '../support/stackAccount.ts';

describe('CloudFormation deleting stacks', () => {
  const account = stackAccountOfEach();

  it('deletes in reverse order, and finds a deleted stack by its ARN', async () => {
    const { client, things } = account;
    const { StackId = '' } = await client.createStack({ StackName: 'chain', TemplateBody: chain });
    await settled(client, 'chain');
    things.steps.length = 0;
    await client.deleteStack({ StackName: 'chain' });
    assert.equal(await settled(client, StackId), 'DELETE_COMPLETE');
    assert.deepEqual(things.steps, ['delete Third', 'delete Second', 'delete First']);
    await assert.rejects(
      client.describeStacks({ StackName: 'chain' }),
      says('Stack with id chain does not exist'),
    );
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: StackId });
    assert.ok(stack?.DeletionTime);
    assert.equal((await eventsOf(client, StackId)).at(-1), 'chain DELETE_COMPLETE');
    const { StackResourceSummaries = [] } = await client.listStackResources({ StackName: StackId });
    assert.deepEqual(
      [...new Set(StackResourceSummaries.map((each) => each.ResourceStatus))],
      ['DELETE_COMPLETE'],
    );
    assert.equal((await client.describeStacks({})).Stacks?.length ?? 0, 0);
    const { StackSummaries = [] } = await client.listStacks({ StackStatusFilter: ['DELETE_COMPLETE'] });
    assert.deepEqual(
      StackSummaries.map((each) => each.StackId),
      [StackId],
    );
    await client.deleteStack({ StackName: 'chain' });
    await client.createStack({ StackName: 'chain', TemplateBody: chain });
    assert.equal(await settled(client, 'chain'), 'CREATE_COMPLETE');
  });

  it('says which resource could not be deleted, keeps what it needs, and lets it be retained', async () => {
    const { client, things } = account;
    const { StackId = '' } = await client.createStack({ StackName: 'chain', TemplateBody: chain });
    await settled(client, 'chain');
    await assert.rejects(
      client.deleteStack({ StackName: 'chain', RetainResources: ['Second'] }),
      says(/only when the stack is in the DELETE_FAILED state/),
    );
    things.failing.set('delete Second', refused);
    await client.deleteStack({ StackName: 'chain' });
    assert.equal(await settled(client, 'chain'), 'DELETE_FAILED');
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: 'chain' });
    assert.equal(stack?.StackStatusReason, 'The following resource(s) failed to delete: [Second].');
    assert.deepEqual([...things.there.keys()], ['first', 'first-and-second']);
    await assert.rejects(
      client.deleteStack({ StackName: 'chain', RetainResources: ['Third'] }),
      says(/Do not specify resources that are in the DELETE_COMPLETE state/),
    );
    await client.deleteStack({ StackName: 'chain', RetainResources: ['Second'] });
    assert.equal(await settled(client, StackId), 'DELETE_COMPLETE');
    assert.deepEqual([...things.there.keys()], ['first-and-second']);
  });

  it('leaves resources whose policy says so', async () => {
    const { client, things } = account;
    const TemplateBody = thingsTemplate({ A: { Name: 'a', DeletionPolicy: 'Retain' }, B: {} });
    const { StackId = '' } = await client.createStack({ StackName: 's', TemplateBody });
    await settled(client, 's');
    await client.deleteStack({ StackName: 's' });
    assert.equal(await settled(client, StackId), 'DELETE_COMPLETE');
    assert.deepEqual([...things.there.keys()], ['a']);
    assert.ok((await eventsOf(client, StackId)).includes('A DELETE_SKIPPED'));
  });

  it('deletes a stack in the middle of its creation', async () => {
    const { client, things } = account;
    things.held.set('create B', new Promise(() => undefined));
    const TemplateBody = thingsTemplate({ A: {}, B: { DependsOn: 'A' } });
    const { StackId = '' } = await client.createStack({ StackName: 's', TemplateBody });
    await resourceIn(client, 's', 'B', 'CREATE_IN_PROGRESS');
    await client.deleteStack({ StackName: 's' });
    assert.equal(await settled(client, StackId), 'DELETE_COMPLETE');
    assert.equal(things.there.size, 0);
    assert.ok((await eventsOf(client, StackId)).includes('B CREATE_FAILED Resource creation cancelled'));
  });

  it('protects a stack from deletion for as long as it is asked to', async () => {
    const { client } = account;
    const { StackId = '' } = await client.createStack({
      StackName: 's',
      TemplateBody: chain,
      EnableTerminationProtection: true,
    });
    await settled(client, 's');
    await assert.rejects(
      client.deleteStack({ StackName: 's' }),
      says('Stack [s] cannot be deleted while TerminationProtection is enabled'),
    );
    assert.equal((await createStacks(client).get('s'))?.isProtected, true);
    await client.updateTerminationProtection({ StackName: 's', EnableTerminationProtection: false });
    await client.deleteStack({ StackName: 's' });
    assert.equal(await settled(client, StackId), 'DELETE_COMPLETE');
  });
});
