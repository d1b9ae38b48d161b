import assert from 'node:assert/strict';
import { emptyBoard, type Board } from '../../../../src/lab/board/board.ts';
import type { BoardEvent } from '../../../../src/lab/board/boardEvent.ts';
import { reduce } from '../../../../src/lab/board/reduce.ts';
import type { Explanation } from '../../../../src/lab/explain/explain.ts';
import { notDone } from '../../../../src/lab/stage.ts';

const failure: Explanation = {
  kind: 'unknown',
  what: 'It did not work.',
  why: 'Because.',
  changed: 'Nothing was changed.',
  nextAction: 'Try again.',
  original: 'Error: x',
};
const facts = { files: 2, lines: 1234 };
const after = (...events: BoardEvent[]): Board => events.reduce(reduce, emptyBoard);
const started = { kind: 'started', id: 'publish', at: 1000 } as const;

describe('the board', () => {
  it('says of a stage what its check has found', () => {
    const done = after({ kind: 'checked', id: 'publish', check: { done: true, facts } }).publish;
    assert.equal(done.state, 'done');
    assert.equal(done.text, '1,234 lines of 2 files, none lost, none twice');
    assert.equal(done.facts, facts);
    const not = after({ kind: 'checked', id: 'publish', check: notDone('Missing.', 'Publish.') }).publish;
    assert.deepEqual(not, { state: 'notStarted', text: 'Missing.', fix: 'Publish.' });
  });

  it('shows a look that is under way, and that it has ended, with or without an answer', () => {
    const checking = after({ kind: 'checking', ids: ['publish', 'split'] });
    assert.deepEqual([checking.publish.checking, checking.split.checking], [true, true]);
    assert.equal(checking.publish.state, 'unknown');
    assert.equal(checking.train.checking, undefined);
    const looked = reduce(checking, { kind: 'looked', ids: ['publish', 'split'] });
    assert.equal(looked.split.checking, undefined);
  });

  it('says what a stage needs that was not asked', () => {
    const { train } = after({ kind: 'needed', id: 'train', needs: ['split'] });
    assert.equal(train.state, 'notStarted');
    assert.equal(train.text, 'Needs "Create Training and Validation Sets" first.');
    assert.deepEqual(train.needs, ['split']);
  });

  it('takes a check that could not be answered for a failure with its words', () => {
    const { survey } = after({ kind: 'checkFailed', id: 'survey', failure });
    assert.deepEqual([survey.state, survey.text, survey.fix], ['failed', failure.what, 'Try again.']);
    assert.equal(survey.failure, failure);
    const mended = after(
      { kind: 'checkFailed', id: 'publish', failure },
      { kind: 'checked', id: 'publish', check: notDone('Missing.', 'Publish.') },
    );
    assert.equal(mended.publish.state, 'notStarted');
  });

  it('follows a run from its start over its counts to its end, with its time', () => {
    const running = after(started, {
      kind: 'progress',
      id: 'publish',
      progress: { kind: 'count', text: 'Lines published', done: 5, total: 10 },
    }).publish;
    assert.equal(running.state, 'running');
    assert.equal(running.started, 1000);
    assert.deepEqual(running.count, { text: 'Lines published', done: 5, total: 10 });
    const done = after(started, { kind: 'ended', id: 'publish', at: 3500, end: { kind: 'done', facts } });
    assert.deepEqual([done.publish.state, done.publish.elapsed], ['done', 2500]);
    assert.equal(done.publish.here, undefined);
  });

  it('keeps no count of a step that is over, and no line of a log', () => {
    const count = { kind: 'count', text: 'Lines', done: 1, total: 2 } as const;
    const { publish } = after(
      started,
      { kind: 'progress', id: 'publish', progress: count },
      { kind: 'progress', id: 'publish', progress: { kind: 'step', text: 'Waiting' } },
      { kind: 'progress', id: 'publish', progress: { kind: 'log', line: 'noise' } },
    );
    assert.deepEqual([publish.text, publish.count], ['Waiting', undefined]);
  });

  it('leaves a stage that runs here as its run says, whatever a check finds meanwhile', () => {
    const { publish } = after(
      started,
      { kind: 'checking', ids: ['publish'] },
      { kind: 'checked', id: 'publish', check: notDone('Missing.', 'Publish.') },
      { kind: 'found', id: 'publish', text: 'elsewhere', at: 2 },
    );
    assert.deepEqual([publish.state, publish.text, publish.checking], ['running', '', undefined]);
  });

  it('tells how a run ended until a check finds the stage done', () => {
    const failed = after(
      started,
      { kind: 'ended', id: 'publish', at: 2000, end: { kind: 'failed', failure } },
      { kind: 'checked', id: 'publish', check: notDone('Missing.', 'Publish.') },
    );
    assert.deepEqual([failed.publish.state, failed.publish.failure], ['failed', failure]);
    const mended = reduce(failed, { kind: 'checked', id: 'publish', check: { done: true, facts } });
    assert.deepEqual([mended.publish.state, mended.publish.failure], ['done', undefined]);
    const cancelled = after(started, { kind: 'ended', id: 'publish', at: 2000, end: { kind: 'cancelled' } });
    assert.equal(cancelled.publish.state, 'cancelled');
  });

  it("shows somebody else's work as running, since it was first seen, until a check answers", () => {
    const found = after(
      { kind: 'found', id: 'runEtl', text: 'RUNNING', at: 10 },
      { kind: 'found', id: 'runEtl', text: 'STOPPING', at: 20 },
    );
    assert.deepEqual(found.runEtl, { state: 'running', text: 'STOPPING', started: 10 });
    const seen = reduce(found, { kind: 'checked', id: 'runEtl', check: notDone('No rows.', 'Run it.') });
    assert.equal(seen.runEtl.state, 'notStarted');
  });

  it('knows nothing of another account but what runs here', () => {
    const done: BoardEvent = { kind: 'checked', id: 'survey', check: notDone('No bucket.', 'Look.') };
    const board = after(done, started, { kind: 'forgotten' });
    assert.deepEqual(board.survey, emptyBoard.survey);
    assert.equal(board.publish.state, 'running');
  });

  it('is the same object when nothing has changed', () => {
    const board = after(started);
    assert.equal(reduce(board, { kind: 'looked', ids: ['publish'] }), board);
  });
});
