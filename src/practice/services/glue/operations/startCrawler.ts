import { AwsError } from '../../../awsError.ts';
import type { CrawlerDocuments } from '../crawlerDocuments.ts';
import type { CrawlerRuns } from '../crawlerRuns.ts';
import { crawlerOf } from './crawlerOf.ts';

/** Starts a crawler, for a client or a trigger; returns the crawl's id, or throws what StartCrawler throws. */
export function startCrawler(
  name: string | undefined,
  documents: CrawlerDocuments,
  runs: CrawlerRuns,
): string {
  const { state } = crawlerOf(documents, name, (missing) => `Crawler with name ${missing} does not exist`);
  if (state !== 'READY') {
    throw new AwsError('CrawlerRunningException', `Crawler with name ${name ?? ''} has already started`);
  }
  return runs.start(name ?? '');
}
