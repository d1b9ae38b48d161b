import assert from 'node:assert/strict';
import type {
  Workflow,
  WorkflowGraph,
  WorkflowNode,
  WorkflowRun,
} from '../../../../src/lab/ports/workflows.ts';
import { workflowView } from '../../../../src/lab/workflow/workflowView.ts';

const at = (second: number): Date => new Date(Date.UTC(2025, 0, 31, 8, 0, second));
const trigger = (name: string, state: 'CREATED' | 'ACTIVATED' | 'DEACTIVATED'): WorkflowNode => ({
  id: name,
  name,
  kind: 'trigger',
  type: state === 'CREATED' ? 'ON_DEMAND' : 'CONDITIONAL',
  state,
});
const arrows = [
  ['start', 'crawler'],
  ['crawler', 'next'],
  ['next', 'job'],
].map(([from = '', to = '']) => ({ from, to }));

/** A graph in another order than its arrows lead; `crawl` and `jobRun` are what the run has started. */
function graphOf({ crawl, jobRun }: { crawl?: object; jobRun?: object } = {}): WorkflowGraph {
  return {
    arrows,
    nodes: [
      {
        id: 'job',
        name: 'job',
        kind: 'job',
        runs: jobRun
          ? [
              {
                id: 'jr_1',
                started: at(5),
                completed: undefined,
                errorMessage: '',
                logGroup: 'g',
                ...jobRun,
              } as never,
            ]
          : [],
      },
      {
        id: 'crawler',
        name: 'crawler',
        kind: 'crawler',
        crawls: crawl ? [{ started: at(1), completed: undefined, errorMessage: '', ...crawl } as never] : [],
      },
      trigger('next', 'DEACTIVATED'),
      trigger('start', 'CREATED'),
    ],
  };
}

const runOf = (graph: WorkflowGraph, changes: Partial<WorkflowRun> = {}): WorkflowRun => ({
  id: 'wr_1',
  status: 'RUNNING',
  started: at(0),
  completed: undefined,
  errorMessage: '',
  actions: 2,
  failed: 0,
  stopped: 0,
  graph,
  ...changes,
});
const viewOf = (lastRun: WorkflowRun | undefined, isRunningHere = false) => {
  const workflow: Workflow = { name: 'flow', graph: graphOf(), lastRun };
  const view = workflowView(workflow, { isRunningHere, now: at(9).getTime() });
  const [section] = view.sections;
  return {
    note: section?.note ?? '',
    busy: view.busy,
    steps: section?.graph?.nodes.map(({ name, stand }) => `${name}: ${stand}`),
    presses: section?.graph?.nodes.flatMap(({ press }) => press?.action ?? []),
    rows: section?.tables?.[0]?.rows,
    actions: view.actions?.filter(({ disabled }) => !disabled).map(({ id }) => id),
  };
};

describe("the workflow's view", () => {
  it('shows a workflow that never ran in the order of its arrows', () => {
    const view = viewOf(undefined);
    assert.equal(view.note, 'It has never run.');
    assert.deepEqual(view.steps, [
      'start: not fired',
      'crawler: not started',
      'next: not activated',
      'job: not started',
    ]);
    assert.deepEqual(view.presses, []);
    assert.deepEqual(view.actions, ['run', 'refresh']);
    assert.equal(view.busy, undefined);
  });

  it('shows what runs, for how long, and may stop it', () => {
    const graph = graphOf({
      crawl: { state: 'SUCCEEDED', completed: at(4) },
      jobRun: { state: 'RUNNING' },
    });
    const view = viewOf(runOf(graph));
    assert.deepEqual(view.steps, [
      'start: fired',
      'crawler: done · 3.0 s',
      'next: fired',
      'job: running · 4.0 s',
    ]);
    assert.equal(view.busy, 'job is RUNNING');
    assert.deepEqual(view.presses, ['log:crawler', 'log:job']);
    assert.deepEqual(view.actions, ['stop', 'refresh']);
    assert.deepEqual(
      view.rows?.map(([name, , state, , seconds]) => [name, state, seconds]),
      [
        ['start', 'fired', undefined],
        ['crawler', 'done', 3],
        ['next', 'fired', undefined],
        ['job', 'running', undefined],
      ],
    );
  });

  it('explains a failure by the node that failed', () => {
    const jobRun = { state: 'FAILED', completed: at(7), errorMessage: 'ValueError: no.' };
    const graph = graphOf({ crawl: { state: 'SUCCEEDED', completed: at(4) }, jobRun });
    const view = viewOf(runOf(graph, { status: 'COMPLETED', failed: 1, completed: at(8) }));
    assert.match(view.note, /^The run of job ended FAILED: ValueError: no\. Correct the script/);
    assert.deepEqual(view.rows?.at(-1)?.slice(4), [2, 'ValueError: no.']);
    assert.deepEqual(view.actions, ['run', 'refresh']);
  });

  it('does not call a run whose job or crawler somebody stopped a success', () => {
    const crawl = { state: 'SUCCEEDED', completed: at(4) };
    const jobRun = { state: 'STOPPED', completed: at(7) };
    const completed = { status: 'COMPLETED', stopped: 1, completed: at(8) } as const;
    const job = viewOf(runOf(graphOf({ crawl, jobRun }), completed));
    assert.equal(job.note, 'The run of job ended STOPPED. Somebody stopped it; run it again.');
    assert.equal(job.steps?.at(-1), 'job: cancelled · 2.0 s');
    const crawler = viewOf(runOf(graphOf({ crawl: { ...crawl, state: 'CANCELLED' } }), completed));
    assert.equal(crawler.note, 'The crawler crawler ended CANCELLED. Somebody stopped it; run it again.');
  });

  it('tells what could not be started, a run that was stopped, and one that the account broke off', () => {
    const crawl = {
      state: 'ERROR',
      completed: at(1),
      errorMessage: 'Crawler with name crawler has already started',
    };
    const failed = viewOf(runOf(graphOf({ crawl }), { status: 'COMPLETED', failed: 1 }));
    assert.match(
      failed.note,
      /^The workflow flow could not start crawler: Crawler with .* started\. Wait until/,
    );
    const stopped = viewOf(runOf(graphOf(), { status: 'STOPPED', completed: at(2) }));
    assert.match(stopped.note, /was stopped\.$/);
    const broken = viewOf(runOf(graphOf(), { status: 'ERROR', errorMessage: 'It was stopped.' }));
    assert.equal(
      broken.note,
      'The run of the workflow flow ended ERROR: It was stopped. Run the workflow again.',
    );
  });

  it('is busy from the click on, before there is a run', () => {
    const view = viewOf(undefined, true);
    assert.equal(view.busy, 'Getting ready');
    assert.deepEqual(view.actions, ['stop', 'refresh']);
  });
});
