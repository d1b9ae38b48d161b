import { stackPhase } from '../../infra/stackPhase.ts';
import type { Stack } from '../../ports/stacks.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';
import { restoring } from '../restoring.ts';
import { driftFindings } from './drift.ts';

/** The stack of the lab's resources is whole, and what it made is still as its template says. */
export const stack: PreflightCheck = {
  title: 'Stack and drift',
  stage: 'survey',
  run: async (context) => {
    const found = await context.known.stack();
    if (!found) return [noStack(context.event.stackName)];
    const phase = stackPhase(found.status);
    if (phase === 'working') return [moving(found)];
    if (phase !== 'ready') return [broken(found)];
    // What failed to be made at all is not ready; this is a change that was taken back.
    const isBack = found.status.endsWith('ROLLBACK_COMPLETE');
    return [...(isBack ? [rolledBack(found)] : []), ...(await driftFindings(context, found))];
  },
};

const noStack = (name: string): Finding => ({
  level: 'note',
  what: `There is no stack called ${name}.`,
  why: "So the lab's resources cannot be compared with the template they came from; that they are there, and how they are set, is checked all the same.",
  stage: 'survey',
  fix: 'If they came from a stack of another name, name it (--stack-name). If nothing is deployed yet, deploy the lab resources.',
  action: 'deploy',
});

const moving = ({ name, status }: Stack): Finding => ({
  level: 'problem',
  what: `The stack ${name} is ${status}.`,
  why: 'CloudFormation is at work on its resources: they may not be there yet, or go away.',
  stage: 'survey',
  ...restoring(status),
});

const broken = ({ name, status, reason }: Stack): Finding => ({
  level: 'problem',
  what: `The stack ${name} is ${status}${reason ? `: ${reason.replace(/\.?$/, '.')}` : '.'}`,
  why: 'Its resources are not all there, or CloudFormation has lost hold of some.',
  stage: 'survey',
  ...restoring(status),
});

const rolledBack = ({ name, status }: Stack): Finding => ({
  level: 'warning',
  what: `The stack ${name} is ${status}: its last change failed and was taken back.`,
  why: 'The resources are those of the template before that change.',
  stage: 'survey',
  fix: 'Deploy the lab resources again, and read why it fails.',
  action: 'deploy',
});
