import assert from 'node:assert/strict';
import type { Results } from '../../../../src/lab/results/results.ts';
import { roundsSection } from '../../../../src/lab/results/roundsSection.ts';
import { partialPort } from '../../../support/fakeAccount.ts';

/** What is said of rounds whose validation errors are these, while training falls by one a round. */
async function saidOf(validation: readonly number[]): Promise<string> {
  const rounds = validation.map((value, round) => ({ round, train: 40 - round, validation: value }));
  const results = partialPort<Results>({ rounds: () => Promise.resolve({ trainingJob: 'job', rounds }) });
  let said = '';
  const { signal } = new AbortController();
  await roundsSection.show(results, {}, ({ pictures }) => (said = pictures?.[0]?.sentence ?? ''), signal);
  return said;
}

describe('what is said of overfitting', () => {
  it('is what it costs by the last round, and nothing of the rounds before that', async () => {
    const said = await saidOf([60, 50, 55, 58, 54]);
    assert.match(
      said,
      /begins after round 1: until the last round training falls by 3\.00 more, and validation is 4\.00 cycles higher there/,
    );
    assert.doesNotMatch(said, /every round/);
  });

  it('is that it does hardly any harm where the last round is nearly as good as the best', async () => {
    assert.match(await saidOf([60, 50, 50.1]), /begins after round 1, but does hardly any harm yet/);
  });

  it('is that it has not begun where the last round is the best', async () => {
    assert.match(await saidOf([60, 50, 40]), /overfitting has not begun/);
  });
});
