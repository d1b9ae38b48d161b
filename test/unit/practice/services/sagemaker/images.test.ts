import assert from 'node:assert/strict';
import { imageOf } from '../../../../../src/practice/services/sagemaker/images.ts';

describe('an image of the built-in XGBoost', () => {
  const image = (tag: string) =>
    imageOf(`683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:${tag}`);

  it('separates predictions by commas up to 1.2-1, and by line feeds from 1.2-2 on', () => {
    for (const tag of ['0.90-1', '0.90-2', '1.0-1', '1.2-1']) assert.equal(image(tag).separator, ',', tag);
    for (const tag of ['1.2-2', '1.3-1', '1.5-1', '1.7-1', '3.0-5', '3.2-0'])
      assert.equal(image(tag).separator, '\n', tag);
  });
});
