import assert from 'node:assert/strict';
import { emptyBoard, type Board } from '../../../../src/lab/board/board.ts';
import type { BoardEvent } from '../../../../src/lab/board/boardEvent.ts';
import { reduce } from '../../../../src/lab/board/reduce.ts';
import type { StageId } from '../../../../src/lab/facts.ts';
import type { JobRunState } from '../../../../src/lab/ports/jobs.ts';
import type { Editor } from '../../../../src/ui/editor.ts';
import { watchLab } from '../../../../src/ui/stages/watchLab.ts';
import { fakeAccount } from '../../../support/fakeAccount.ts';
import { until } from '../../../support/practiceProcess.ts';

/** Something that can be listened to. */
function eventOf<T>() {
  const listeners = new Set<(value: T) => void>();
  return {
    on: (listener: (value: T) => void) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    fire: (value: T) => listeners.forEach((listener) => listener(value)),
  };
}

/** An editor with a view, in an account whose job is in the state that the test says. */
function editorToWatch() {
  const state = { run: 'SUCCEEDED' as JobRunState, pulses: 0, running: undefined as StageId | undefined };
  const checked: (readonly StageId[])[] = [];
  const boards = eventOf<Board>();
  const seen = eventOf<unknown>();
  let board: Board = emptyBoard;
  const view = { visible: true, onDidChangeVisibility: seen.on };
  const account = fakeAccount({
    crawlers: {
      some: () => {
        state.pulses += 1;
        return Promise.resolve([]);
      },
    },
    jobs: { runs: () => Promise.resolve([{ id: 'jr', state: state.run, started: new Date(1) } as never]) },
    training: { list: () => Promise.resolve([]) },
    endpoints: { list: () => Promise.resolve([]) },
  });
  const tell = (event: BoardEvent): void => {
    board = reduce(board, event);
    boards.fire(board);
  };
  const editor = {
    lab: {
      get board() {
        return board;
      },
      onDidChange: boards.on,
      tell,
      check: (ids: readonly StageId[]) => Promise.resolve(void checked.push(ids)),
    },
    session: { state: { kind: 'open', open: { account } } },
    trees: { all: () => new Map([['lab', { view }]]) },
    runs: {
      get running() {
        return state.running;
      },
      onDidChange: eventOf<unknown>().on,
    },
    log: { debug: () => undefined },
  } as unknown as Editor;
  const facts = { account: '', region: '', job: 'calc', warnings: [] } as never;
  return {
    editor,
    state,
    checked,
    board: () => board,
    survey: () => tell({ kind: 'checked', id: 'survey', check: { done: true, facts } }),
    show: (visible: boolean) => {
      view.visible = visible;
      seen.fire(undefined);
    },
  };
}

const quick = { rest: 1, work: 1, least: 1 };

describe('watching the account', () => {
  it('asks nothing before the account has been looked at, nor while no view is seen', async () => {
    const { editor, state, survey, show } = editorToWatch();
    const watch = watchLab(editor, quick);
    show(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(state.pulses, 0);
    show(false);
    survey();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(state.pulses, 0);
    watch.dispose();
  });

  it('shows what somebody else has begun as running, and looks at it when it has ended', async () => {
    const { editor, state, survey, checked, board } = editorToWatch();
    const watch = watchLab(editor, quick);
    survey();
    await until('a pulse', () => state.pulses > 1);
    assert.deepEqual(checked, [], 'nothing has happened');
    state.run = 'RUNNING';
    await until('it shows', () => board().runEtl.state === 'running');
    state.run = 'SUCCEEDED';
    await until('it is looked at', () => checked.length > 0);
    assert.deepEqual(checked[0], ['runEtl']);
    watch.dispose();
  });

  it('leaves a stage that runs here to its run, and ends with the window', async () => {
    const { editor, state, survey } = editorToWatch();
    const watch = watchLab(editor, quick);
    survey();
    await until('a pulse', () => state.pulses > 1);
    state.running = 'publish';
    await new Promise((resolve) => setTimeout(resolve, 10));
    const during = state.pulses;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(state.pulses, during);
    state.running = undefined;
    await until('the next pulse', () => state.pulses > during);
    watch.dispose();
    const after = state.pulses;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(state.pulses <= after + 1);
  });
});
