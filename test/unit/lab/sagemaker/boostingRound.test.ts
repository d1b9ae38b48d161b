import assert from 'node:assert/strict';
import { readBoostingRound } from '../../../../src/lab/sagemaker/boostingRound.ts';

describe("a boosting round in a training job's log", () => {
  it('is read where the tab is shown as #011, where it is one, and behind a time', () => {
    const expected = { round: 37, train: 45.3, validation: 46.25 };
    for (const line of [
      '[37]#011train-rmse:45.30000#011validation-rmse:46.25000',
      '[37]\ttrain-rmse:45.3\tvalidation-rmse:46.25',
      '[37]#011validation-rmse:46.25#011train-rmse:45.3',
      '2025-01-31 14:05:00 [37]#011train-rmse:4.53e1#011validation-rmse:46.25#011train-mae:3.0',
    ]) {
      assert.deepEqual(readBoostingRound(line), expected, line);
    }
  });

  it('is in no other line', () => {
    for (const line of [
      '[2026-01-31:14:05:00:INFO] Train matrix has 92002 rows and 25 columns',
      '[37]#011train-rmse:45.3',
      '[37]#011train-rmse:nan#011validation-rmse:nan',
      'train-rmse:45.3 validation-rmse:46.2',
    ]) {
      assert.equal(readBoostingRound(line), undefined, line);
    }
  });
});
