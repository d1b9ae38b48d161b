import {
  BatchGetCrawlersCommand,
  EntityNotFoundException,
  GetClassifierCommand,
  GetCrawlerCommand,
  ListCrawlsCommand,
  paginateListCrawlers,
  StartCrawlerCommand,
  StopCrawlerCommand,
  type Crawler as GlueCrawler,
  type CrawlerHistory,
  type GlueClient,
} from '@aws-sdk/client-glue';
import type { Crawl, Crawler, Crawlers } from '../lab/ports/crawlers.ts';
import { aborting } from './aborting.ts';

/** Glue's crawlers behind the lab's port. */
export function createCrawlers(client: GlueClient): Crawlers {
  return {
    list: async (signal) => {
      const names: string[] = [];
      for await (const page of paginateListCrawlers({ client }, {}, aborting(signal))) {
        names.push(...(page.CrawlerNames ?? []));
      }
      return names;
    },
    get: async (name, signal) => {
      const { Crawler = {} } = await client.send(new GetCrawlerCommand({ Name: name }), aborting(signal));
      return crawlerOf({ ...Crawler, Name: name });
    },
    some: async (names, signal) => {
      const { Crawlers = [] } = await client.send(
        new BatchGetCrawlersCommand({ CrawlerNames: [...names] }),
        aborting(signal),
      );
      return Crawlers.map(crawlerOf);
    },
    classifier: async (name, signal) => {
      try {
        const { Classifier } = await client.send(new GetClassifierCommand({ Name: name }), aborting(signal));
        const csv = Classifier?.CsvClassifier;
        return (
          csv && {
            name,
            delimiter: csv.Delimiter ?? ',',
            header: csv.ContainsHeader ?? 'UNKNOWN',
            columns: csv.Header ?? [],
          }
        );
      } catch (error) {
        if (error instanceof EntityNotFoundException) return undefined;
        throw error;
      }
    },
    crawls: async (name, signal) => {
      const found: Crawl[] = [];
      let next: string | undefined;
      do {
        const page = await client.send(
          new ListCrawlsCommand({ CrawlerName: name, NextToken: next }),
          aborting(signal),
        );
        found.push(...(page.Crawls ?? []).map(crawlOf));
        next = page.NextToken;
      } while (next);
      return found;
    },
    start: async (name) => {
      await client.send(new StartCrawlerCommand({ Name: name }));
    },
    stop: async (name) => {
      await client.send(new StopCrawlerCommand({ Name: name }));
    },
  };
}

function crawlOf({ State = 'RUNNING', StartTime, EndTime, DPUHour }: CrawlerHistory): Crawl {
  return { state: State, started: StartTime, ended: EndTime, dpuHours: DPUHour };
}

function crawlerOf({
  Name = '',
  State = 'READY',
  DatabaseName = '',
  Targets,
  Role = '',
  Classifiers = [],
  LastCrawl,
}: GlueCrawler): Crawler {
  return {
    name: Name,
    state: State,
    database: DatabaseName,
    targets: (Targets?.S3Targets ?? []).map(({ Path = '' }) => Path),
    role: Role,
    classifiers: Classifiers,
    lastCrawl: LastCrawl?.Status && {
      status: LastCrawl.Status,
      message: LastCrawl.ErrorMessage ?? '',
      started: LastCrawl.StartTime,
    },
  };
}
