import { crawlerRunState } from '../../../lab/runState.ts';
import type { Look } from '../look.ts';
import type { CrawlerNode } from './crawlerNode.ts';

/** A crawler's row: its name, how it is doing. */
export function crawlerLook({ crawler }: CrawlerNode): Look {
  return { label: crawler.name, state: crawlerRunState(crawler.state, crawler.lastCrawl?.status) };
}
