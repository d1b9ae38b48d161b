import type {
  CreateCrawlerRequest,
  CrawlerHistoryState,
  CsvClassifier,
  LastCrawlStatus,
} from '@aws-sdk/client-glue';
import type { Store, Table } from '../../store/store.ts';

/** The log group of all crawlers; each writes to a stream of its own name. */
export const crawlerLogGroup = '/aws-glue/crawlers';

/** A crawler as the account keeps it. */
export interface CrawlerDocument {
  readonly definition: Omit<CreateCrawlerRequest, 'Tags'>;
  readonly tags: Readonly<Record<string, string>>;
  readonly state: 'READY' | 'RUNNING' | 'STOPPING';
  readonly created: number;
  readonly updated: number;
  readonly version: number;
  /** The crawl that runs, or ran last: its id in the history. */
  readonly crawl?: string;
}

/** One crawl of a crawler's history. */
export interface CrawlDocument {
  readonly id: string;
  readonly crawler: string;
  readonly state: CrawlerHistoryState;
  readonly started: number;
  readonly ended?: number;
  readonly error?: string;
  readonly tablesCreated?: number;
  readonly tablesUpdated?: number;
  readonly tablesDeleted?: number;
  readonly partitionsCreated?: number;
}

/** A custom classifier. */
export interface ClassifierDocument {
  readonly definition: Omit<CsvClassifier, 'CreationTime' | 'LastUpdated' | 'Version'>;
  readonly created: number;
  readonly updated: number;
  readonly version: number;
}

/** Crawlers, their history, and classifiers, by name (a crawl by its id). */
export interface CrawlerDocuments {
  readonly crawlers: Table<CrawlerDocument>;
  readonly crawls: Table<CrawlDocument>;
  readonly classifiers: Table<ClassifierDocument>;
  /** A crawler's crawls, the newest first. */
  crawlsOf(crawler: string): CrawlDocument[];
}

/** The crawlers' documents in the store. */
export function crawlerDocuments(store: Store): CrawlerDocuments {
  const crawls = store.table<CrawlDocument>('glue.crawls');
  return {
    crawlers: store.table('glue.crawlers'),
    crawls,
    classifiers: store.table('glue.classifiers'),
    crawlsOf: (crawler) =>
      crawls
        .values()
        .filter((crawl) => crawl.crawler === crawler)
        .reverse(),
  };
}

/** How a crawl's end shows in its crawler's LastCrawl. */
export const lastCrawlStatus: Readonly<Record<CrawlerHistoryState, LastCrawlStatus | undefined>> = {
  RUNNING: undefined,
  COMPLETED: 'SUCCEEDED',
  FAILED: 'FAILED',
  STOPPED: 'CANCELLED',
};
