import type {
  BatchGetCrawlersRequest,
  BatchGetCrawlersResponse,
  Crawler,
  CreateCrawlerRequest,
  DeleteCrawlerRequest,
  GetCrawlerRequest,
  GetCrawlerResponse,
  GetCrawlersRequest,
  GetCrawlersResponse,
  LastCrawlInfo,
  ListCrawlersRequest,
  ListCrawlersResponse,
  StartCrawlerRequest,
  StopCrawlerRequest,
  UpdateCrawlerRequest,
} from '@aws-sdk/client-glue';
import { AwsError } from '../../../awsError.ts';
import type { Clock } from '../../../clock.ts';
import { parseS3Uri } from '../../s3/objects.ts';
import {
  crawlerLogGroup,
  lastCrawlStatus,
  type CrawlerDocument,
  type CrawlerDocuments,
} from '../crawlerDocuments.ts';
import type { CrawlerRuns } from '../crawlerRuns.ts';
import { checkEnum, checkName, invalidInput, notFound } from '../glueErrors.ts';
import { pageOf } from '../paging.ts';
import { crawlerOf } from './crawlerOf.ts';
import { startCrawler } from './startCrawler.ts';

/** Glue's operations on crawlers. */
export function crawlerOperations(documents: CrawlerDocuments, runs: CrawlerRuns, clock: Clock) {
  const { crawlers } = documents;
  const named = (name: string | undefined): CrawlerDocument => crawlerOf(documents, name);
  // Starting and stopping have words of their own for a crawler that is not there.
  const toRun = (name: string | undefined): CrawlerDocument =>
    crawlerOf(documents, name, (missing) => `Crawler with name ${missing} does not exist`);
  const show = (document: CrawlerDocument): Crawler => described(document, documents, clock);
  const byName = (): CrawlerDocument[] =>
    crawlers
      .keys()
      .sort()
      .flatMap((name) => crawlers.get(name) ?? []);
  return {
    CreateCrawler: ({ Tags = {}, ...definition }: CreateCrawlerRequest) => {
      const name = checkName(definition.Name);
      checkDefinition(definition, documents);
      if (crawlers.has(name)) {
        throw new AwsError('AlreadyExistsException', `Crawler with name ${name} already exists`);
      }
      const now = clock.now().getTime();
      crawlers.set(name, { definition, tags: Tags, state: 'READY', created: now, updated: now, version: 1 });
      return {};
    },
    UpdateCrawler: (changes: UpdateCrawlerRequest) => {
      const before = named(changes.Name);
      if (before.state !== 'READY') {
        const why = 'Please stop crawl or wait until it completes to update.';
        throw new AwsError('CrawlerRunningException', `Cannot update Crawler while running. ${why}`);
      }
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const definition = { ...before.definition, ...given };
      checkDefinition(definition, documents);
      const version = before.version + 1;
      crawlers.set(definition.Name ?? '', {
        ...before,
        definition,
        updated: clock.now().getTime(),
        version,
      });
      return {};
    },
    DeleteCrawler: ({ Name }: DeleteCrawlerRequest) => {
      if (named(Name).state !== 'READY') {
        throw new AwsError(
          'CrawlerRunningException',
          `Cannot delete crawler ${Name ?? ''} while it's running`,
        );
      }
      for (const { id } of documents.crawlsOf(Name ?? '')) documents.crawls.delete(id);
      crawlers.delete(Name ?? '');
      return {};
    },
    GetCrawler: ({ Name }: GetCrawlerRequest): GetCrawlerResponse => ({ Crawler: show(named(Name)) }),
    GetCrawlers: (request: GetCrawlersRequest): GetCrawlersResponse => {
      const { page, ...next } = pageOf(byName(), request);
      return { Crawlers: page.map(show), ...next };
    },
    ListCrawlers: ({ Tags = {}, ...request }: ListCrawlersRequest): ListCrawlersResponse => {
      const tagged = byName().filter(({ tags }) =>
        Object.entries(Tags).every(([tag, value]) => tags[tag] === value),
      );
      const { page, ...next } = pageOf(tagged, request);
      return { CrawlerNames: page.map(({ definition }) => definition.Name ?? ''), ...next };
    },
    BatchGetCrawlers: ({ CrawlerNames = [] }: BatchGetCrawlersRequest): BatchGetCrawlersResponse => ({
      Crawlers: CrawlerNames.flatMap((name) => crawlers.get(name) ?? []).map(show),
      CrawlersNotFound: CrawlerNames.filter((name) => !crawlers.has(name)),
    }),
    StartCrawler: ({ Name }: StartCrawlerRequest) => {
      startCrawler(Name, documents, runs);
      return {};
    },
    StopCrawler: ({ Name }: StopCrawlerRequest) => {
      const { state } = toRun(Name);
      if (state === 'READY') {
        throw new AwsError('CrawlerNotRunningException', `Crawler with name ${Name ?? ''} isn't running`);
      }
      if (state === 'STOPPING') {
        throw new AwsError('CrawlerStoppingException', `Crawler with name ${Name ?? ''} is stopping`);
      }
      runs.stop(Name ?? '');
      return {};
    },
  };
}

