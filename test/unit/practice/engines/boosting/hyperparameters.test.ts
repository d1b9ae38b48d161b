import assert from 'node:assert/strict';
import { readHyperparameters } from '../../../../../src/practice/engines/boosting/hyperparameters.ts';

const read = (texts: Record<string, string>, recent = false) => readHyperparameters(texts, recent);
const refused = (texts: Record<string, string>) => {
  try {
    read({ num_round: '1', ...texts });
  } catch (error) {
    return (error as Error).message;
  }
  return 'taken';
};

describe('hyperparameters', () => {
  it('are taken as text, as JSON text, and under XGBoost’s other names', () => {
    const { parameters } = read({
      num_round: '"100"',
      learning_rate: '0.2',
      max_depth: '5',
      objective: '"reg:linear"',
    });
    assert.deepEqual(
      [parameters.num_round, parameters.eta, parameters.max_depth, parameters.objective],
      [100, 0.2, 5, 'reg:linear'],
    );
  });

  it('have XGBoost’s defaults, those of its version', () => {
    assert.equal(read({ num_round: '1' }).parameters.base_score, 0.5);
    assert.equal(read({ num_round: '1' }, true).parameters.base_score, undefined);
    assert.equal(read({ num_round: '1', objective: 'count:poisson' }).parameters.max_delta_step, 0.7);
  });

  it('say what is computed otherwise than asked', () => {
    assert.match(read({ num_round: '1', tree_method: 'exact' }).notes.join(), /exact is computed as hist/);
    assert.deepEqual(read({ num_round: '1', tree_method: 'hist' }).notes, []);
    assert.deepEqual(read({ num_round: '1' }, true).notes, []);
  });

  it('are refused in the container’s words', () => {
    assert.throws(() => read({}), { message: 'Missing required hyperparameter: num_round' });
    assert.equal(refused({ silent: '0' }), 'Extraneous hyperparameter found: silent');
    assert.equal(refused({ constructor: '0' }), 'Extraneous hyperparameter found: constructor');
    assert.equal(
      refused({ max_depth: 'deep' }),
      'Hyperparameter max_depth: could not parse value (caused by ValueError)',
    );
    assert.equal(refused({ eta: '2' }), 'Hyperparameter eta: 2.0 is not in [0, 1]');
    assert.equal(refused({ subsample: '0' }), 'Hyperparameter subsample: 0.0 is not in (0, 1]');
    assert.equal(refused({ num_round: '0' }), 'Hyperparameter num_round: 0 is not in [1, +inf)');
    assert.match(refused({ objective: 'reg:cubic' }), /^Hyperparameter objective: reg:cubic is not in \['/);
    assert.match(
      refused({ eval_metric: 'rmse,foo', objective: 'reg:linear' }),
      /value \['rmse', 'foo'\] not in range/,
    );
    assert.match(
      refused({ eval_metric: 'auc', objective: 'reg:linear' }),
      /can only be applied for classification/,
    );
    assert.match(refused({ objective: 'multi:softmax' }), /Require input for parameter 'num_class'/);
  });

  it('are refused by name where training here does not know them', () => {
    const unknown = {
      booster: 'dart',
      num_parallel_tree: '2',
      objective: 'rank:ndcg',
      monotone_constraints: '(1,0)',
    };
    for (const [name, value] of Object.entries(unknown)) {
      assert.match(refused({ [name]: value }), /^The practice account does not/);
    }
    assert.match(
      refused({ eval_metric: 'aucpr', objective: 'binary:logistic' }),
      /does not compute the metric aucpr/,
    );
  });
});
