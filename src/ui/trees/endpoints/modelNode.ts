import type { LabAccount } from '../../../lab/account.ts';
import type { Model } from '../../../lab/ports/endpoints.ts';
import type { TreeNode } from '../treeNode.ts';

/** A model of the lab. */
export interface ModelNode extends TreeNode {
  readonly kind: 'model';
  readonly name: string;
  /** Undefined when it was deleted just now. */
  readonly model: Model | undefined;
}

export async function modelNode(
  { ports }: LabAccount,
  name: string,
  signal: AbortSignal,
): Promise<ModelNode> {
  const model = await ports.endpoints.model(name, signal);
  return { kind: 'model', id: name, name, uri: model?.modelData, model };
}
