import assert from 'node:assert/strict';
import { labReferences } from '../../../../src/lab/results/referenceFigures.ts';

describe('figures of others', () => {
  it('are each of the model that has them: the best of the tuning jobs is not the model that was tuned later', () => {
    const byOriginal = labReferences
      .filter(({ model }) => model.includes('tun') && model.startsWith('The original lab'))
      .map(({ model, figure, rmse: [rmse] }) => [model.includes('50'), figure, rmse]);
    assert.deepEqual(byOriginal, [
      [true, 'validation', 44.77],
      [false, 'validation', 44.36],
      [false, 'testAllRows', 57.71],
    ]);
  });
});
