import assert from 'node:assert/strict';
import { emptyBoard, type Board } from '../../../../src/lab/board/board.ts';
import type { BoardEvent } from '../../../../src/lab/board/boardEvent.ts';
import { look } from '../../../../src/lab/board/look.ts';
import { reduce } from '../../../../src/lab/board/reduce.ts';
import type { StageId } from '../../../../src/lab/facts.ts';
import { stageIds } from '../../../../src/lab/stages.ts';
import { fakeLab, type SomePorts } from '../../../support/fakeLab.ts';
import { fakeResources } from '../../../support/fakeResources.ts';

function labToLookAt(ports: SomePorts = {}) {
  const lab = fakeLab({
    jobs: {
      ...fakeResources.ports.jobs,
      get: (name) =>
        Promise.resolve({
          name,
          scriptLocation: '',
          role: '',
          maxConcurrentRuns: 1,
          bookmarks: true,
          glueVersion: '5.0',
        }),
    },
    catalog: { tables: () => Promise.resolve([]) },
    training: { list: () => Promise.resolve([]) },
    endpoints: {
      list: () => Promise.resolve([]),
      configs: () => Promise.resolve([]),
      models: () => Promise.resolve([]),
    },
    ...ports,
  });
  let board: Board = emptyBoard;
  const events: BoardEvent[] = [];
  const controller = new AbortController();
  return {
    lab,
    controller,
    events,
    board: () => board,
    set: (next: Board) => (board = next),
    look: (ids: readonly StageId[] = stageIds) =>
      look(
        lab.context,
        ids,
        () => board,
        (event) => {
          events.push(event);
          board = reduce(board, event);
        },
        controller.signal,
      ),
  };
}

describe('a look at the account', () => {
  it('asks what can be done, and says of the rest what it needs', async () => {
    const { look, board } = labToLookAt();
    await look();
    assert.equal(board().survey.state, 'done');
    assert.equal(board().publish.state, 'done', 'there is no line that is not published');
    assert.equal(board().crawlSubmissions.state, 'notStarted');
    assert.deepEqual(board().runEtl.needs, ['crawlSubmissions', 'prepareJob']);
    assert.deepEqual(board().predict.needs, ['train']);
    assert.ok(stageIds.every((id) => !board()[id].checking));
  });

  it('takes nothing to clean up for no clean-up done', async () => {
    const { look, board } = labToLookAt();
    await look();
    assert.equal(board().cleanUp.state, 'notStarted');
    assert.equal(board().cleanUp.text, 'Nothing of the lab costs money now.');
  });

  it('asks the account once what several stages want to know', async () => {
    const calls: string[] = [];
    const { list } = fakeResources.ports.streams;
    const { look } = labToLookAt({
      streams: {
        ...fakeResources.ports.streams,
        list: () => {
          calls.push('streams');
          return list();
        },
      },
    });
    await look();
    assert.deepEqual(calls, ['streams']);
    await look();
    assert.deepEqual(calls, ['streams', 'streams'], 'each look asks anew');
  });

  it('makes a failed call a failed stage with an explanation, and asks nothing after it', async () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    const { look, board } = labToLookAt({ jobs: { list: () => Promise.reject(denied) } });
    await look();
    assert.equal(board().survey.state, 'failed');
    assert.equal(board().survey.failure?.kind, 'accessDenied');
    assert.deepEqual(board().publish.needs, ['survey']);
  });

  it('looks at those before a stage of which nothing is known, and at nothing else', async () => {
    const { look, board } = labToLookAt();
    await look(['prepareJob']);
    assert.equal(board().survey.state, 'done');
    assert.equal(board().publish.state, 'unknown');
    assert.equal(board().prepareJob.state, 'notStarted');
  });

  it('looks again at what hangs on a stage that has changed', async () => {
    const { look, board, set, events } = labToLookAt();
    await look();
    set(reduce(board(), { kind: 'needed', id: 'publish', needs: ['survey'] }));
    set(reduce(board(), { kind: 'needed', id: 'crawlSubmissions', needs: ['publish'] }));
    events.length = 0;
    await look(['publish']);
    assert.ok(events.some((event) => event.kind === 'checked' && event.id === 'crawlSubmissions'));
    assert.ok(!events.some((event) => event.kind === 'checked' && event.id === 'prepareJob'));
  });

  it('tells nothing once it is broken off', async () => {
    const { look, board, controller } = labToLookAt();
    const looking = look();
    controller.abort();
    await looking;
    assert.ok(stageIds.every((id) => board()[id].state === 'unknown' && !board()[id].checking));
  });
});
