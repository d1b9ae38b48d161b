import type { LabAccount } from '../../../lab/account.ts';
import type { Crawler } from '../../../lab/ports/crawlers.ts';
import type { StageId } from '../../../lab/facts.ts';
import { factNode } from '../factNode.ts';
import type { TreeNode } from '../treeNode.ts';
import { databaseNode } from './databaseNode.ts';

/** A crawler. */
export interface CrawlerNode extends TreeNode {
  readonly kind: 'crawler';
  readonly crawler: Crawler;
  /** The stage of the lab that runs it. */
  readonly stage: StageId | undefined;
}

/** A crawler; below it where it looks, and the database that it writes to. */
export function crawlerNode(
  { ports }: Pick<LabAccount, 'ports'>,
  crawler: Crawler,
  stage: StageId | undefined,
): CrawlerNode {
  const { name, database, targets } = crawler;
  return {
    kind: 'crawler',
    id: name,
    name,
    crawler,
    stage,
    readAbove: true,
    children: () =>
      Promise.resolve([
        ...targets.map((uri) => factNode('Looks at', uri, { id: uri, icon: 'search', uri })),
        ...(database ? [databaseNode(ports.catalog, database, stage)] : []),
      ]),
  };
}
