import assert from 'node:assert/strict';
import { endpointCost } from '../../../../src/lab/costs/endpointCost.ts';
import { prices } from '../../../../src/lab/costs/prices.ts';

describe('What an endpoint costs', () => {
  it('is the price of its instances for every hour that it is there', () => {
    const price = prices.sagemakerPerHour.get('ml.t2.medium')!;
    assert.deepEqual(endpointCost({ instanceType: 'ml.t2.medium', instances: 2 }, 90 * 60_000), {
      perHour: 2 * price,
      soFar: 3 * price,
    });
  });

  it('is not known for an instance that the price list lacks', () => {
    assert.equal(endpointCost({ instanceType: 'ml.p5.48xlarge', instances: 1 }, 1), undefined);
  });
});
