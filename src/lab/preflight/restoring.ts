import { stackPhase, stuckFix } from '../infra/stackPhase.ts';
import type { StackStatus } from '../ports/stacks.ts';
import type { Finding } from './finding.ts';

/** How what a stack lacks is made: by deploying, where that makes it anew. `status` is undefined where there is no stack. */
export function restoring(status: StackStatus | undefined): Pick<Finding, 'fix' | 'action'> {
  switch (status === undefined ? 'gone' : stackPhase(status)) {
    case 'gone':
      return { fix: 'Deploy the lab resources.', action: 'deploy' };
    case 'unusable':
    case 'deleteFailed':
      return {
        fix: 'Deploy the lab resources again: that deletes first what is left of this stack.',
        action: 'deploy',
      };
    case 'ready':
      return {
        fix: 'Tear down the lab resources, then deploy them again: CloudFormation does not make again what it has made once.',
        action: 'teardown',
      };
    case 'working':
      return { fix: 'Wait until CloudFormation has ended its work on the stack, then check again.' };
    case 'stuck':
      return { fix: `${stuckFix} Then deploy the lab resources again.` };
  }
}
