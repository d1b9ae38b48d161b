import type { LabAccount } from '../../../lab/account.ts';
import type { LogPlace } from '../../documents/logPlace.ts';
import type { TreeNode } from '../treeNode.ts';

/** A log that a training job or an endpoint writes. */
export interface SagemakerLogNode extends TreeNode {
  readonly kind: 'log';
  readonly log: LogPlace;
}

/** The streams of a group whose names begin with `prefix`; each is the log of one instance. */
export async function sagemakerLogNodes(
  { kind, region, identity, ports }: LabAccount,
  group: string,
  prefix: string,
  name: string,
  signal: AbortSignal,
): Promise<SagemakerLogNode[]> {
  const streams = await ports.logs.streams(group, prefix, signal);
  const owner = { kind, region, account: identity.account };
  return streams.map((stream) => ({
    kind: 'log',
    id: `log ${stream}`,
    log: { group, stream, title: `${name} ${stream.slice(prefix.length)}`.trim(), owner },
  }));
}
