import { createHash } from 'node:crypto';
import type { SchemaChangePolicy } from '@aws-sdk/client-glue';
import { accountId } from '../../../identity.ts';
import { partitionKey, type CatalogDocuments, type TableDocument } from '../catalogDocuments.ts';
import type { CrawledTable } from './crawledTable.ts';
import { partitionStorage, tableInput } from './tableInput.ts';
import { hashedTableName, tableName } from './tableName.ts';

/** What a crawl writes, and by which rules. */
export interface CrawlRules {
  readonly crawler: string;
  readonly role: string;
  readonly database: string;
  readonly prefix: string;
  readonly policy: Required<SchemaChangePolicy>;
  /** Locations of the crawler's targets: only tables below them are its own to take away. */
  readonly targets: readonly string[];
}

/** What a crawl changed in the catalog. */
export interface CatalogChanges {
  readonly created: string[];
  readonly updated: string[];
  readonly deleted: string[];
  readonly partitionsCreated: number;
  /** Lines for the crawler's log. */
  readonly messages: string[];
}

type Exclusions = ReadonlyMap<CrawledTable, readonly string[]>;

/**
 * Writes crawled tables to the catalog. A table that lies at the same location is updated (or left, by the policy)
 * and gets its new partitions; another table of the same name makes the new one's name longer by a hash.
 */
export function applyTables(
  tables: readonly CrawledTable[],
  exclusions: Exclusions,
  rules: CrawlRules,
  documents: CatalogDocuments,
  now: number,
): CatalogChanges {
  const changes = {
    created: [] as string[],
    updated: [] as string[],
    deleted: [] as string[],
    partitionsCreated: 0,
    messages: [] as string[],
  };
  const seen = new Set<string>();
  for (const table of tables) {
    const { name, before } = nameFor(table, rules, documents);
    seen.add(name);
    const input = tableInput(table, name, rules.crawler, exclusions.get(table) ?? []);
    if (!before) {
      const createdBy = `arn:aws:sts::${accountId}:assumed-role/${rules.role}/AWS-Crawler`;
      const document = { database: rules.database, input, created: now, updated: now, createdBy, version: 0 };
      documents.putTable(document);
      changes.created.push(name);
      changes.messages.push(`INFO : Created table ${name} in database ${rules.database}`);
    } else if (rules.policy.UpdateBehavior === 'LOG') {
      if (shape(before.input) !== shape(input)) {
        changes.messages.push(
          `INFO : Schema of table ${name} changed; by its policy the crawler only logs this`,
        );
      }
    } else {
      const Parameters = { ...before.input.Parameters, ...input.Parameters };
      delete Parameters['DEPRECATED_BY_CRAWLER'];
      const changed = shape(before.input) !== shape(input);
      const version = before.version + (changed ? 1 : 0);
      documents.putTable({ ...before, input: { ...input, Parameters }, updated: now, version });
      if (changed) {
        changes.updated.push(name);
        changes.messages.push(`INFO : Updated table ${name} in database ${rules.database}`);
      }
    }
    changes.partitionsCreated += applyPartitions(table, name, rules, documents, now, changes.messages);
  }
  for (const document of documents.tables(rules.database)) {
    if (seen.has(document.input.Name ?? '') || !isOurs(document, rules)) continue;
    takeAway(document, rules, documents, now, changes);
  }
  return changes;
}

/** The name a crawled table gets, and the table of that name that it continues. */
function nameFor(table: CrawledTable, rules: CrawlRules, documents: CatalogDocuments) {
  const first = tableName(table.source, rules.prefix);
  for (const name of [first, hashedTableName(first, table.location)]) {
    const before = documents.table(rules.database, name);
    if (!before) return { name, before: undefined };
    if (trimmed(before.input.StorageDescriptor?.Location) === trimmed(table.location))
      return { name, before };
  }
  return { name: hashedTableName(first, `${rules.crawler} ${table.location}`), before: undefined };
}

function applyPartitions(
  table: CrawledTable,
  name: string,
  rules: CrawlRules,
  documents: CatalogDocuments,
  now: number,
  messages: string[],
): number {
  const keys = documents.table(rules.database, name)?.input.PartitionKeys ?? [];
  // A table that the policy keeps as it was may have other keys than the folders show now.
  if (keys.length !== table.keys.length) return 0;
  const partitions = documents.partitions(rules.database, name);
  const found = new Set<string>();
  let created = 0;
  for (const partition of table.partitions) {
    const key = partitionKey(partition.values);
    found.add(key);
    const before = partitions.get(key);
    const input = {
      Values: [...partition.values],
      StorageDescriptor: partitionStorage(partition),
      Parameters: {},
    };
    if (before && JSON.stringify(before.input) === JSON.stringify(input)) continue;
    if (before && rules.policy.UpdateBehavior === 'LOG') continue;
    partitions.set(key, { input, created: before?.created ?? now });
    if (!before) created += 1;
  }
  if (created) messages.push(`INFO : Created ${created} partitions of table ${name}`);
  for (const key of partitions.keys()) {
    if (found.has(key)) continue;
    const values = (JSON.parse(key) as string[]).join(', ');
    const before = partitions.get(key);
    if (rules.policy.DeleteBehavior === 'LOG' || !before) {
      messages.push(`INFO : Partition (${values}) of table ${name} has no objects any more`);
    } else if (rules.policy.DeleteBehavior === 'DELETE_FROM_DATABASE') {
      partitions.delete(key);
      messages.push(`INFO : Deleted partition (${values}) of table ${name}`);
    } else {
      const Parameters = { ...before.input.Parameters, DEPRECATED_BY_CRAWLER: String(now) };
      partitions.set(key, { ...before, input: { ...before.input, Parameters } });
      messages.push(`INFO : Marked partition (${values}) of table ${name} as deprecated`);
    }
  }
  return created;
}

/** Whether this crawler made the table, from one of its targets. */
function isOurs({ input }: TableDocument, rules: CrawlRules): boolean {
  const location = `${trimmed(input.StorageDescriptor?.Location)}/`;
  return (
    input.Parameters?.['UPDATED_BY_CRAWLER'] === rules.crawler &&
    rules.targets.some((target) => location.startsWith(`${trimmed(target)}/`))
  );
}

function takeAway(
  document: TableDocument,
  rules: CrawlRules,
  documents: CatalogDocuments,
  now: number,
  changes: { deleted: string[]; messages: string[] },
): void {
  const name = document.input.Name ?? '';
  switch (rules.policy.DeleteBehavior) {
    case 'DELETE_FROM_DATABASE':
      documents.dropTable(rules.database, name);
      changes.deleted.push(name);
      changes.messages.push(`INFO : Deleted table ${name} in database ${rules.database}`);
      break;
    case 'DEPRECATE_IN_DATABASE': {
      const Parameters = { ...document.input.Parameters, DEPRECATED_BY_CRAWLER: String(now) };
      documents.putTable({ ...document, input: { ...document.input, Parameters }, updated: now });
      changes.messages.push(`INFO : Marked table ${name} in database ${rules.database} as deprecated`);
      break;
    }
    default:
      changes.messages.push(`INFO : Table ${name} in database ${rules.database} has no objects any more`);
  }
}

/** What makes two versions of a table differ for a reader: columns, keys, format. */
function shape({ StorageDescriptor: storage, PartitionKeys }: TableDocument['input']): string {
  const facts = [storage?.Columns, storage?.SerdeInfo, storage?.InputFormat, PartitionKeys];
  return createHash('md5').update(JSON.stringify(facts)).digest('hex');
}

function trimmed(location = ''): string {
  return location.replace(/\/+$/, '');
}
