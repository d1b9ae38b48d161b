import type {
  CrawlerHistory,
  CrawlerMetrics,
  CrawlsFilter,
  GetCrawlerMetricsRequest,
  GetCrawlerMetricsResponse,
  ListCrawlsRequest,
  ListCrawlsResponse,
} from '@aws-sdk/client-glue';
import type { Clock } from '../../../clock.ts';
import { crawlerLogGroup, type CrawlDocument, type CrawlerDocuments } from '../crawlerDocuments.ts';
import { invalidInput } from '../glueErrors.ts';
import { pageOf } from '../paging.ts';
import { crawlerOf } from './crawlerOf.ts';

/** Glue's operations on the crawls of the past. */
export function crawlOperations(documents: CrawlerDocuments, clock: Clock) {
  return {
    ListCrawls: ({ CrawlerName, Filters = [], ...request }: ListCrawlsRequest): ListCrawlsResponse => {
      crawlerOf(documents, CrawlerName);
      const all = documents.crawlsOf(CrawlerName ?? '');
      const matching = all.filter((crawl) => Filters.every((filter) => matches(crawl, filter, clock)));
      const { page, ...next } = pageOf(matching, request);
      return { Crawls: page.map(described), ...next };
    },
    GetCrawlerMetrics: ({
      CrawlerNameList,
      ...request
    }: GetCrawlerMetricsRequest): GetCrawlerMetricsResponse => {
      const names = CrawlerNameList?.length ? CrawlerNameList : documents.crawlers.keys().sort();
      const { page, ...next } = pageOf(
        names.filter((name) => documents.crawlers.has(name)),
        request,
      );
      return { CrawlerMetricsList: page.map((name) => metrics(name, documents)), ...next };
    },
  };
}

function described(crawl: CrawlDocument): CrawlerHistory {
  const changed = {
    TABLE: { ADD: crawl.tablesCreated, UPDATE: crawl.tablesUpdated, DELETE: crawl.tablesDeleted },
    PARTITION: { ADD: crawl.partitionsCreated },
  };
  return {
    CrawlId: crawl.id,
    State: crawl.state,
    StartTime: new Date(crawl.started),
    ...(crawl.ended === undefined ? {} : { EndTime: new Date(crawl.ended) }),
    ...(crawl.state === 'COMPLETED' ? { Summary: JSON.stringify(changed) } : {}),
    ...(crawl.error === undefined ? {} : { ErrorMessage: crawl.error }),
    LogGroup: crawlerLogGroup,
    LogStream: crawl.crawler,
    MessagePrefix: crawl.id,
  };
}

function metrics(name: string, documents: CrawlerDocuments): CrawlerMetrics {
  const all = documents.crawlsOf(name);
  const seconds = all.flatMap(({ started, ended }) =>
    ended === undefined ? [] : [(ended - started) / 1000],
  );
  const sorted = [...seconds].sort((a, b) => a - b);
  const last = all.find(({ state }) => state === 'COMPLETED');
  return {
    CrawlerName: name,
    TimeLeftSeconds: 0,
    StillEstimating: documents.crawlers.get(name)?.state === 'RUNNING',
    LastRuntimeSeconds: seconds[0] ?? 0,
    MedianRuntimeSeconds: sorted[Math.floor(sorted.length / 2)] ?? 0,
    TablesCreated: last?.tablesCreated ?? 0,
    TablesUpdated: last?.tablesUpdated ?? 0,
    TablesDeleted: last?.tablesDeleted ?? 0,
  };
}

/** Whether a crawl fits one filter: of its id, state, or a time in epoch milliseconds. */
function matches(crawl: CrawlDocument, filter: CrawlsFilter, clock: Clock): boolean {
  const { FieldName, FilterOperator = 'EQ', FieldValue = '' } = filter;
  if (FieldName === 'CRAWL_ID' || FieldName === 'STATE') {
    const equal = (FieldName === 'STATE' ? crawl.state : crawl.id) === FieldValue;
    return FilterOperator === 'NE' ? !equal : equal;
  }
  if (FieldName !== 'START_TIME' && FieldName !== 'END_TIME') {
    throw invalidInput(`The practice account does not filter crawls by ${FieldName ?? 'nothing'}.`);
  }
  const time = FieldName === 'START_TIME' ? crawl.started : (crawl.ended ?? clock.now().getTime());
  const asked = Number(FieldValue);
  switch (FilterOperator) {
    case 'GT':
      return time > asked;
    case 'GE':
      return time >= asked;
    case 'LT':
      return time < asked;
    case 'LE':
      return time <= asked;
    case 'NE':
      return time !== asked;
    case 'EQ':
      return time === asked;
  }
}
