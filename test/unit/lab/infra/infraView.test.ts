import assert from 'node:assert/strict';
import { infraView, standText } from '../../../../src/lab/infra/infraView.ts';
import type { InfraState } from '../../../../src/lab/infra/infraWork.ts';
import type { StackStatus } from '../../../../src/lab/ports/stacks.ts';
import { stackIn } from '../../../support/fakeStacks.ts';

const stand = (status: StackStatus): string =>
  standText('lab', { stack: stackIn('lab', status), resources: [], outdated: false });

const account = {
  kind: 'aws',
  region: 'us-east-1',
  identity: { account: '123456789012', arn: 'arn' },
} as const;
const buttons = (state: Partial<InfraState>): string[] =>
  (
    infraView(account, 'lab', undefined, { doing: undefined, by: 'account', step: '', lines: [], ...state })
      .actions ?? []
  ).flatMap(({ label, disabled }) => (disabled ? [] : [label]));

describe('the view of the stack', () => {
  it('tears down without a stack, too: something of the lab may be left beside it', () => {
    assert.deepEqual(buttons({}), ['Deploy', 'Tear Down', 'Refresh']);
  });

  it('stops what is done from here, and stops watching what the account does by itself', () => {
    assert.deepEqual(buttons({ doing: 'Deploying', by: 'account' }), ['Stop Watching']);
    assert.deepEqual(buttons({ doing: 'Tearing down', by: 'program' }), ['Stop']);
  });

  it('says what deploying does about the state that the stack is in', () => {
    assert.match(standText('lab', undefined), /Nothing is deployed.*Deploy makes it/);
    assert.match(stand('UPDATE_IN_PROGRESS'), /Deploy follows that/);
    assert.match(stand('DELETE_FAILED'), /Deploy deletes what is left of it and makes it anew/);
    assert.equal(stand('CREATE_COMPLETE'), 'lab is CREATE_COMPLETE.');
  });

  it('promises nothing of deploying where somebody has to repair the stack first', () => {
    assert.match(stand('UPDATE_ROLLBACK_FAILED'), /It cannot be changed\. Choose Continue update rollback/);
    assert.doesNotMatch(stand('UPDATE_ROLLBACK_FAILED'), /Deploy/);
  });
});
