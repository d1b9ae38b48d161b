import type { CrawlerDocument, CrawlerDocuments } from '../crawlerDocuments.ts';
import { checkName, notFound } from '../glueErrors.ts';

/** The crawler of that name; EntityNotFoundException when there is none. */
export function crawlerOf(
  { crawlers }: CrawlerDocuments,
  name: string | undefined,
  message = (missing: string) => `Crawler entry with name ${missing} does not exist`,
): CrawlerDocument {
  const document = crawlers.get(checkName(name));
  if (!document) throw notFound(message(name ?? ''));
  return document;
}
