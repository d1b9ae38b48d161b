import type { LabAccount } from '../../../lab/account.ts';
import type { Notebook } from '../../../lab/ports/notebooks.ts';
import type { TreeNode } from '../treeNode.ts';

/** A notebook instance. */
export interface NotebookNode extends TreeNode {
  readonly kind: 'notebook';
  readonly name: string;
  readonly notebook: Notebook;
}

export async function notebookNode(
  { ports }: LabAccount,
  name: string,
  signal: AbortSignal,
): Promise<NotebookNode> {
  const notebook = await ports.notebooks.get(name, signal);
  return { kind: 'notebook', id: name, name, notebook, readAbove: true };
}
