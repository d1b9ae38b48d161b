/** Glue's own states of a crawler, and of its last crawl. */
export type CrawlerState = 'READY' | 'RUNNING' | 'STOPPING';
export type LastCrawlStatus = 'SUCCEEDED' | 'CANCELLED' | 'FAILED';

/** One crawl of the past, or the one that goes on. */
export interface Crawl {
  readonly state: 'RUNNING' | 'COMPLETED' | 'FAILED' | 'STOPPED';
  readonly started: Date | undefined;
  readonly ended: Date | undefined;
  /** DPU hours that it used; undefined where Glue does not say. */
  readonly dpuHours: number | undefined;
}

/** A crawler with how its last crawl ended. */
export interface Crawler {
  readonly name: string;
  readonly state: CrawlerState;
  readonly database: string;
  /** `s3://bucket/prefix` of each target. */
  readonly targets: readonly string[];
  /** ARN or name of the role that it acts with. */
  readonly role: string;
  /** Its classifiers' names, in the order in which they are tried. */
  readonly classifiers: readonly string[];
  readonly lastCrawl:
    | { readonly status: LastCrawlStatus; readonly message: string; readonly started: Date | undefined }
    | undefined;
}

/** A classifier for CSV; Glue's other kinds have none of these. */
export interface CsvClassifier {
  readonly name: string;
  readonly delimiter: string;
  readonly header: 'PRESENT' | 'ABSENT' | 'UNKNOWN';
  /** Columns are named by it instead of col0, col1 … */
  readonly columns: readonly string[];
}

/** Glue's crawlers. Errors keep Glue's names (`EntityNotFoundException`, `CrawlerRunningException`). */
export interface Crawlers {
  list(signal?: AbortSignal): Promise<string[]>;
  get(name: string, signal?: AbortSignal): Promise<Crawler>;
  /** Several with one request, in no order; those that are not there are left out. */
  some(names: readonly string[], signal?: AbortSignal): Promise<Crawler[]>;
  /** The classifier of that name; undefined for one that is not there, or is for other things than CSV. */
  classifier(name: string, signal?: AbortSignal): Promise<CsvClassifier | undefined>;
  /** Its crawls as far as Glue still knows them. */
  crawls(name: string, signal?: AbortSignal): Promise<Crawl[]>;
  start(name: string): Promise<void>;
  stop(name: string): Promise<void>;
}
