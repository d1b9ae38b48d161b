import {
  BatchGetCrawlersCommand,
  EntityNotFoundException,
  GetClassifierCommand,
  GetCrawlerCommand,
  paginateListCrawlers,
  StartCrawlerCommand,
  StopCrawlerCommand,
  type Crawler as GlueCrawler,
  type GlueClient,
} from '@aws-sdk/client-glue';
import type { Crawler, Crawlers } from '../lab/ports/crawlers.ts';
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
    start: async (name) => {
      await client.send(new StartCrawlerCommand({ Name: name }));
    },
    stop: async (name) => {
      await client.send(new StopCrawlerCommand({ Name: name }));
    },
  };
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
