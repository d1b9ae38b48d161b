import assert from 'node:assert/strict';
import { defaultEvent, EventError, readEvent } from '../../../src/lab/event.ts';
import { hyperparameterTexts } from '../../../src/lab/event/hyperparameters.ts';
import { matchesPattern, patternPrefix, tableNameOf } from '../../../src/lab/event/patterns.ts';
import { channelModeOf, imageVersions, xgboostImage } from '../../../src/lab/event/xgboostImages.ts';

const read = (fields: unknown) => readEvent(JSON.stringify(fields), 'event.json');
const refused = (fields: unknown) => {
  try {
    read(fields);
  } catch (error) {
    assert.ok(error instanceof EventError);
    return error.message;
  }
  return assert.fail('it was accepted');
};

describe('an event', () => {
  it('is the lab as written when its file says nothing', () => {
    assert.deepEqual(read({}), defaultEvent);
    assert.deepEqual(hyperparameterTexts(defaultEvent.training.hyperparameters), {
      max_depth: '5',
      eta: '0.2',
      gamma: '4',
      min_child_weight: '6',
      subsample: '0.7',
      objective: 'reg:squarederror',
      num_round: '100',
    });
    assert.equal(defaultEvent.files.length, 12);
  });

  it('keeps every default that its file does not name, at any depth', () => {
    const event = read({
      region: 'eu-west-1',
      training: { hyperparameters: { num_round: 10 } },
      patterns: { job: 'my_job', curatedBucket: ['mine-*', 'ours-*'] },
    });
    assert.equal(event.region, 'eu-west-1');
    assert.equal(event.training.instanceType, 'ml.m5.large');
    assert.equal(event.training.hyperparameters.num_round, 10);
    assert.equal(event.training.hyperparameters.max_depth, 5);
    assert.deepEqual(event.patterns.job, ['my_job']);
    assert.deepEqual(event.patterns.curatedBucket, ['mine-*', 'ours-*']);
    assert.deepEqual(event.patterns.publishedBucket, defaultEvent.patterns.publishedBucket);
  });

  it('may begin with a byte order mark', () => {
    assert.equal(readEvent('\uFEFF{"name":"Spring course"}', 'event.json').name, 'Spring course');
  });

  it('is refused with its file when it is no JSON', () => {
    assert.throws(() => readEvent('{"name":', 'course/event.json'), {
      name: 'EventError',
      message: /^course\/event\.json is no valid JSON \(.+\); correct it there\.$/,
    });
  });

  it('is refused with the path of a field it does not have', () => {
    assert.match(
      refused({ nmae: 'x' }),
      /^event\.json: "nmae" is not a field of an event; .*use one of name, region/,
    );
    assert.match(
      refused({ training: { hyperparameters: { maxDepth: 5 } } }),
      /"training\.hyperparameters\.maxDepth" is not a field/,
    );
    assert.match(refused({ __proto__x: 1, patterns: { constructor: 'a' } }), /is not a field/);
  });

  const bad: [name: string, fields: unknown, message: RegExp][] = [
    ['a list instead of an event', [], /^event\.json: the file must be an object in braces, not \[\]\.$/],
    ['null for a group', { training: null }, /"training" must be an object in braces, not null/],
    [
      'an unknown region',
      { region: 'us-east-9' },
      /"region" must be one of .*"us-east-1".*, not "us-east-9"/,
    ],
    ['a number for a name', { name: 7 }, /"name" must be text such as "CMAPSS ML Lab", not 7/],
    ['a stack that is no name', { stackName: '1 lab' }, /"stackName" must be text such as "cmapss-lab"/],
    ['an unknown image', { training: { imageVersion: '9.9-9' } }, /"training\.imageVersion" must be one of/],
    [
      'a depth of nothing',
      { training: { hyperparameters: { max_depth: 0 } } },
      /"training\.hyperparameters\.max_depth" must be a whole number at least 1 and at most 64, not 0/,
    ],
    ['half a round', { training: { hyperparameters: { num_round: 1.5 } } }, /must be a whole number/],
    [
      'a share of nothing',
      { training: { hyperparameters: { subsample: 0 } } },
      /must be a number above 0 and at most 1, not 0/,
    ],
    [
      'text for a number',
      { training: { hyperparameters: { eta: '0.2' } } },
      /"training\.hyperparameters\.eta" must be a number .*not "0\.2"/,
    ],
    [
      'another objective',
      { training: { hyperparameters: { objective: 'multi:softmax' } } },
      /must be "reg:squarederror"/,
    ],
    [
      'an EC2 instance type',
      { endpoint: { instanceType: 'm5.large' } },
      /"endpoint\.instanceType" must be text such as "ml\.m5\.large", not "m5\.large"/,
    ],
    [
      'an upper-case bucket',
      { patterns: { publishedBucket: ['ok-*', 'Bad'] } },
      /"patterns\.publishedBucket\[1\]" must be/,
    ],
    ['no pattern at all', { patterns: { job: [] } }, /"patterns\.job" must name at least one/],
    [
      'a role by its name',
      { sagemakerRole: 'MyRole' },
      /"sagemakerRole" must be text such as "arn:aws:iam::/,
    ],
    ['a file outside its folder', { files: ['../train_FD001.txt'] }, /"files\[0\]" must be/],
  ];
  for (const [name, fields, message] of bad) {
    it(`is refused with ${name}`, () => assert.match(refused(fields), message));
  }
});

describe('name patterns', () => {
  it('match whole names, `*` standing for at least one character', () => {
    assert.ok(matchesPattern(['datalake-submissions-*'], 'datalake-submissions-123-us-east-1-ab'));
    assert.ok(!matchesPattern(['datalake-submissions-*'], 'datalake-submissions-'));
    assert.ok(!matchesPattern(['datalake-submissions-*'], 'my-datalake-submissions-1'));
    assert.ok(!matchesPattern(['a.b'], 'aXb'));
  });

  it('tell the curated bucket in singular and plural', () => {
    const { curatedBucket } = defaultEvent.patterns;
    assert.ok(matchesPattern(curatedBucket, 'datalake-curated-dataset-1'));
    assert.ok(matchesPattern(curatedBucket, 'datalake-curated-datasets-1'));
  });

  it('give the prefix to list by, and the table name a crawler makes of a bucket', () => {
    assert.equal(patternPrefix('aws-glue-*'), 'aws-glue-');
    assert.equal(patternPrefix('calc_rul'), 'calc_rul');
    assert.equal(
      tableNameOf('datalake-curated-datasets-1-us-east-1-x.Y'),
      'datalake_curated_datasets_1_us_east_1_x_y',
    );
  });
});

describe('XGBoost images', () => {
  it('lie in the registry account of their region', () => {
    assert.equal(
      xgboostImage('1.7-1', 'us-east-1'),
      '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1',
    );
    assert.equal(
      xgboostImage('1.2-1', 'cn-north-1'),
      '450853457545.dkr.ecr.cn-north-1.amazonaws.com.cn/sagemaker-xgboost:1.2-1',
    );
    assert.throws(() => xgboostImage('1.7-1', 'mars-1'), /no built-in XGBoost image in mars-1/);
  });

  it('read gzipped CSV in Pipe mode, but plain CSV in FastFile mode from 3.2-0', () => {
    for (const version of imageVersions) {
      assert.deepEqual(
        channelModeOf(version),
        version === '3.2-0'
          ? { inputMode: 'FastFile', compression: 'None' }
          : { inputMode: 'Pipe', compression: 'Gzip' },
      );
    }
  });
});
