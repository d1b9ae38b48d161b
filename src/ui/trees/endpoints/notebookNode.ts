import type { LabAccount } from '../../../lab/account.ts';
import type { Notebook } from '../../../lab/ports/notebooks.ts';
import type { TreeNode } from '../treeNode.ts';

/** A notebook instance. */
export interface NotebookNode extends TreeNode {
  readonly kind: 'notebook';
  readonly name: string;
  readonly notebook: Notebook;
  /** Whether something runs there and costs money, or it is a record. */
  readonly account: LabAccount['kind'];
}

export async function notebookNode(
  { kind, ports }: LabAccount,
  name: string,
  signal: AbortSignal,
): Promise<NotebookNode> {
  const notebook = await ports.notebooks.get(name, signal);
  return { kind: 'notebook', id: name, name, notebook, account: kind, readAbove: true };
}
