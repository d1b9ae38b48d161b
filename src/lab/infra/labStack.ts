import type { StackResource } from '../ports/stacks.ts';

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
 * The form of the stack's name. CloudFormation cuts a longer name off in the names that it makes up for roles, and the
 * notebook's right to pass on its own role goes by that name.
 */
export const stackNameForm = /^[a-zA-Z][a-zA-Z0-9-]{0,23}$/;

/** Why a stack cannot have this name, if so. */
export function stackNameProblem(name: string): string | undefined {
  if (stackNameForm.test(name)) return undefined;
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
