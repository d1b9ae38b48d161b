import assert from 'node:assert/strict';
import { emptyBoard, type Board } from '../../../../src/lab/board/board.ts';
import { missingBefore, nextStage, toPredictions } from '../../../../src/lab/board/nextStage.ts';
import { touchedBy } from '../../../../src/lab/board/touchedBy.ts';
import type { StageId } from '../../../../src/lab/facts.ts';
import { stageIds } from '../../../../src/lab/stages.ts';

const boardWith = (...done: StageId[]): Board => ({
  ...emptyBoard,
  ...Object.fromEntries(done.map((id) => [id, { state: 'done', text: '' }])),
});

describe('what comes next', () => {
  it('is the first stage that is not done', () => {
    assert.equal(nextStage(emptyBoard), 'survey');
    assert.equal(nextStage(boardWith('survey', 'publish', 'prepareJob')), 'crawlSubmissions');
  });

  it('is the clean-up once there are predictions, and then nothing: no endpoint is made again', () => {
    assert.equal(nextStage(boardWith('survey', 'predict')), 'cleanUp');
    assert.equal(nextStage(boardWith('predict', 'cleanUp')), undefined);
  });

  it('is never what goes further than the lab', () => {
    const lesson = stageIds.filter((id) => id !== 'tune' && id !== 'trainCapped');
    assert.deepEqual(toPredictions, lesson.slice(0, -1));
    assert.equal(nextStage(boardWith(...lesson)), undefined);
  });

  it('to catch up is what is missing before a stage, and no more', () => {
    assert.deepEqual(missingBefore('runEtl', boardWith('survey')), [
      'publish',
      'crawlSubmissions',
      'prepareJob',
    ]);
    assert.deepEqual(missingBefore('cleanUp', emptyBoard), []);
    assert.deepEqual(missingBefore('prepareJob', emptyBoard), ['survey']);
  });
});

describe('what a run touches besides itself', () => {
  it('is what is asked after it, and for what costs money the clean-up', () => {
    assert.deepEqual(touchedBy(['publish']), ['crawlSubmissions']);
    assert.deepEqual(touchedBy(['train']), ['deploy', 'predict', 'cleanUp']);
    assert.deepEqual(touchedBy(['cleanUp']), ['deploy']);
  });
});
