import { Glue } from '@aws-sdk/client-glue';
import assert from 'node:assert/strict';
import { startTestAccount, type TestAccount } from '../support/practice.ts';

describe("Glue's workflows", () => {
  let account: TestAccount;
  let glue: Glue;
  before(async () => {
    account = await startTestAccount();
    glue = new Glue(account.client);
    await glue.createCrawler({
      Name: 'before',
      Role: 'Glue',
      DatabaseName: 'lake',
      Targets: { S3Targets: [{ Path: 's3://lake/in' }] },
    });
  });
  after(async () => {
    glue.destroy();
    await account.close();
  });

  it('keeps a workflow, changes it, lists it, and forgets it with its triggers', async () => {
    await glue.createWorkflow({ Name: 'kept' });
    await glue.createTrigger({
      Name: 'kept/start',
      WorkflowName: 'kept',
      Type: 'ON_DEMAND',
      Actions: [{ CrawlerName: 'before' }],
    });
    assert.equal((await glue.updateWorkflow({ Name: 'kept', Description: 'a chain' })).Name, 'kept');
    await glue.updateWorkflow({ Name: 'kept', DefaultRunProperties: { a: 'b' }, MaxConcurrentRuns: 2 });
    const { Workflow } = await glue.getWorkflow({ Name: 'kept' });
    assert.ok(Workflow && !Workflow.Graph && !Workflow.LastRun);
    assert.deepEqual(
      [Workflow.Description, Workflow.DefaultRunProperties, Workflow.MaxConcurrentRuns],
      ['a chain', { a: 'b' }, 2],
    );
    assert.ok(Workflow.LastModifiedOn! >= Workflow.CreatedOn!);
    await glue.createWorkflow({ Name: 'also', Tags: { a: 'b' } });
    assert.deepEqual((await glue.listWorkflows({})).Workflows, ['also', 'kept']);
    const first = await glue.listWorkflows({ MaxResults: 1 });
    assert.deepEqual((await glue.listWorkflows({ NextToken: first.NextToken })).Workflows, ['kept']);
    const batch = await glue.batchGetWorkflows({ Names: ['kept', 'none'], IncludeGraph: true });
    assert.deepEqual(batch.MissingWorkflows, ['none']);
    assert.equal(batch.Workflows?.[0]?.Graph?.Nodes?.length, 2);
    await assert.rejects(glue.createWorkflow({ Name: 'kept' }), { name: 'AlreadyExistsException' });
    assert.equal((await glue.deleteWorkflow({ Name: 'kept' })).Name, 'kept');
    assert.equal((await glue.deleteWorkflow({ Name: 'kept' })).Name, 'kept');
    await assert.rejects(glue.getTrigger({ Name: 'kept/start' }), { name: 'EntityNotFoundException' });
  });

  it('refuses in AWS’s kinds of error what cannot be', async () => {
    const missing = { name: 'EntityNotFoundException', message: 'Workflow none not found.' };
    await assert.rejects(glue.getWorkflow({ Name: 'none' }), missing);
    await assert.rejects(glue.updateWorkflow({ Name: 'none' }), missing);
    await assert.rejects(glue.startWorkflowRun({ Name: 'none' }), missing);
    await assert.rejects(glue.getWorkflowRuns({ Name: 'none' }), missing);
    await assert.rejects(glue.stopWorkflowRun({ Name: 'none', RunId: 'wr_1' }), missing);
    await glue.createWorkflow({ Name: 'empty' });
    const noRun = { name: 'EntityNotFoundException', message: 'Workflow run wr_1 not found.' };
    await assert.rejects(glue.getWorkflowRun({ Name: 'empty', RunId: 'wr_1' }), noRun);
    await assert.rejects(glue.getWorkflowRunProperties({ Name: 'empty', RunId: 'wr_1' }), noRun);
    const RunProperties = {};
    await assert.rejects(
      glue.putWorkflowRunProperties({ Name: 'empty', RunId: 'wr_1', RunProperties }),
      noRun,
    );
    const invalid = { name: 'InvalidInputException' };
    await assert.rejects(glue.startWorkflowRun({ Name: 'empty' }), {
      ...invalid,
      message: 'Workflow empty has no starting trigger.',
    });
    await assert.rejects(glue.createWorkflow({ Name: 'w', MaxConcurrentRuns: 0 }), invalid);
    await assert.rejects(glue.batchGetWorkflows({ Names: [] }), invalid);
    await assert.rejects(glue.createWorkflow({ Name: '' }), { name: 'ValidationException' });
    await assert.rejects(glue.listWorkflows({ MaxResults: 26 }), { name: 'ValidationException' });
    await assert.rejects(glue.resumeWorkflowRun({ Name: 'empty', RunId: 'wr_1', NodeIds: [] }), {
      name: 'UnknownOperationException',
    });
  });
});
