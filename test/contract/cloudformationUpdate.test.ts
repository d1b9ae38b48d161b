import { TokenAlreadyExistsException } from '@aws-sdk/client-cloudformation';
import assert from 'node:assert/strict';
import {
  eventsOf,
  refused,
  resourceIn,
  says,
  settled,
  stackAccountOfEach,
  thingsTemplate,
} from '../support/stackAccount.ts';

describe('CloudFormation updating stacks', () => {
  const account = stackAccountOfEach();

  const create = async (TemplateBody: string, rest: object = {}) => {
    await account.client.createStack({ StackName: 's', TemplateBody, ...rest });
    assert.equal(await settled(account.client, 's'), 'CREATE_COMPLETE');
    account.things.steps.length = 0;
  };
  const update = async (TemplateBody: string, rest: object = {}) => {
    await account.client.updateStack({ StackName: 's', TemplateBody, ...rest });
    return settled(account.client, 's');
  };
  const eventsAfterCreation = async () => {
    const events = await eventsOf(account.client, 's');
    return events.slice(events.indexOf('s CREATE_COMPLETE') + 1);
  };

  it('deletes what it made to keep from then on, when it is rolled back, and keeps what an update only removes', async () => {
    const { things } = account;
    const kept = { Name: 'kept', DeletionPolicy: 'RetainExceptOnCreate' };
    const bad = { Name: 'bad', DependsOn: 'B' };
    await create(thingsTemplate({ A: { Name: 'a' } }));
    things.failing.set('create C', refused);
    assert.equal(
      await update(thingsTemplate({ A: { Name: 'a' }, B: kept, C: bad })),
      'UPDATE_ROLLBACK_COMPLETE',
    );
    assert.deepEqual([...things.there.keys()], ['a']);
    assert.equal(await update(thingsTemplate({ A: { Name: 'a' }, B: kept })), 'UPDATE_COMPLETE');
    assert.equal(await update(thingsTemplate({ A: { Name: 'a' } })), 'UPDATE_COMPLETE');
    assert.deepEqual([...things.there.keys()], ['a', 'kept']);
  });

  it('changes in place, adds, and removes at the end', async () => {
    const { client, things } = account;
    await create(thingsTemplate({ A: { Name: 'a' }, B: { Name: 'b' } }));
    assert.equal(
      await update(thingsTemplate({ A: { Name: 'a', Size: 2 }, C: { Name: 'c' } })),
      'UPDATE_COMPLETE',
    );
    assert.deepEqual(Object.fromEntries(things.there), {
      a: { Size: 2, Name: 'a' },
      c: { Size: 1, Name: 'c' },
    });
    const events = await eventsAfterCreation();
    assert.equal(events[0], 's UPDATE_IN_PROGRESS User Initiated');
    assert.deepEqual(
      events.filter((line) => line.startsWith('A ')),
      ['A UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE'],
    );
    assert.deepEqual(events.slice(-4), [
      's UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'B DELETE_IN_PROGRESS',
      'B DELETE_COMPLETE',
      's UPDATE_COMPLETE',
    ]);
    const { StackResources = [] } = await client.describeStackResources({ StackName: 's' });
    assert.deepEqual(
      StackResources.map((each) => each.LogicalResourceId),
      ['A', 'C'],
    );
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: 's' });
    assert.ok(stack?.LastUpdatedTime);
  });

  it('replaces where a property asks for it, changes what stood on the old one, then deletes it', async () => {
    const { client, things } = account;
    const template = (Kind: string) => thingsTemplate({ A: { Kind }, B: { Name: 'b', Label: { Ref: 'A' } } });
    await create(template('x'));
    const before = await resourceIn(client, 's', 'A', 'CREATE_COMPLETE');
    assert.equal(await update(template('y')), 'UPDATE_COMPLETE');
    const after = await resourceIn(client, 's', 'A', 'UPDATE_COMPLETE');
    assert.notEqual(after.PhysicalResourceId, before.PhysicalResourceId);
    assert.deepEqual([...things.there.keys()].sort(), ['b', after.PhysicalResourceId].sort());
    assert.equal(things.there.get('b')?.['Label'], after.PhysicalResourceId);
    assert.deepEqual(things.steps, ['create A', 'update B', 'delete A']);
    const events = await eventsAfterCreation();
    assert.deepEqual(
      events.filter((line) => line.startsWith('A ')),
      [
        'A UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
        'A UPDATE_IN_PROGRESS Resource creation Initiated',
        'A UPDATE_COMPLETE',
        'A DELETE_IN_PROGRESS',
        'A DELETE_COMPLETE',
      ],
    );
    const { StackEvents = [] } = await client.describeStackEvents({ StackName: 's' });
    const deleted = StackEvents.find((each) => each.ResourceStatus === 'DELETE_COMPLETE');
    assert.equal(deleted?.PhysicalResourceId, before.PhysicalResourceId);
  });

  it('rolls a failed update back to what the stack was: changed, replaced and added', async () => {
    const { client, things } = account;
    await create(
      thingsTemplate(
        { A: { Name: 'a' }, B: { Kind: 'x' }, C: { Name: 'c' } },
        { Outputs: { O: { Value: 'old' } } },
      ),
    );
    const before = Object.fromEntries(things.there);
    const { PhysicalResourceId: b } = await resourceIn(client, 's', 'B', 'CREATE_COMPLETE');
    things.failing.set('create Bad', refused);
    const next = thingsTemplate(
      { A: { Name: 'a', Size: 2 }, B: { Kind: 'y' }, New: {}, Bad: { DependsOn: ['A', 'B', 'New'] } },
      { Outputs: { O: { Value: 'new' } } },
    );
    assert.equal(await update(next), 'UPDATE_ROLLBACK_COMPLETE');
    assert.deepEqual(Object.fromEntries(things.there), before);
    const events = await eventsAfterCreation();
    assert.ok(
      events.includes('s UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad].'),
      events.join('\n'),
    );
    const after = events.slice(events.findIndex((line) => line.includes('UPDATE_ROLLBACK_IN_PROGRESS')) + 1);
    assert.deepEqual(
      after.filter((line) => line.startsWith('A ')),
      ['A UPDATE_IN_PROGRESS', 'A UPDATE_COMPLETE'],
    );
    const place = after.indexOf('s UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    assert.ok(place > 0);
    assert.deepEqual(
      after
        .slice(place + 1)
        .filter((line) => line.includes('DELETE_COMPLETE'))
        .sort(),
      ['B DELETE_COMPLETE', 'Bad DELETE_COMPLETE', 'New DELETE_COMPLETE'],
    );
    assert.equal((await resourceIn(client, 's', 'B', 'UPDATE_COMPLETE')).PhysicalResourceId, b);
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: 's' });
    assert.equal(stack?.Outputs?.[0]?.OutputValue, 'old');
    const { TemplateBody = '' } = await client.getTemplate({ StackName: 's' });
    assert.ok(TemplateBody.includes('"C"'));
    things.failing.clear();
    assert.equal(await update(next), 'UPDATE_COMPLETE');
    assert.equal(things.there.has('c'), false);
  });

  it('leaves a failed update where it stands when asked to, and tries it again or takes it back', async () => {
    const { client, things } = account;
    await create(thingsTemplate({ A: { Name: 'a' } }));
    things.failing.set('create B', refused);
    const next = thingsTemplate({ A: { Name: 'a', Size: 2 }, B: { Name: 'b', DependsOn: 'A' } });
    assert.equal(await update(next, { DisableRollback: true }), 'UPDATE_FAILED');
    assert.equal(things.there.get('a')?.['Size'], 2);
    await client.rollbackStack({ StackName: 's' });
    assert.equal(await settled(client, 's'), 'UPDATE_ROLLBACK_COMPLETE');
    assert.deepEqual(Object.fromEntries(things.there), { a: { Size: 1, Name: 'a' } });
    assert.equal(await update(next, { DisableRollback: true }), 'UPDATE_FAILED');
    things.failing.clear();
    assert.equal(await update(next), 'UPDATE_COMPLETE');
    assert.deepEqual([...things.there.keys()], ['a', 'b']);
  });

  it('goes on with a rollback that failed, or skips what stands in its way', async () => {
    const { client, things } = account;
    await create(thingsTemplate({ A: { Name: 'a' } }));
    const failRollback = async () => {
      let release: () => void = () => undefined;
      things.held.set('create B', new Promise((resolve) => (release = resolve)));
      things.failing.set('create B', refused);
      const TemplateBody = thingsTemplate({ A: { Name: 'a', Size: 2 }, B: { DependsOn: 'A' } });
      await client.updateStack({ StackName: 's', TemplateBody });
      await resourceIn(client, 's', 'B', 'CREATE_IN_PROGRESS');
      things.failing.set('update A', refused);
      release();
      assert.equal(await settled(client, 's'), 'UPDATE_ROLLBACK_FAILED');
      things.failing.clear();
      things.held.clear();
    };
    await failRollback();
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: 's' });
    assert.match(stack?.StackStatusReason ?? '', /failed to update: \[A\]/);
    await assert.rejects(
      client.updateStack({ StackName: 's', TemplateBody: thingsTemplate({ A: {} }) }),
      says(/is in UPDATE_ROLLBACK_FAILED state and can not be updated/),
    );
    await client.continueUpdateRollback({ StackName: 's' });
    assert.equal(await settled(client, 's'), 'UPDATE_ROLLBACK_COMPLETE');
    assert.deepEqual(Object.fromEntries(things.there), { a: { Size: 1, Name: 'a' } });
    await failRollback();
    await assert.rejects(
      client.continueUpdateRollback({ StackName: 's', ResourcesToSkip: ['B'] }),
      says(/not in UPDATE_FAILED state: \[B\]/),
    );
    await client.continueUpdateRollback({ StackName: 's', ResourcesToSkip: ['A'] });
    assert.equal(await settled(client, 's'), 'UPDATE_ROLLBACK_COMPLETE');
    assert.deepEqual(Object.fromEntries(things.there), { a: { Size: 2, Name: 'a' } }, 'A stays as it is');
    await assert.rejects(
      client.continueUpdateRollback({ StackName: 's' }),
      says(/is in UPDATE_ROLLBACK_COMPLETE state and can not continue rolling back an update/),
    );
  });

  it('cancels an update that is under way', async () => {
    const { client, things } = account;
    await create(thingsTemplate({ A: { Name: 'a' } }));
    things.held.set('update A', new Promise(() => undefined));
    await client.updateStack({ StackName: 's', TemplateBody: thingsTemplate({ A: { Name: 'a', Size: 2 } }) });
    await resourceIn(client, 's', 'A', 'UPDATE_IN_PROGRESS');
    await assert.rejects(
      client.deleteStack({ StackName: 's' }),
      says(/cannot be deleted while in status UPDATE_IN_PROGRESS/),
    );
    await assert.rejects(
      client.updateStack({ StackName: 's', TemplateBody: thingsTemplate({ A: {} }) }),
      says(/is in UPDATE_IN_PROGRESS state and can not be updated/),
    );
    things.held.clear();
    await client.cancelUpdateStack({ StackName: 's', ClientRequestToken: 'cancel' });
    assert.equal(await settled(client, 's'), 'UPDATE_ROLLBACK_COMPLETE');
    const { StackEvents = [] } = await client.describeStackEvents({ StackName: 's' });
    const cancelling = StackEvents.find((each) => each.ResourceStatus === 'UPDATE_ROLLBACK_IN_PROGRESS');
    assert.equal(cancelling?.ClientRequestToken, 'cancel');
    assert.ok((await eventsAfterCreation()).includes('A UPDATE_FAILED Resource update cancelled'));
    assert.equal(things.there.get('a')?.['Size'], 1);
    await assert.rejects(
      client.cancelUpdateStack({ StackName: 's' }),
      says('CancelUpdateStack cannot be called from current stack status'),
    );
  });

  it('says when there is nothing to update, and when there is no stack', async () => {
    const { client } = account;
    const template = (value: string) => thingsTemplate({ A: {} }, { Outputs: { O: { Value: value } } });
    await create(template('1'));
    await assert.rejects(update(template('1')), says('No updates are to be performed.'));
    await assert.rejects(
      client.updateStack({ StackName: 's', UsePreviousTemplate: true }),
      says('No updates are to be performed.'),
    );
    assert.equal(await update(template('2')), 'UPDATE_COMPLETE');
    assert.equal(await update(template('2'), { Tags: [{ Key: 'k', Value: 'v' }] }), 'UPDATE_COMPLETE');
    await assert.rejects(
      client.updateStack({ StackName: 'none', TemplateBody: template('1') }),
      says('Stack [none] does not exist'),
    );
  });

  it('takes a request that is repeated with its token for one, and another one with that token for none', async () => {
    const { client, things } = account;
    const once = { ClientRequestToken: 'once' };
    const template = (Size: number) => thingsTemplate({ A: { Name: 'a', Size } });
    const isTaken = (error: unknown) => error instanceof TokenAlreadyExistsException;
    await create(template(1), once);
    await assert.rejects(update(template(1), once), isTaken, 'the token is of the creation');
    await assert.rejects(update(template(2), once), isTaken);
    const twice = { ClientRequestToken: 'twice' };
    const { StackId } = await client.updateStack({ StackName: 's', TemplateBody: template(2), ...twice });
    const again = await client.updateStack({ StackName: 's', TemplateBody: template(2), ...twice });
    assert.equal(again.StackId, StackId);
    assert.equal(await settled(client, 's'), 'UPDATE_COMPLETE');
    await assert.rejects(update(template(3), twice), isTaken);
    assert.equal(things.there.get('a')?.['Size'], 2);
  });

  it('takes a parameter’s last value where it is asked to, else its default', async () => {
    const { client } = account;
    const template = thingsTemplate(
      { A: { Size: { Ref: 'Size' }, Label: { Ref: 'Label' } } },
      { Parameters: { Size: { Type: 'Number' }, Label: { Type: 'String', Default: 'd' } } },
    );
    await create(template, { Parameters: [{ ParameterKey: 'Size', ParameterValue: '4' }] });
    await update(template, {
      Parameters: [
        { ParameterKey: 'Size', UsePreviousValue: true },
        { ParameterKey: 'Label', ParameterValue: 'l' },
      ],
    });
    const { Stacks: [stack] = [] } = await client.describeStacks({ StackName: 's' });
    assert.deepEqual(stack?.Parameters, [
      { ParameterKey: 'Size', ParameterValue: '4' },
      { ParameterKey: 'Label', ParameterValue: 'l' },
    ]);
    await assert.rejects(update(template), says('Parameters: [Size] must have values'));
  });

  it('does not replace a thing by one of the same name', async () => {
    await create(thingsTemplate({ A: { Name: 'a', Kind: 'x' } }));
    assert.equal(await update(thingsTemplate({ A: { Name: 'a', Kind: 'y' } })), 'UPDATE_ROLLBACK_COMPLETE');
    assert.ok(
      (await eventsAfterCreation()).includes(
        'A UPDATE_FAILED CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename a and update the stack again.',
      ),
    );
    assert.equal(account.things.there.get('a')?.['Kind'], 'x');
  });
});
