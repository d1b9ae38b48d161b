import {
  DeleteTableCommand,
  EntityNotFoundException,
  GetTableCommand,
  paginateGetDatabases,
  paginateGetPartitions,
  paginateGetTables,
  type Column as GlueColumn,
  type GlueClient,
  type Table as GlueTable,
} from '@aws-sdk/client-glue';
import type { Catalog, Column, Table } from '../lab/ports/catalog.ts';
import { aborting } from './aborting.ts';

/** Glue's data catalog behind the lab's port. */
export function createCatalog(client: GlueClient): Catalog {
  return {
    databases: async (signal) => {
      const names: string[] = [];
      for await (const page of paginateGetDatabases({ client }, {}, aborting(signal))) {
        names.push(...(page.DatabaseList ?? []).map(({ Name = '' }) => Name));
      }
      return names;
    },
    tables: async (database, signal) => {
      const tables: Table[] = [];
      const pages = paginateGetTables({ client }, { DatabaseName: database }, aborting(signal));
      return unlessMissing(async () => {
        for await (const page of pages) tables.push(...(page.TableList ?? []).map(tableOf));
        return tables;
      }, tables);
    },
    table: (database, name, signal) =>
      unlessMissing(async () => {
        const { Table } = await client.send(
          new GetTableCommand({ DatabaseName: database, Name: name }),
          aborting(signal),
        );
        return Table && tableOf(Table);
      }, undefined),
    partitions: async (database, table, signal) => {
      const found: { values: string[]; location: string }[] = [];
      const pages = paginateGetPartitions(
        { client },
        { DatabaseName: database, TableName: table, ExcludeColumnSchema: true },
        aborting(signal),
      );
      return unlessMissing(async () => {
        for await (const page of pages) {
          found.push(
            ...(page.Partitions ?? []).map(({ Values = [], StorageDescriptor }) => ({
              values: Values,
              location: StorageDescriptor?.Location ?? '',
            })),
          );
        }
        return found;
      }, found);
    },
    dropTable: (database, name) =>
      unlessMissing(async () => {
        await client.send(new DeleteTableCommand({ DatabaseName: database, Name: name }));
      }, undefined),
  };
}

/** The answer of `ask`, or `otherwise` when Glue says that there is no such database or table. */
async function unlessMissing<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof EntityNotFoundException) return otherwise;
    throw error;
  }
}

function tableOf(table: GlueTable): Table {
  return {
    database: table.DatabaseName ?? '',
    name: table.Name ?? '',
    columns: (table.StorageDescriptor?.Columns ?? []).map(columnOf),
    partitionKeys: (table.PartitionKeys ?? []).map(columnOf),
    location: table.StorageDescriptor?.Location ?? '',
    classification: table.Parameters?.['classification'] ?? '',
    updated: table.UpdateTime,
  };
}

function columnOf({ Name = '', Type = '' }: GlueColumn): Column {
  return { name: Name, type: Type };
}
