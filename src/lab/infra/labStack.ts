import type { StackResource } from '../ports/stacks.ts';

/** What the lab's stack is called where nobody gives it another name. */
export const defaultStackName = 'cmapss-lab';

/** Where in the published bucket an editor in the cloud finds the lab's extension. */
export const extensionKey = 'editor/cmapss-ml-lab.vsix';

/** The template's parameters, by what they choose. */
export const parameterNames = {
  editor: 'EditorEnvironment',
  editorInstanceType: 'EditorInstanceType',
  editorImage: 'EditorImage',
  notebook: 'NotebookInstance',
  notebookInstanceType: 'NotebookInstanceType',
  budgetEmail: 'BudgetEmail',
  budget: 'MonthlyBudget',
} as const;

/**
 * Why a stack cannot have this name, if so. CloudFormation cuts a longer name off in the names that it makes up for roles,
 * and the notebook's right to pass on its own role goes by that name.
 */
export function stackNameProblem(name: string): string | undefined {
  if (/^[a-zA-Z][a-zA-Z0-9-]{0,23}$/.test(name)) return undefined;
  return `A stack's name has letters, digits and hyphens, begins with a letter and is 24 characters long at most: '${name}' is not one.`;
}

/** Statuses of what is no resource of the stack's any more, or never was one: what it is called is somebody else's. */
const notOfTheStack = ['DELETE_COMPLETE', 'DELETE_SKIPPED', 'CREATE_FAILED'];

/** Those of a stack's resources that are there, and its own. */
export function ownResources(resources: readonly StackResource[]): StackResource[] {
  return resources.filter(({ status }) => !notOfTheStack.includes(status));
}

/** Whether a stack is made from the lab's template, as far as its resources tell; one that has none yet may be. */
export function isLabStack(resources: readonly StackResource[]): boolean {
  return (
    !resources.length ||
    resources.some(({ logicalId, type }) => logicalId === 'SubmissionsBucket' && type === 'AWS::S3::Bucket')
  );
}
