import {
  GetCrawlerCommand,
  paginateListCrawlers,
  StartCrawlerCommand,
  StopCrawlerCommand,
  type GlueClient,
} from '@aws-sdk/client-glue';
import type { Crawlers } from '../lab/ports/crawlers.ts';
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
      const { Crawler } = await client.send(new GetCrawlerCommand({ Name: name }), aborting(signal));
      const last = Crawler?.LastCrawl;
      return {
        name,
        state: Crawler?.State ?? 'READY',
        database: Crawler?.DatabaseName ?? '',
        targets: (Crawler?.Targets?.S3Targets ?? []).map(({ Path = '' }) => Path),
        lastCrawl: last?.Status && {
          status: last.Status,
          message: last.ErrorMessage ?? '',
          started: last.StartTime,
        },
      };
    },
    start: async (name) => {
      await client.send(new StartCrawlerCommand({ Name: name }));
    },
    stop: async (name) => {
      await client.send(new StopCrawlerCommand({ Name: name }));
    },
  };
}
