import assert from 'node:assert/strict';
import { predict, type Model } from '../../../../../src/practice/engines/boosting/model.ts';
import {
  floatText,
  ModelFileError,
} from '../../../../../src/practice/engines/boosting/modelFile/document.ts';
import {
  readModel,
  writeModel,
  type ModelFormat,
} from '../../../../../src/practice/engines/boosting/modelFile/modelFile.ts';
import { defaultParameters } from '../../../../../src/practice/engines/boosting/parameters.ts';
import { filesOfTar, tarOf } from '../../../../../src/practice/engines/boosting/tar.ts';
import { boost } from '../../../../../src/practice/engines/boosting/trainer.ts';
import { matrixOf, regressionTable } from '../../../../support/regressionData.ts';

const matrix = matrixOf(regressionTable({ rows: 500, seed: 4, missing: 0.1 }));

function trained(objective: string): Model {
  const labels = matrix.labels.map((label) => label / 200);
  const steps = boost({ ...matrix, labels }, { ...defaultParameters, objective, num_round: 4 }, []);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('model files', () => {
  const model = trained('reg:squarederror');
  const expected = predict(model, matrix.values, matrix.rows);

  for (const format of ['json', 'ubjson', 'binary', 'pickle'] satisfies ModelFormat[]) {
    it(`in the form ${format} give the same model back, told by their first bytes`, () => {
      for (const version of [
        [1, 2, 0],
        [1, 7, 4],
        [3, 0, 5],
        [3, 2, 0],
      ] as const) {
        const again = readModel(writeModel(model, format, version));
        assert.equal(again.format, format);
        assert.deepEqual(again.model, model);
        assert.deepEqual(predict(again.model, matrix.values, matrix.rows), expected);
      }
    });
  }

  it('keep the objective, so that predictions are what they were', () => {
    const logistic = trained('binary:logistic');
    const { model: again } = readModel(writeModel(logistic, 'binary', [1, 7, 4]));
    const predictions = predict(again, matrix.values, matrix.rows);
    assert.deepEqual(predictions, predict(logistic, matrix.values, matrix.rows));
    assert.ok(predictions.every((each) => each > 0 && each < 1));
  });

  it('are refused with a reason when they are none', () => {
    const pickle = writeModel(model, 'pickle', [1, 2, 0]);
    for (const bytes of ['hello', '{"a":1}', '{"a":', 'binf', '{Lxx'].map((text) => Buffer.from(text))) {
      assert.throws(() => readModel(bytes), ModelFileError);
    }
    assert.throws(() => readModel(pickle.subarray(0, 30)), /pickle holds no booster/);
    for (const format of ['json', 'ubjson', 'binary'] as const) {
      const bytes = writeModel(model, format, [1, 7, 4]);
      assert.throws(() => readModel(bytes.subarray(0, bytes.length >> 1)));
    }
  });

  it('write floats so that XGBoost reads floats: the shortest digits, always with an exponent', () => {
    assert.deepEqual([0, 1, -200, 0.5, 1e-7].map(floatText), ['0E0', '1E0', '-2E2', '5E-1', '1E-7']);
    for (const value of [1 / 3, 123.456, 3.4028235e38, 1.17549435e-38].map(Math.fround)) {
      assert.equal(Math.fround(Number(floatText(value))), value);
    }
  });
});

describe('a tar archive', () => {
  it('gives its file back', () => {
    for (const size of [0, 1, 511, 512, 513]) {
      const content = Buffer.alloc(size, 'x');
      const files = filesOfTar(tarOf('xgboost-model', content, new Date(0)));
      assert.deepEqual([...files], [['xgboost-model', content]]);
    }
  });

  it('is refused when it is cut off', () => {
    const archive = tarOf('xgboost-model', Buffer.alloc(2000), new Date(0));
    assert.throws(() => filesOfTar(archive.subarray(0, 1000)), /cut off/);
  });
});
