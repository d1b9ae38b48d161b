import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Engine } from '../../engines/duckdb/engine.ts';
import type { LogGroups } from '../logs/logGroups.ts';
import type { Objects } from '../s3/objects.ts';
import type { CatalogDocuments } from './catalogDocuments.ts';
import { applyTables, type CatalogChanges } from './crawl/applyTables.ts';
import type { CrawledTable } from './crawl/crawledTable.ts';
import { crawlTarget } from './crawl/crawl.ts';
import {
  crawlerLogGroup,
  type CrawlDocument,
  type CrawlerDocument,
  type CrawlerDocuments,
} from './crawlerDocuments.ts';

/** What crawls stand on. */
export interface CrawlerSources {
  readonly crawlers: CrawlerDocuments;
  readonly documents: CatalogDocuments;
  readonly objects: Objects;
  readonly logs: LogGroups;
  readonly engine: Engine;
  readonly clock: Clock;
}

/** Crawls in the background. */
export interface CrawlerRuns {
  /** Starts a crawl of a crawler that is READY, and returns the crawl's id. */
  start(name: string): string;
  /** Ends a crawl that runs. */
  stop(name: string): void;
  /** Waits until the crawler's crawl that runs has ended. */
  ended(name: string): Promise<void>;
  /** Ends all crawls and waits until they are. */
  close(): Promise<void>;
}

/** Seconds that AWS takes to start a crawl, and to wind it up. */
const startSeconds = 30;
const stopSeconds = 5;
const stoppedReason = 'The practice account was stopped while the crawler ran. Start the crawler again.';

/** Settles the crawls that the last process left unfinished, and runs new ones. */
export function createCrawlerRuns(sources: CrawlerSources): CrawlerRuns {
  const { crawlers, logs, clock } = sources;
  const running = new Map<string, { controller: AbortController; done: Promise<void> }>();
  const closing = new AbortController();

  const update = (name: string, changes: Partial<CrawlerDocument>): void => {
    const before = crawlers.crawlers.get(name);
    if (before) crawlers.crawlers.set(name, { ...before, ...changes });
  };
  const log = (crawl: CrawlDocument, message: string): void =>
    logs.write(crawlerLogGroup, crawl.crawler, [`[${crawl.id}] ${message}`], clock.now());
  const finish = (crawl: CrawlDocument, outcome: Partial<CrawlDocument>): void => {
    const ended = { ...crawl, ended: clock.now().getTime(), ...outcome };
    crawlers.crawls.set(crawl.id, ended);
    if (ended.error !== undefined) log(crawl, `ERROR : ${ended.error}`);
    log(crawl, 'BENCHMARK : Crawler has finished running and is in state READY');
    update(crawl.crawler, { state: 'READY' });
  };

  for (const { state, crawl, definition } of crawlers.crawlers.values()) {
    if (state === 'READY') continue;
    const unfinished = crawl === undefined ? undefined : crawlers.crawls.get(crawl);
    if (unfinished?.state === 'RUNNING') finish(unfinished, { state: 'FAILED', error: stoppedReason });
    else update(definition.Name ?? '', { state: 'READY' });
  }

  const crawl = async (
    document: CrawlerDocument,
    running: CrawlDocument,
    signal: AbortSignal,
  ): Promise<void> => {
    log(running, `BENCHMARK : Running Start Crawl for Crawler ${running.crawler}`);
    try {
      await clock.wait(startSeconds, signal);
      const changes = await crawlTargets(document, sources, signal, (message) => log(running, message));
      log(running, 'BENCHMARK : Finished writing to Catalog');
      update(running.crawler, { state: 'STOPPING' });
      // The crawl has done its work: stopping it now, or the process, takes none of it back.
      await clock.wait(stopSeconds, signal).catch(() => undefined);
      finish(running, {
        state: 'COMPLETED',
        tablesCreated: changes.created.length,
        tablesUpdated: changes.updated.length,
        tablesDeleted: changes.deleted.length,
        partitionsCreated: changes.partitionsCreated,
      });
    } catch (error) {
      if (!signal.aborted) {
        finish(running, { state: 'FAILED', error: error instanceof Error ? error.message : String(error) });
      } else if (closing.signal.aborted) finish(running, { state: 'FAILED', error: stoppedReason });
      else {
        await clock.wait(stopSeconds, closing.signal).catch(() => undefined);
        finish(running, { state: 'STOPPED' });
      }
    }
  };

  return {
    start: (name) => {
      const document = crawlers.crawlers.get(name);
      if (!document) throw new Error(`there is no crawler ${name}`);
      const started: CrawlDocument = {
        id: randomUUID(),
        crawler: name,
        state: 'RUNNING',
        started: clock.now().getTime(),
      };
      crawlers.crawls.set(started.id, started);
      update(name, { state: 'RUNNING', crawl: started.id });
      const controller = new AbortController();
      const done = crawl(document, started, controller.signal).finally(() => running.delete(name));
      running.set(name, { controller, done });
      return started.id;
    },
    stop: (name) => {
      update(name, { state: 'STOPPING' });
      running.get(name)?.controller.abort();
    },
    ended: async (name) => {
      await running.get(name)?.done;
    },
    close: async () => {
      closing.abort();
      const all = [...running.values()];
      for (const { controller } of all) controller.abort();
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

/** Crawls all targets of a crawler and writes what it found. */
async function crawlTargets(
  { definition }: CrawlerDocument,
  sources: CrawlerSources,
  signal: AbortSignal,
  log: (message: string) => void,
): Promise<CatalogChanges> {
  const { crawlers, documents, clock } = sources;
  const classifiers = (definition.Classifiers ?? []).flatMap(
    (name) => crawlers.classifiers.get(name)?.definition ?? [],
  );
  const tables: CrawledTable[] = [];
  const exclusions = new Map<CrawledTable, readonly string[]>();
  const targets = definition.Targets?.S3Targets ?? [];
  for (const target of targets) {
    const found = await crawlTarget(target, classifiers, sources, signal);
    if (!found.length) log(`INFO : No objects to classify below ${target.Path ?? ''}`);
    for (const table of found) exclusions.set(table, target.Exclusions ?? []);
    tables.push(...found);
  }
  signal.throwIfAborted();
  const database = (definition.DatabaseName ?? '').toLowerCase();
  log(`BENCHMARK : Classification complete, writing results to database ${database}`);
  const policy = {
    UpdateBehavior: definition.SchemaChangePolicy?.UpdateBehavior ?? 'UPDATE_IN_DATABASE',
    DeleteBehavior: definition.SchemaChangePolicy?.DeleteBehavior ?? 'DEPRECATE_IN_DATABASE',
  };
  log(`INFO : Crawler configured with SchemaChangePolicy ${JSON.stringify(policy)}.`);
  const now = clock.now().getTime();
  if (!documents.databases.has(database)) {
    documents.databases.set(database, { input: { Name: database }, created: now });
    log(`INFO : Created database ${database}`);
  }
  const rules = {
    crawler: definition.Name ?? '',
    role: (definition.Role ?? '').split('/').at(-1) ?? '',
    database,
    prefix: definition.TablePrefix ?? '',
    policy,
    targets: targets.map(({ Path = '' }) => Path),
  };
  const changes = applyTables(tables, exclusions, rules, documents, now);
  changes.messages.forEach(log);
  return changes;
}
