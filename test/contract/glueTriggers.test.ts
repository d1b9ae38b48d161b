import { Glue, type CreateTriggerCommandInput } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { startTestAccount, type TestAccount } from '../support/practice.ts';
import { until } from '../support/practiceProcess.ts';

describe("Glue's triggers", () => {
  let account: TestAccount;
  let glue: Glue;
  before(async () => {
    account = await startTestAccount();
    glue = new Glue(account.client);
    const s3 = new S3(account.client);
    await s3.createBucket({ Bucket: 'lake' });
    s3.destroy();
    await glue.createWorkflow({ Name: 'flow' });
    for (const Name of ['first', 'second', 'third']) {
      await glue.createCrawler({
        Name,
        Role: 'Glue',
        DatabaseName: 'lake',
        Targets: { S3Targets: [{ Path: 's3://lake/in' }] },
      });
    }
    await glue.createJob({
      Name: 'job',
      Role: 'Glue',
      Command: { Name: 'glueetl', ScriptLocation: 's3://aws-glue-scripts/job.py' },
    });
  });
  after(async () => {
    glue.destroy();
    await account.close();
  });

  const onDemand = (Name: string, changes: Partial<CreateTriggerCommandInput> = {}) =>
    glue.createTrigger({ Name, Type: 'ON_DEMAND', Actions: [{ CrawlerName: 'first' }], ...changes });
  const waiting = (Name: string, changes: Partial<CreateTriggerCommandInput> = {}) =>
    glue.createTrigger({
      Name,
      Type: 'CONDITIONAL',
      Actions: [{ JobName: 'job', Arguments: { '--a': 'b' }, Timeout: 5 }],
      Predicate: {
        Conditions: [{ LogicalOperator: 'EQUALS', CrawlerName: 'first', CrawlState: 'SUCCEEDED' }],
      },
      ...changes,
    });
  const state = async (Name: string) => (await glue.getTrigger({ Name })).Trigger?.State;

  it('keeps a trigger as it was made, and shows it in every way', async () => {
    assert.equal((await waiting('kept', { Description: 'waits', WorkflowName: 'flow' })).Name, 'kept');
    const { Trigger } = await glue.getTrigger({ Name: 'kept' });
    assert.deepEqual(Trigger, {
      Name: 'kept',
      WorkflowName: 'flow',
      Type: 'CONDITIONAL',
      State: 'CREATED',
      Description: 'waits',
      Actions: [{ JobName: 'job', Arguments: { '--a': 'b' }, Timeout: 5 }],
      Predicate: {
        Conditions: [{ LogicalOperator: 'EQUALS', CrawlerName: 'first', CrawlState: 'SUCCEEDED' }],
      },
    });
    await onDemand('listed', { Tags: { team: 'a' } });
    assert.deepEqual(
      (await glue.getTriggers({})).Triggers?.map(({ Name }) => Name),
      ['kept', 'listed'],
    );
    assert.deepEqual((await glue.listTriggers({ Tags: { team: 'a' } })).TriggerNames, ['listed']);
    assert.deepEqual((await glue.listTriggers({ DependentJobName: 'job' })).TriggerNames, ['kept']);
    assert.deepEqual((await glue.listTriggers({ DependentJobName: 'none' })).TriggerNames, [
      'kept',
      'listed',
    ]);
    const first = await glue.listTriggers({ MaxResults: 1 });
    assert.deepEqual(first.TriggerNames, ['kept']);
    assert.deepEqual((await glue.listTriggers({ NextToken: first.NextToken })).TriggerNames, ['listed']);
    const batch = await glue.batchGetTriggers({ TriggerNames: ['kept', 'none'] });
    assert.deepEqual(
      batch.Triggers?.map(({ Name }) => Name),
      ['kept'],
    );
    assert.deepEqual(batch.TriggersNotFound, ['none']);
  });

  it('activates and deactivates a conditional trigger, and one at its creation', async () => {
    await waiting('switched');
    await glue.startTrigger({ Name: 'switched' });
    assert.equal(await state('switched'), 'ACTIVATED');
    await glue.stopTrigger({ Name: 'switched' });
    assert.equal(await state('switched'), 'DEACTIVATED');
    await waiting('at once', { StartOnCreation: true });
    assert.equal(await state('at once'), 'ACTIVATED');
  });

  it('changes what an update says and keeps the rest', async () => {
    await waiting('changed', { Description: 'before' });
    const { Trigger } = await glue.updateTrigger({
      Name: 'changed',
      TriggerUpdate: { Actions: [{ CrawlerName: 'second' }] },
    });
    assert.deepEqual(Trigger?.Actions, [{ CrawlerName: 'second' }]);
    assert.equal(Trigger.Description, 'before');
    assert.equal(Trigger.Predicate?.Conditions?.length, 1);
    await assert.rejects(
      glue.updateTrigger({ Name: 'changed', TriggerUpdate: { Actions: [{ CrawlerName: 'none' }] } }),
      { name: 'EntityNotFoundException' },
    );
    await assert.rejects(
      glue.updateTrigger({ Name: 'changed', TriggerUpdate: { Schedule: 'cron(0 12 * * ? *)' } }),
      { name: 'InvalidInputException', message: /SCHEDULED/ },
    );
  });

  it('forgets a deleted trigger, and does not mind one that is not there', async () => {
    await waiting('gone');
    assert.equal((await glue.deleteTrigger({ Name: 'gone' })).Name, 'gone');
    assert.equal((await glue.deleteTrigger({ Name: 'gone' })).Name, 'gone');
    for (const call of [
      glue.getTrigger({ Name: 'gone' }),
      glue.startTrigger({ Name: 'gone' }),
      glue.stopTrigger({ Name: 'gone' }),
      glue.updateTrigger({ Name: 'gone', TriggerUpdate: {} }),
    ]) {
      await assert.rejects(call, {
        name: 'EntityNotFoundException',
        message: 'Trigger with name gone not found',
      });
    }
  });

  it('fires a trigger on demand outside of a workflow, and the ones that wait for what it started', async () => {
    await onDemand('chain start', { Actions: [{ CrawlerName: 'second' }] });
    await waiting('chain end', {
      Actions: [{ CrawlerName: 'third' }],
      Predicate: {
        Logical: 'AND',
        Conditions: [{ LogicalOperator: 'EQUALS', CrawlerName: 'second', CrawlState: 'SUCCEEDED' }],
      },
      StartOnCreation: true,
    });
    await glue.startTrigger({ Name: 'chain start' });
    assert.equal(await state('chain start'), 'CREATED');
    await until('the last crawler has crawled', async () => {
      const { Crawls = [] } = await glue.listCrawls({ CrawlerName: 'third' });
      return Crawls[0]?.State === 'COMPLETED';
    });
  });

  const condition = { LogicalOperator: 'EQUALS', CrawlerName: 'first', CrawlState: 'SUCCEEDED' } as const;
  const bad: [what: string, changes: Partial<CreateTriggerCommandInput>, name: string, message: RegExp][] = [
    ['a schedule', { Type: 'SCHEDULED', Schedule: 'cron(0 12 * * ? *)' }, 'InvalidInput', /no SCHEDULED/],
    ['an event', { Type: 'EVENT' }, 'InvalidInput', /no EVENT triggers/],
    ['no actions', { Actions: [] }, 'InvalidInput', /Actions cannot be null or empty/],
    [
      'an action of two targets',
      { Actions: [{ JobName: 'job', CrawlerName: 'first' }] },
      'InvalidInput',
      /one of/,
    ],
    ['a job that is not there', { Actions: [{ JobName: 'none' }] }, 'EntityNotFound', /Job none not found/],
    ['a crawler that is not there', { Actions: [{ CrawlerName: 'none' }] }, 'EntityNotFound', /Crawler none/],
    [
      'more than two crawlers',
      { Actions: ['first', 'second', 'third'].map((CrawlerName) => ({ CrawlerName })) },
      'InvalidInput',
      /more than 2 crawlers/,
    ],
    ['no predicate', { Predicate: undefined }, 'InvalidInput', /Predicate cannot be null/],
    [
      'conditions without logic',
      { Predicate: { Conditions: [condition, condition] } },
      'InvalidInput',
      /Logical/,
    ],
    [
      'a state that nobody waits for',
      { Predicate: { Conditions: [{ ...condition, CrawlState: 'RUNNING' }] } },
      'InvalidInput',
      /CrawlState of a condition must be one of SUCCEEDED, FAILED, CANCELLED/,
    ],
    ['a workflow that is not there', { WorkflowName: 'none' }, 'EntityNotFound', /Workflow none not found/],
    ['an unknown type', { Type: 'SOON' as never }, 'Validation', /enum value set/],
  ];
  for (const [what, changes, name, message] of bad) {
    it(`refuses a trigger with ${what}`, async () => {
      await assert.rejects(waiting('bad', changes), { name: `${name}Exception`, message });
      await assert.rejects(glue.getTrigger({ Name: 'bad' }), { name: 'EntityNotFoundException' });
    });
  }

  it('refuses a name twice, a predicate on demand, a start at creation on demand, and a second start', async () => {
    await onDemand('starts', { WorkflowName: 'flow' });
    const refused = { name: 'InvalidInputException' };
    await assert.rejects(onDemand('starts'), {
      name: 'AlreadyExistsException',
      message: 'Trigger already exists.',
    });
    await assert.rejects(onDemand('other', { Predicate: { Conditions: [condition] } }), refused);
    await assert.rejects(onDemand('other', { StartOnCreation: true }), refused);
    await assert.rejects(onDemand('other', { WorkflowName: 'flow' }), {
      ...refused,
      message: /already has the starting trigger starts/,
    });
  });

  it('keeps tags by ARN', async () => {
    const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:trigger/tagged';
    await onDemand('tagged', { Tags: { a: '1', b: '2' } });
    await glue.tagResource({ ResourceArn, TagsToAdd: { b: '3', c: '4' } });
    await glue.untagResource({ ResourceArn, TagsToRemove: ['a'] });
    assert.deepEqual((await glue.getTags({ ResourceArn })).Tags, { b: '3', c: '4' });
    await assert.rejects(glue.getTags({ ResourceArn: `${ResourceArn}s` }), {
      name: 'EntityNotFoundException',
    });
    await assert.rejects(glue.getTags({ ResourceArn: 'arn:aws:glue:us-east-1:123456789012:registry/x' }), {
      name: 'InvalidInputException',
    });
  });
});
