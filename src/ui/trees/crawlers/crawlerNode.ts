import type { Crawler } from '../../../lab/ports/crawlers.ts';
import type { TreeNode } from '../treeNode.ts';

/** A crawler. */
export interface CrawlerNode extends TreeNode {
  readonly kind: 'crawler';
  readonly crawler: Crawler;
}

/** A crawler with, below it, the tables of the database that it writes to. */
export function crawlerNode(crawler: Crawler): CrawlerNode {
  return { kind: 'crawler', id: crawler.name, name: crawler.name, crawler };
}
