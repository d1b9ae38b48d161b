import type { Stack, StackStatus } from '../../ports/stacks.ts';
import type { Finding } from '../finding.ts';
import type { PreflightCheck } from '../preflightCheck.ts';
import { driftFindings } from './drift.ts';

type State = 'whole' | 'moving' | 'broken' | 'rolledBack';

const states: Readonly<Record<StackStatus, State>> = {
  CREATE_COMPLETE: 'whole',
  UPDATE_COMPLETE: 'whole',
  IMPORT_COMPLETE: 'whole',
  UPDATE_ROLLBACK_COMPLETE: 'rolledBack',
  IMPORT_ROLLBACK_COMPLETE: 'rolledBack',
  CREATE_IN_PROGRESS: 'moving',
  ROLLBACK_IN_PROGRESS: 'moving',
  DELETE_IN_PROGRESS: 'moving',
  UPDATE_IN_PROGRESS: 'moving',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'moving',
  UPDATE_ROLLBACK_IN_PROGRESS: 'moving',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'moving',
  IMPORT_IN_PROGRESS: 'moving',
  IMPORT_ROLLBACK_IN_PROGRESS: 'moving',
  REVIEW_IN_PROGRESS: 'broken',
  CREATE_FAILED: 'broken',
  ROLLBACK_FAILED: 'broken',
  ROLLBACK_COMPLETE: 'broken',
  DELETE_FAILED: 'broken',
  DELETE_COMPLETE: 'broken',
  UPDATE_FAILED: 'broken',
  UPDATE_ROLLBACK_FAILED: 'broken',
  IMPORT_ROLLBACK_FAILED: 'broken',
};

/** The stack of the lab's resources is whole, and what it made is still as its template says. */
export const stack: PreflightCheck = {
  title: 'Stack and drift',
  stage: 'survey',
  run: async (context) => {
    const { account, stackName, signal } = context;
    const found = await account.ports.stacks.get(stackName, signal);
    if (!found) return [noStack(stackName)];
    const state = states[found.status];
    if (state === 'moving') return [moving(found)];
    if (state === 'broken') return [broken(found)];
    return [...(state === 'rolledBack' ? [rolledBack(found)] : []), ...(await driftFindings(context))];
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
  fix: 'Wait until it has ended, then check again.',
});

const broken = ({ name, status, reason }: Stack): Finding => ({
  level: 'problem',
  what: `The stack ${name} is ${status}${reason ? `: ${reason.replace(/\.?$/, '.')}` : '.'}`,
  why: 'Its resources are not all there, or CloudFormation has lost hold of some.',
  stage: 'survey',
  fix: 'Deploy the lab resources again: that deletes what is left of a stack that never came up, and goes on with others.',
  action: 'deploy',
});

const rolledBack = ({ name, status }: Stack): Finding => ({
  level: 'warning',
  what: `The stack ${name} is ${status}: its last change failed and was taken back.`,
  why: 'The resources are those of the template before that change.',
  stage: 'survey',
  fix: 'Deploy the lab resources again, and read why it fails.',
  action: 'deploy',
});
