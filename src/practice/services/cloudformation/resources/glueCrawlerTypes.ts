import {
  createTagged,
  glue,
  nameOf,
  propertiesIn,
  shown,
  shownTags,
  unlessMissing,
  updateTags,
  without,
} from './glueCalls.ts';
import { takenAway } from './propertyValues.ts';
import type { Properties, ResourceContext, ResourceType } from './resourceType.ts';

const members = [
  'Role',
  'Targets',
  'DatabaseName',
  'Description',
  'Classifiers',
  'TablePrefix',
  'SchemaChangePolicy',
  'RecrawlPolicy',
  'Configuration',
  'CrawlerSecurityConfiguration',
  'LakeFormationConfiguration',
];

/** What a crawler has where nothing is said of it. */
const defaults: Properties = {
  Description: '',
  Classifiers: [],
  TablePrefix: '',
  SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DEPRECATE_IN_DATABASE' },
  RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING' },
  Configuration: '',
  CrawlerSecurityConfiguration: '',
  LakeFormationConfiguration: { UseLakeFormationCredentials: false },
};

const crawler: ResourceType = {
  type: 'AWS::Glue::Crawler',
  properties: ['Name', 'Tags', ...members],
  required: ['Role', 'Targets'],
  lists: ['Classifiers'],
  replaces: ['Name'],
  seconds: 2,
  physicalId: ({ Name }, generated) => nameOf(Name, generated),
  create: (name, properties, context) =>
    createTagged({ kind: 'crawler', create: 'CreateCrawler' }, name, properties, context),
  update: async (name, properties, before, context) => {
    await ready(name, context);
    const changes = { ...takenAway(before, properties, defaults), ...without(properties, 'Tags') };
    await glue(context, 'UpdateCrawler', { ...changes, Name: name });
    await updateTags('crawler', name, properties, context);
  },
  delete: async (name, _properties, context) => {
    const there = await crawlerOf(name, context);
    if (!there) return;
    if (there['State'] === 'RUNNING') await glue(context, 'StopCrawler', { Name: name });
    await ready(name, context);
    await unlessMissing(glue(context, 'DeleteCrawler', { Name: name }));
  },
  read: async (name, context) => {
    const there = await crawlerOf(name, context);
    if (!there) return undefined;
    const s3 = (there['Targets'] as { S3Targets: Properties[] }).S3Targets;
    return {
      Name: name,
      ...propertiesIn(there, members),
      Targets: { S3Targets: s3.map((target) => shown(target, Object.keys(target))) },
      ...(await shownTags('crawler', name, context)),
    };
  },
};

async function crawlerOf(name: string, context: ResourceContext): Promise<Properties | undefined> {
  const reply = await unlessMissing(glue(context, 'GetCrawler', { Name: name }));
  return reply?.['Crawler'] as Properties | undefined;
}

/** Waits until the crawler does not run: Glue changes and deletes none that does. */
async function ready(name: string, context: ResourceContext): Promise<void> {
  await context.until(`crawler ${name} is READY`, async () => {
    const there = await crawlerOf(name, context);
    return !there || there['State'] === 'READY';
  });
}

/** The type of Glue's crawlers. */
export const glueCrawlerTypes: readonly ResourceType[] = [crawler];
