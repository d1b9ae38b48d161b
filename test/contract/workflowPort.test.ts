import assert from 'node:assert/strict';
import type { WorkflowRun } from '../../src/lab/ports/workflows.ts';
import { isOver, workflowRunState } from '../../src/lab/runState.ts';
import { parseS3Uri } from '../../src/lab/s3/s3Uri.ts';
import { connectedAccount } from '../support/connectedAccount.ts';
import { until } from '../support/practiceProcess.ts';

const name = 'CMapssWorkflow';

describe('the workflows of a practice account, by the port', () => {
  const account = connectedAccount({ provisioned: true });
  const ended = async (id: string): Promise<WorkflowRun> => {
    let run!: WorkflowRun;
    await until('the run ended', async () => {
      run = await account().ports.workflows.run(name, id);
      return isOver(workflowRunState(run));
    });
    return run;
  };

  it('are found by name, with their graph', async () => {
    const { workflows } = account().ports;
    assert.deepEqual(await workflows.list(), [name]);
    assert.equal(await workflows.get('none'), undefined);
    const workflow = await workflows.get(name);
    assert.ok(workflow && !workflow.lastRun);
    assert.deepEqual(
      workflow.graph.nodes.map((node) =>
        node.kind === 'trigger' ? `${node.name} ${node.type} ${node.state}` : `${node.kind} ${node.name}`,
      ),
      [
        'cmapss_start ON_DEMAND CREATED',
        'crawler cmapss_submissions',
        'cmapss_job CONDITIONAL ACTIVATED',
        'job calc_rul',
        'cmapss_curated CONDITIONAL ACTIVATED',
        'crawler cmapss_curated_rul',
      ],
    );
    assert.equal(workflow.graph.arrows.length, 5);
  });

  it('run, and tell what failed and why', async () => {
    const { workflows } = account().ports;
    const id = await workflows.start(name);
    const run = await ended(id);
    // The job's script was never uploaded.
    assert.deepEqual([run.status, run.actions, run.failed], ['COMPLETED', 3, 1]);
    assert.equal(workflowRunState(run), 'failed');
    assert.ok(run.started && run.completed && run.completed >= run.started);
    const states = run.graph.nodes.flatMap((node) =>
      node.kind === 'job'
        ? node.runs.map(({ state, errorMessage }) => `${state} ${errorMessage.slice(0, 12)}`)
        : node.kind === 'crawler'
          ? node.crawls.map(({ state }) => state)
          : [],
    );
    assert.deepEqual(states, ['SUCCEEDED', 'FAILED LAUNCH ERROR']);
    assert.equal((await workflows.get(name))?.lastRun?.id, id);
    const [listed] = await workflows.runs(name);
    assert.deepEqual({ ...listed, graph: run.graph }, run);
    assert.deepEqual(listed?.graph, { nodes: [], arrows: [] });
  });

  it('are stopped; a run that is over is no error', async () => {
    const { workflows } = account().ports;
    const id = await workflows.start(name);
    await workflows.stop(name, id);
    await until('the run stopped', async () => (await workflows.run(name, id)).status === 'STOPPED');
    await workflows.stop(name, id);
  });

  it('tell of a job that somebody stopped, though the run is COMPLETED', async () => {
    const { workflows, jobs, buckets } = account().ports;
    const script = parseS3Uri((await jobs.get('calc_rul')).scriptLocation);
    assert.ok(script);
    await buckets.create(script.bucket);
    await buckets.put(script.bucket, script.key, 'while True: pass\n');
    const id = await workflows.start(name);
    await until('the job runs', async () =>
      (await jobs.runs('calc_rul')).some(({ state }) => state === 'RUNNING'),
    );
    const running = (await jobs.runs('calc_rul')).find(({ state }) => state === 'RUNNING');
    await jobs.stop('calc_rul', running?.id ?? '');
    const run = await ended(id);
    assert.deepEqual([run.status, run.failed, run.stopped], ['COMPLETED', 0, 1]);
    assert.equal(workflowRunState(run), 'cancelled');
  });
});
