/** Glue's own states of a crawler, and of its last crawl. */
export type CrawlerState = 'READY' | 'RUNNING' | 'STOPPING';
export type LastCrawlStatus = 'SUCCEEDED' | 'CANCELLED' | 'FAILED';

/** A crawler with how its last crawl ended. */
export interface Crawler {
  readonly name: string;
  readonly state: CrawlerState;
  readonly database: string;
  /** `s3://bucket/prefix` of each target. */
  readonly targets: readonly string[];
  readonly lastCrawl:
    | { readonly status: LastCrawlStatus; readonly message: string; readonly started: Date | undefined }
    | undefined;
}

/** Glue's crawlers. Errors keep Glue's names (`EntityNotFoundException`, `CrawlerRunningException`). */
export interface Crawlers {
  list(signal?: AbortSignal): Promise<string[]>;
  get(name: string, signal?: AbortSignal): Promise<Crawler>;
  /** Several with one request, in no order; those that are not there are left out. */
  some(names: readonly string[], signal?: AbortSignal): Promise<Crawler[]>;
  start(name: string): Promise<void>;
  stop(name: string): Promise<void>;
}
