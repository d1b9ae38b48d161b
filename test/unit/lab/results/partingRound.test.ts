import assert from 'node:assert/strict';
import { partingOf } from '../../../../src/lab/results/partingRound.ts';

const rounds = (validation: readonly number[]) =>
  validation.map((value, round) => ({ round, train: 100 - round, validation: value }));

describe('where training and validation part', () => {
  it('is the first round from which validation gains no more than half a percent', () => {
    const found = partingOf(rounds([300, 202, 200.8, 200.9, 200, 200.5, 203]));
    assert.equal(found?.parting.round, 2);
    assert.equal(found.best.round, 4);
    assert.equal(found.last.round, 6);
  });

  it('is the last round where validation has not stopped to improve', () => {
    const found = partingOf(rounds([400, 300, 200]));
    assert.deepEqual([found?.parting.round, found?.best.round, found?.last.round], [2, 2, 2]);
  });

  it('is nowhere without a round', () => {
    assert.equal(partingOf([]), undefined);
  });
});
