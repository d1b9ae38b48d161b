import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readModel } from '../../../../../src/practice/engines/boosting/modelFile/modelFile.ts';
import { filesOfTar } from '../../../../../src/practice/engines/boosting/tar.ts';
import { train } from '../../../../../src/practice/engines/boosting/training.ts';
import type {
  TrainingMessage,
  TrainingTask,
} from '../../../../../src/practice/engines/boosting/trainingTask.ts';
import { csvOf, regressionTable } from '../../../../support/regressionData.ts';

const files: Record<string, Buffer> = {
  'train.csv': Buffer.from(csvOf(regressionTable({ rows: 300, seed: 1 }))),
  'train.gz': gzipSync(csvOf(regressionTable({ rows: 300, seed: 1 }))),
  'validation.csv': Buffer.from(csvOf(regressionTable({ rows: 100, seed: 2 }))),
  'narrow.csv': Buffer.from('1,2\n3,4\n'),
  'header.csv': Buffer.from('label,a,b\n1,2,3\n'),
};
const channel = (name: string, gzip = false) => ({ files: [{ name, path: name }], gzip });

function run(task: Partial<TrainingTask>): { lines: string[]; archive: Buffer } {
  const lines: string[] = [];
  const whole = {
    hyperparameters: { num_round: '12', max_depth: '3' },
    train: channel('train.csv'),
    version: [1, 7, 4],
    format: 'binary',
    archive: '',
    ...task,
  } satisfies TrainingTask;
  const report = (message: TrainingMessage) => {
    if (message.kind === 'log') lines.push(...message.lines);
  };
  return { archive: train(whole, (path) => files[path] ?? Buffer.alloc(0), report), lines };
}

describe('training as the container does', () => {
  it('logs each round so that SageMaker’s expression finds the metric', () => {
    const { lines } = run({ validation: channel('validation.csv') });
    const found = lines
      .map((line) => /.*\[[0-9]+\].*#011validation-rmse:(\S+)/.exec(line)?.[1])
      .filter(Boolean);
    assert.equal(found.length, 12);
    assert.match(lines.at(-1) ?? '', /^\[11\]#011train-rmse:\d+\.\d{5}#011validation-rmse:\d+\.\d{5}$/);
    assert.ok(lines.some((line) => line.endsWith('Train matrix has 300 rows and 6 columns')));
    assert.ok(lines.some((line) => line.endsWith('Validation matrix has 100 rows')));
  });

  it('packs one model of the image’s form into the archive', () => {
    for (const format of ['binary', 'pickle', 'ubjson'] as const) {
      const contents = filesOfTar(gunzipSync(run({ format }).archive));
      assert.deepEqual([...contents.keys()], ['xgboost-model']);
      const { model, format: found } = readModel(contents.get('xgboost-model') ?? Buffer.alloc(0));
      assert.deepEqual([found, model.trees.length, model.features], [format, 12, 6]);
    }
  });

  it('makes the same model of gzip and of plain CSV', () => {
    const modelOf = (archive: Buffer) => filesOfTar(gunzipSync(archive)).get('xgboost-model');
    assert.deepEqual(modelOf(run({ train: channel('train.gz', true) }).archive), modelOf(run({}).archive));
  });

  it('says what is wrong with its data', () => {
    const complaint = (task: Partial<TrainingTask>) => {
      try {
        run(task);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    assert.match(
      complaint({ train: channel('header.csv') }),
      /could not convert string to float: 'label' \(line 1, column 1 of header.csv\)/,
    );
    assert.match(complaint({ train: channel('train.gz') }), /train.gz is gzip-compressed/);
    assert.match(complaint({ train: channel('train.csv', true) }), /train.csv is not gzip-compressed/);
    assert.match(complaint({ train: channel('empty') }), /No data in training channel path/);
    assert.match(
      complaint({ validation: channel('narrow.csv') }),
      /validation channel has 1 features, the train channel 6/,
    );
  });
});
