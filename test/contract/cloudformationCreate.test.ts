import { AlreadyExistsException, TokenAlreadyExistsException } from '@aws-sdk/client-cloudformation';
import assert from 'node:assert/strict';
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
import { until } from '../support/practiceProcess.ts';

describe('CloudFormation making stacks', () => {
  const account = stackAccountOfEach();

  it('makes resources in the order in which they need one another, and tells of it as AWS does', async () => {
    const { client, things } = account;
    const { StackId = '' } = await client.createStack({ StackName: 'chain', TemplateBody: chain });
    assert.match(StackId, /^arn:aws:cloudformation:us-east-1:123456789012:stack\/chain\/[0-9a-f-]{36}$/);
    assert.equal(await settled(client, 'chain'), 'CREATE_COMPLETE');
    assert.deepEqual(things.steps, ['create First', 'create Second', 'create Third']);
    assert.deepEqual(things.there.get('first-and-second'), { Size: 1, Name: 'first-and-second' });
    assert.deepEqual(await eventsOf(client, StackId), [
      'chain CREATE_IN_PROGRESS User Initiated',
      ...['First', 'Second', 'Third'].flatMap((name) => [
        `${name} CREATE_IN_PROGRESS`,
        `${name} CREATE_IN_PROGRESS Resource creation Initiated`,
        `${name} CREATE_COMPLETE`,
      ]),
      'chain CREATE_COMPLETE',
    ]);
    const third = await resourceIn(client, 'chain', 'Third', 'CREATE_COMPLETE');
    assert.match(third.PhysicalResourceId ?? '', /^chain-third-[a-z0-9]{12}$/);
    assert.deepEqual(things.there.get(third.PhysicalResourceId ?? ''), {
      Size: 1,
      Label: 'thing://first-and-second',
    });
    const { StackEvents = [] } = await client.describeStackEvents({ StackName: 'chain' });
    assert.equal(StackEvents.at(-2)?.PhysicalResourceId, '', 'nothing is known of it at first');
    assert.equal(new Set(StackEvents.map(({ EventId }) => EventId)).size, StackEvents.length);
  });

  it('rolls a failed creation back, names what failed and what was cancelled, and lets it be deleted only', async () => {
    const { client, things } = account;
    things.failing.set('create Bad', refused);
    things.held.set('create Slow', new Promise(() => undefined));
    await client.createStack({
      StackName: 'broken',
      TemplateBody: thingsTemplate({
        Good: {},
        Slow: {},
        Bad: { DependsOn: 'Good' },
        Never: { DependsOn: 'Bad' },
      }),
    });
    assert.equal(await settled(client, 'broken'), 'ROLLBACK_COMPLETE');
    const events = await eventsOf(client, 'broken');
    const failure = events.find((line) => line.startsWith('Bad CREATE_FAILED')) ?? '';
    assert.match(
      failure,
      /^Bad CREATE_FAILED Resource handler returned message: "No more things\. \(Service: Lab, Status Code: 400, Request ID: .*\)" \(RequestToken: .*, HandlerErrorCode: ServiceLimitExceeded\)$/,
    );
    assert.ok(events.includes('Slow CREATE_FAILED Resource creation cancelled'));
    assert.ok(
      events.includes(
        'broken ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Slow, Bad]. Rollback requested by user.',
      ),
      events.join('\n'),
    );
    assert.ok(events.includes('Good DELETE_COMPLETE'));
    assert.ok(!events.some((line) => line.startsWith('Never')));
    assert.equal(things.there.size, 0);
    await assert.rejects(
      client.updateStack({ StackName: 'broken', TemplateBody: chain }),
      says(/^Stack:arn:.* is in ROLLBACK_COMPLETE state and can not be updated\.$/),
    );
    await client.deleteStack({ StackName: 'broken' });
    await assert.rejects(settled(client, 'broken'), says('Stack with id broken does not exist'));
  });

  it('leaves a failed creation as it is, or deletes it, when asked to', async () => {
    const { client, things } = account;
    things.failing.set('create Bad', refused);
    const TemplateBody = thingsTemplate({ Good: {}, Bad: { DependsOn: 'Good' } });
    await client.createStack({ StackName: 'left', TemplateBody, DisableRollback: true });
    assert.equal(await settled(client, 'left'), 'CREATE_FAILED');
    assert.equal(things.there.size, 1);
    await assert.rejects(
      client.rollbackStack({ StackName: 'left', RetainExceptOnCreate: true }),
      says(/does not do RetainExceptOnCreate of RollbackStack/),
    );
    await client.rollbackStack({ StackName: 'left' });
    assert.equal(await settled(client, 'left'), 'ROLLBACK_COMPLETE');
    assert.equal(things.there.size, 0);
    const { StackId = '' } = await client.createStack({
      StackName: 'gone',
      TemplateBody,
      OnFailure: 'DELETE',
    });
    assert.equal(await settled(client, StackId), 'DELETE_COMPLETE');
    assert.equal(things.there.size, 0);
    await assert.rejects(
      client.createStack({ StackName: 'both', TemplateBody, OnFailure: 'DELETE', DisableRollback: true }),
      says('You cannot specify both DisableRollback and OnFailure.'),
    );
  });

  it('never takes for its own, nor deletes, what was there before', async () => {
    const { client, things } = account;
    things.there.set('taken', { Size: 7 });
    await client.createStack({ StackName: 's', TemplateBody: thingsTemplate({ A: { Name: 'taken' } }) });
    assert.equal(await settled(client, 's'), 'ROLLBACK_COMPLETE');
    assert.deepEqual(things.there.get('taken'), { Size: 7 });
    assert.match(
      (await eventsOf(client, 's')).join('\n'),
      /A CREATE_FAILED .*"Resource of type 'Test::Lab::Thing' with identifier 'taken' already exists\."/,
    );
  });

  it('gives one name to one of the resources that ask for it at once, of one stack or of two', async () => {
    const { client, things } = account;
    const one = { A: { Name: 'same' }, B: { Name: 'same' } };
    await client.createStack({ StackName: 'one', TemplateBody: thingsTemplate(one) });
    assert.equal(await settled(client, 'one'), 'ROLLBACK_COMPLETE');
    const failed = (await eventsOf(client, 'one')).filter((line) => line.includes('already exists'));
    assert.match(failed.join('\n'), /^[AB] CREATE_FAILED .*identifier 'same' already exists\."/);
    assert.equal(failed.length, 1);
    let release: () => void = () => undefined;
    things.held.set('create A', new Promise((resolve) => (release = resolve)));
    const TemplateBody = thingsTemplate({ A: { Name: 'same' } });
    await client.createStack({ StackName: 'two', TemplateBody });
    await resourceIn(client, 'two', 'A', 'CREATE_IN_PROGRESS');
    await client.createStack({ StackName: 'three', TemplateBody });
    assert.equal(await settled(client, 'three'), 'ROLLBACK_COMPLETE');
    release();
    assert.equal(await settled(client, 'two'), 'CREATE_COMPLETE');
    assert.ok(things.there.has('same'));
  });

  it('fails a resource whose required property comes to nothing', async () => {
    const { client } = account;
    const TemplateBody = thingsTemplate({ A: { Size: { Ref: 'AWS::NoValue' } } });
    await client.createStack({ StackName: 's', TemplateBody });
    assert.equal(await settled(client, 's'), 'ROLLBACK_COMPLETE');
    assert.ok(
      (await eventsOf(client, 's')).includes(
        'A CREATE_FAILED Properties validation failed for resource A with message:\n#: required key [Size] not found',
      ),
    );
  });

  it('makes one stack of a name, and one of a request that is repeated with its token', async () => {
    const { client } = account;
    const request = { StackName: 's', TemplateBody: chain, ClientRequestToken: 'once' };
    const { StackId } = await client.createStack(request);
    assert.equal((await client.createStack(request)).StackId, StackId);
    await assert.rejects(
      client.createStack({ ...request, TemplateBody: thingsTemplate({ A: {} }) }),
      (error) => error instanceof TokenAlreadyExistsException,
    );
    await assert.rejects(client.createStack({ StackName: 's', TemplateBody: chain }), (error) => {
      assert.ok(error instanceof AlreadyExistsException);
      assert.equal(error.message, 'Stack [s] already exists');
      return true;
    });
    await settled(client, 's');
    const { StackEvents = [] } = await client.describeStackEvents({ StackName: 's' });
    assert.ok(StackEvents.every(({ ClientRequestToken }) => ClientRequestToken === 'once'));
  });

  it('refuses what it cannot take before anything is made', async () => {
    const { client, things } = account;
    const create = (input: object) => client.createStack({ StackName: 's', TemplateBody: chain, ...input });
    await assert.rejects(
      create({ StackName: '1a' }),
      says(
        "1 validation error detected: Value '1a' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*",
      ),
    );
    await assert.rejects(
      create({ TemplateBody: undefined }),
      says('Either Template URL or Template Body must be specified.'),
    );
    await assert.rejects(
      create({ TemplateBody: ' '.repeat(51_201) }),
      says(/at 'templateBody' .*less than or equal to 51200$/s),
    );
    await assert.rejects(
      create({ TimeoutInMinutes: 5 }),
      says(/does not do TimeoutInMinutes of CreateStack/),
    );
    await assert.rejects(
      create({ TemplateBody: '{"Resources":{"A":{"Type":"AWS::SQS::Queue"}}}' }),
      says('Template format error: Unrecognized resource types: [AWS::SQS::Queue]'),
    );
    await assert.rejects(
      create({ TemplateBody: thingsTemplate({ A: { Color: 'red' } }) }),
      says(/does not do Color of Test::Lab::Thing \(resource A\)/),
    );
    const imported = thingsTemplate({ A: {}, B: { DependsOn: 'A', Label: { 'Fn::ImportValue': 'x' } } });
    await assert.rejects(create({ TemplateBody: imported }), says(/does not do Fn::ImportValue\.$/));
    await assert.rejects(
      client.validateTemplate({
        TemplateBody: thingsTemplate({ A: { DependsOn: 'B' }, B: { DependsOn: 'A' } }),
      }),
      says('Circular dependency between resources: [A, B]'),
    );
    assert.equal((await client.listStacks({})).StackSummaries?.length ?? 0, 0);
    assert.equal(things.steps.length, 0);
  });

  it('makes nothing of a resource with something else where a list belongs', async () => {
    const { client, things } = account;
    const TemplateBody = thingsTemplate({ A: { Marks: { a: 'b' } } });
    await client.createStack({ StackName: 's', TemplateBody });
    assert.equal(await settled(client, 's'), 'ROLLBACK_COMPLETE');
    assert.ok(
      (await eventsOf(client, 's')).includes(
        'A CREATE_FAILED Properties validation failed for resource A with message:\n#/Marks: expected type: JSONArray, found: JSONObject',
      ),
    );
    assert.deepEqual(things.steps, []);
  });

  it('is refused an export that another stack has, until that one is gone', async () => {
    const { client } = account;
    const TemplateBody = thingsTemplate(
      { A: {} },
      { Outputs: { O: { Value: 'x', Export: { Name: 'shared' } } } },
    );
    await client.createStack({ StackName: 'one', TemplateBody });
    assert.equal(await settled(client, 'one'), 'CREATE_COMPLETE');
    await client.createStack({ StackName: 'two', TemplateBody, OnFailure: 'DELETE' });
    await until('the end of the second stack', async () => {
      const { StackSummaries = [] } = await client.listStacks({ StackStatusFilter: ['DELETE_COMPLETE'] });
      return StackSummaries.length === 1;
    });
    await client.createStack({ StackName: 'three', TemplateBody, DisableRollback: true });
    assert.equal(await settled(client, 'three'), 'CREATE_FAILED');
    const { Stacks: [three] = [] } = await client.describeStacks({ StackName: 'three' });
    assert.equal(three?.StackStatusReason, 'Export with name shared is already exported by stack one.');
    await client.deleteStack({ StackName: 'one' });
    await until('the end of the first stack', async () => {
      const { StackSummaries = [] } = await client.listStacks({ StackStatusFilter: ['DELETE_COMPLETE'] });
      return StackSummaries.length === 2;
    });
    await client.createStack({ StackName: 'four', TemplateBody });
    assert.equal(await settled(client, 'four'), 'CREATE_COMPLETE');
  });

  it('takes a template from the account’s S3', async () => {
    const { client, objects } = account;
    objects().createBucket('templates');
    await objects().put('templates', 'a/b.json', thingsTemplate({ A: { Name: 'from-s3' } }));
    const TemplateURL = 'https://templates.s3.us-east-1.amazonaws.com/a/b.json';
    await client.createStack({ StackName: 's', TemplateURL });
    assert.equal(await settled(client, 's'), 'CREATE_COMPLETE');
    await client.validateTemplate({ TemplateURL: 'https://s3.amazonaws.com/templates/a/b.json' });
    await assert.rejects(
      client.validateTemplate({ TemplateURL: 'https://s3.amazonaws.com/templates/c' }),
      says(/^S3 error: The specified key does not exist\./),
    );
    for (const TemplateURL of ['https://example.com/c', 'https://s3.amazonaws.com/templates/%zz']) {
      await assert.rejects(
        client.validateTemplate({ TemplateURL }),
        says('TemplateURL must be a supported URL.'),
      );
    }
  });
});
