import assert from 'node:assert/strict';
import { EndpointStatus, NotebookInstanceStatus, TrainingJobStatus } from '@aws-sdk/client-sagemaker';
import { CrawlState, JobRunState, LastCrawlStatus, WorkflowRunStatus } from '@aws-sdk/client-glue';
import { DeliveryStreamStatus } from '@aws-sdk/client-firehose';
import { QueryExecutionState } from '@aws-sdk/client-athena';
import {
  crawlRunState,
  crawlerRunState,
  deliveryStreamRunState,
  endpointRunState,
  isOver,
  jobRunState,
  lastCrawlRunState,
  notebookRunState,
  queryRunState,
  trainingJobRunState,
  workflowRunState,
} from '../../../src/lab/runState.ts';

describe('the states of runs', () => {
  for (const [name, table, states] of [
    ['job runs', jobRunState, JobRunState],
    ['crawls', lastCrawlRunState, LastCrawlStatus],
    ['crawls of workflows', crawlRunState, CrawlState],
    ['queries', queryRunState, QueryExecutionState],
    ['training jobs', trainingJobRunState, TrainingJobStatus],
    ['endpoints', endpointRunState, EndpointStatus],
    ['notebook instances', notebookRunState, NotebookInstanceStatus],
    ['delivery streams', deliveryStreamRunState, DeliveryStreamStatus],
  ] as const) {
    it(`cover every state that the SDK knows of ${name}`, () => {
      assert.deepEqual(Object.keys(table).sort(), Object.values<string>(states).sort());
    });
  }

  it('take a crawler at rest for what its last crawl was', () => {
    assert.equal(crawlerRunState('READY', undefined), 'notStarted');
    assert.equal(crawlerRunState('READY', 'FAILED'), 'failed');
    assert.equal(crawlerRunState('RUNNING', 'FAILED'), 'running');
    assert.equal(crawlerRunState('STOPPING', undefined), 'running');
  });

  it("take a workflow's run for failed where any of its actions has, and for cancelled where one was stopped", () => {
    const stateOf = (status: WorkflowRunStatus, failed = 0, stopped = 0) =>
      workflowRunState({ status, failed, stopped });
    assert.deepEqual(
      Object.values(WorkflowRunStatus).map((status) => [status, stateOf(status)]),
      [
        ['COMPLETED', 'done'],
        ['ERROR', 'failed'],
        ['RUNNING', 'running'],
        ['STOPPED', 'cancelled'],
        ['STOPPING', 'running'],
      ],
    );
    assert.equal(stateOf('COMPLETED', 1), 'failed');
    assert.equal(stateOf('RUNNING', 1), 'running');
    assert.equal(stateOf('COMPLETED', 0, 1), 'cancelled');
    assert.equal(stateOf('COMPLETED', 1, 1), 'failed');
    assert.equal(stateOf('RUNNING', 0, 1), 'running');
  });

  it('tell which are over', () => {
    assert.deepEqual(
      (['notStarted', 'waiting', 'running', 'done', 'failed', 'cancelled'] as const).filter(isOver),
      ['done', 'failed', 'cancelled'],
    );
  });
});