const updates = ['LOG', 'UPDATE_IN_DATABASE'];
const deletes = ['LOG', 'DELETE_FROM_DATABASE', 'DEPRECATE_IN_DATABASE'];

function checkDefinition(definition: CrawlerDocument['definition'], documents: CrawlerDocuments): void {
  const { Targets = {}, Classifiers = [], SchemaChangePolicy: policy, TablePrefix = '' } = definition;
  const other = Object.entries(Targets).find(
    ([kind, targets]) => kind !== 'S3Targets' && Array.isArray(targets) && targets.length > 0,
  );
  if (other) throw invalidInput(`The practice account crawls S3Targets only, not ${other[0]}.`);
  const targets = Targets.S3Targets ?? [];
  if (!targets.length) throw invalidInput('Crawler targets cannot be empty.');
  for (const { Path, EventQueueArn } of targets) {
    if (!parseS3Uri(Path ?? '')) throw invalidInput(`Invalid S3 path: ${Path ?? ''}`);
    if (EventQueueArn) throw invalidInput('The practice account does not crawl by events (EventQueueArn).');
  }
  if (!definition.DatabaseName) throw invalidInput('DatabaseName must not be empty.');
  if (definition.Schedule) throw invalidInput('The practice account does not run crawlers on a schedule.');
  if (TablePrefix.length > 128) throw invalidInput('TablePrefix must have at most 128 characters.');
  for (const name of Classifiers) {
    if (!documents.classifiers.has(name)) throw notFound(`Classifier with name ${name} does not exist`);
  }
  checkEnum(policy?.UpdateBehavior, updates, 'schemaChangePolicy.updateBehavior');
  checkEnum(policy?.DeleteBehavior, deletes, 'schemaChangePolicy.deleteBehavior');
  checkRecrawl(definition);
}

function checkRecrawl({ RecrawlPolicy, SchemaChangePolicy: policy }: CrawlerDocument['definition']): void {
  const behavior = RecrawlPolicy?.RecrawlBehavior ?? 'CRAWL_EVERYTHING';
  checkEnum(behavior, ['CRAWL_EVERYTHING', 'CRAWL_NEW_FOLDERS_ONLY', 'CRAWL_EVENT_MODE'], 'recrawlBehavior');
  if (behavior === 'CRAWL_EVENT_MODE') {
    throw invalidInput('The practice account does not crawl by events (CRAWL_EVENT_MODE).');
  }
  const onlyLogs = policy?.UpdateBehavior === 'LOG' && policy.DeleteBehavior === 'LOG';
  if (behavior === 'CRAWL_NEW_FOLDERS_ONLY' && !onlyLogs) {
    throw invalidInput(
      'The SchemaChangePolicy for "Crawl new folders only" Amazon S3 target can have only LOG DeleteBehavior value and LOG UpdateBehavior value.',
    );
  }
}

function described(document: CrawlerDocument, documents: CrawlerDocuments, clock: Clock): Crawler {
  const { definition, state, crawl } = document;
  const current = crawl === undefined ? undefined : documents.crawls.get(crawl);
  const elapsed = state === 'READY' || !current ? 0 : clock.now().getTime() - current.started;
  const last = documents.crawlsOf(definition.Name ?? '').find((each) => each.state !== 'RUNNING');
  const status = last && lastCrawlStatus[last.state];
  const lastCrawl: LastCrawlInfo | undefined = last &&
    status && {
      Status: status,
      ...(last.error === undefined ? {} : { ErrorMessage: last.error }),
      LogGroup: crawlerLogGroup,
      LogStream: definition.Name,
      MessagePrefix: last.id,
      StartTime: new Date(last.started),
    };
  return {
    ...definition,
    Schedule: undefined,
    Targets: {
      S3Targets: (definition.Targets?.S3Targets ?? []).map((target) => ({ Exclusions: [], ...target })),
      JdbcTargets: [],
      MongoDBTargets: [],
      DynamoDBTargets: [],
      CatalogTargets: [],
      DeltaTargets: [],
    },
    Classifiers: definition.Classifiers ?? [],
    RecrawlPolicy: definition.RecrawlPolicy ?? { RecrawlBehavior: 'CRAWL_EVERYTHING' },
    SchemaChangePolicy: {
      UpdateBehavior: definition.SchemaChangePolicy?.UpdateBehavior ?? 'UPDATE_IN_DATABASE',
      DeleteBehavior: definition.SchemaChangePolicy?.DeleteBehavior ?? 'DEPRECATE_IN_DATABASE',
    },
    LineageConfiguration: definition.LineageConfiguration ?? { CrawlerLineageSettings: 'DISABLE' },
    State: state,
    CrawlElapsedTime: elapsed,
    CreationTime: new Date(document.created),
    LastUpdated: new Date(document.updated),
    ...(lastCrawl ? { LastCrawl: lastCrawl } : {}),
    Version: document.version,
  };
}
