import assert from 'node:assert/strict';
import { notebookPrice } from '../../../../src/lab/costs/notebookPrice.ts';

describe('The price of a notebook instance', () => {
  it('is its own where it differs from that of an endpoint, and the same where not', () => {
    assert.equal(notebookPrice('ml.t2.medium'), '$0.046');
    assert.equal(notebookPrice('ml.t3.medium'), '$0.05');
    assert.equal(notebookPrice('ml.m5.xlarge'), '$0.23');
  });

  it('is not known for an instance that the price list lacks', () => {
    assert.equal(notebookPrice('ml.p5.48xlarge'), undefined);
  });
});
