import assert from 'node:assert/strict';
import { pythonText } from '../../../../../src/practice/services/sagemaker/inference.ts';

describe('a prediction as text', () => {
  it('is what Python writes for the float', () => {
    const cases: [number, string][] = [
      [Math.fround(0.1), '0.10000000149011612'],
      [392, '392.0'],
      [-0, '-0.0'],
      [1e-5, '1e-05'],
      [1.5e-7, '1.5e-07'],
      [0.0001, '0.0001'],
      [1e15, '1000000000000000.0'],
      [1e16, '1e+16'],
      [1.25e22, '1.25e+22'],
      [1e-100, '1e-100'],
      [NaN, 'nan'],
      [-Infinity, '-inf'],
    ];
    for (const [value, text] of cases) assert.equal(pythonText(value), text);
  });
});
