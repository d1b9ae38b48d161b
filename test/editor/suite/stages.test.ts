import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import type { Board, StageStatus } from '../../../src/lab/board/board.ts';
import type { Outcome } from '../../../src/lab/runStage.ts';

const outcomesOf = async (id: string, ...args: unknown[]): Promise<readonly Outcome[]> =>
  vscode.commands.executeCommand<readonly Outcome[]>(id, ...args);
const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ kind }) => kind);

describe('the stages of the lab', function () {
  this.timeout(180_000);

  it('are looked at, and say what is missing', async () => {
    const board = await vscode.commands.executeCommand<Board>(commandIds.checkMyWork);
    assert.equal(board.survey.state, 'done', board.survey.text);
    assert.equal(board.publish.state, 'notStarted');
    assert.match(board.publish.text, /lines of the training files are not in the submissions bucket yet/);
    assert.deepEqual(board.train.needs, ['split']);
    assert.equal(board.cleanUp.state, 'notStarted');
  });

  it('do not run before those that they need', async () => {
    assert.deepEqual(await outcomesOf(commandIds.runCuratedCrawler), []);
  });

  it('run one after the other, by the palette or with arguments', async () => {
    assert.deepEqual(kinds(await outcomesOf(commandIds.runNextStage)), ['done']);
    const caughtUp = await outcomesOf(commandIds.catchUp, 'runEtl');
    assert.deepEqual(kinds(caughtUp), ['done', 'done']);
    assert.deepEqual(kinds(await outcomesOf(commandIds.runStage, { stage: 'runEtl' })), ['done']);
    const status = await vscode.commands.executeCommand<StageStatus>(commandIds.checkStage, 'runEtl');
    assert.equal(status.state, 'done');
    assert.ok((status.elapsed ?? 0) > 0);
  });

  it('come to predictions in one go, and pass over what is done', async () => {
    const outcomes = await outcomesOf(commandIds.runWholeLab, { yes: true });
    assert.deepEqual(
      kinds(outcomes),
      outcomes.map(() => 'done'),
    );
    const board = await vscode.commands.executeCommand<Board>(commandIds.checkMyWork);
    assert.equal(board.predict.state, 'done', board.predict.text);
    assert.equal(board.cleanUp.state, 'notStarted', 'the endpoint is there still');
    assert.deepEqual(await outcomesOf(commandIds.runWholeLab), []);
  });
});
