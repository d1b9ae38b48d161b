import assert from 'node:assert/strict';
import { errorSection } from '../../../../src/lab/results/errorSection.ts';
import type { Results } from '../../../../src/lab/results/results.ts';
import type { PredictedFile } from '../../../../src/lab/results/testPredictions.ts';
import { partialPort } from '../../../support/fakeAccount.ts';

/** What is said of five engines whose errors are these, in stretches of 25 cycles from failure up. */
async function saidOf(errors: readonly number[]): Promise<string> {
  const rows = errors.flatMap((error, band) =>
    [1, 2, 3, 4, 5].map((unit) => ({ unit, error, left: band * 25 })),
  );
  const file = partialPort<PredictedFile>({
    subset: 'FD001',
    units: rows.map(({ unit }) => unit),
    cycles: rows.map(() => 1),
    predicted: rows.map(({ error, left }) => left + error),
    actual: Float64Array.from(rows, ({ left }) => left),
  });
  const results = partialPort<Results>({
    predictions: () => Promise.resolve({ trainingJob: 'job', files: [file], engines: [] }),
  });
  let said = '';
  const { signal } = new AbortController();
  await errorSection.show(results, {}, ({ pictures }) => (said = pictures?.[0]?.sentence ?? ''), signal);
  return said;
}

describe('what is said of the errors by the life that is left', () => {
  it('is that lives are underestimated from where that begins for good', async () => {
    assert.match(
      await saidOf([5, -1, 2, -3, -9]),
      /From 75 cycles on lives are underestimated, the more the/,
    );
    assert.match(await saidOf([5, 0, -3, -9]), /From 50 cycles on lives are underestimated, the more the/);
    assert.match(await saidOf([-1, -3, -9]), /\. Lives are underestimated, the more the farther away/);
  });

  it('is that it grows with the distance of failure only where it does', async () => {
    assert.match(await saidOf([5, -9, -3, -9]), /From 25 cycles on lives are underestimated: a healthy/);
    assert.doesNotMatch(await saidOf([5, 2, 8, 1]), /underestimated/);
  });
});
