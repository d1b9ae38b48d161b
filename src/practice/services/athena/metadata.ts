import type {
  Database,
  GetDatabaseInput,
  GetDatabaseOutput,
  GetDataCatalogInput,
  GetDataCatalogOutput,
  GetTableMetadataInput,
  GetTableMetadataOutput,
  ListDatabasesInput,
  ListDatabasesOutput,
  ListDataCatalogsOutput,
  ListTableMetadataInput,
  ListTableMetadataOutput,
  TableMetadata,
} from '@aws-sdk/client-athena';
import { AwsError } from '../../awsError.ts';
import { accountId } from '../../identity.ts';
import type { Catalog, CatalogTable } from '../glue/catalog.ts';
import { storageDescriptor } from '../glue/hiveFormat.ts';
import { invalidRequest, page } from './invalidRequest.ts';

const catalogName = 'AwsDataCatalog';

/** Athena's view of the data catalog. */
export function metadataOperations(catalog: Catalog) {
  const checkCatalog = (name: string | undefined): void => {
    if (name?.toLowerCase() === catalogName.toLowerCase()) return;
    throw invalidRequest(`Catalog '${name ?? ''}' does not exist`, 'DATACATALOG_NOT_FOUND');
  };
  const databaseOf = (name: string | undefined): string => {
    const database = (name ?? '').toLowerCase();
    if (!catalog.hasDatabase(database)) throw notFound(`Database ${database} not found.`);
    return database;
  };
  return {
    GetDatabase: (input: GetDatabaseInput): GetDatabaseOutput => {
      checkCatalog(input.CatalogName);
      return { Database: { Name: databaseOf(input.DatabaseName) } };
    },
    ListDatabases: (input: ListDatabasesInput): ListDatabasesOutput => {
      checkCatalog(input.CatalogName);
      const all = catalog.databases().map((Name): Database => ({ Name }));
      const { items, ...next } = page(all, input.NextToken, input.MaxResults, { default: 50, most: 50 });
      return { DatabaseList: items, ...next };
    },
    GetTableMetadata: (input: GetTableMetadataInput): GetTableMetadataOutput => {
      checkCatalog(input.CatalogName);
      const database = databaseOf(input.DatabaseName);
      const table = catalog.table(database, (input.TableName ?? '').toLowerCase());
      if (!table) throw notFound(`Table ${input.TableName ?? ''} not found.`);
      return { TableMetadata: tableMetadata(table) };
    },
    ListTableMetadata: (input: ListTableMetadataInput): ListTableMetadataOutput => {
      checkCatalog(input.CatalogName);
      const pattern = patternOf(input.Expression);
      const all = catalog
        .tables(databaseOf(input.DatabaseName))
        .filter(({ name }) => pattern.test(name))
        .map(tableMetadata);
      const { items, ...next } = page(all, input.NextToken, input.MaxResults, { default: 50, most: 50 });
      return { TableMetadataList: items, ...next };
    },
    ListDataCatalogs: (): ListDataCatalogsOutput => ({
      DataCatalogsSummary: [{ CatalogName: catalogName, Type: 'GLUE', Status: 'CREATE_COMPLETE' }],
    }),
    GetDataCatalog: ({ Name }: GetDataCatalogInput): GetDataCatalogOutput => {
      checkCatalog(Name);
      return {
        DataCatalog: {
          Name: catalogName,
          Type: 'GLUE',
          Parameters: { 'catalog-id': accountId },
          Status: 'CREATE_COMPLETE',
        },
      };
    },
  };
}

function patternOf(expression = '.*'): RegExp {
  try {
    return new RegExp(`^(${expression})$`, 'i');
  } catch {
    throw invalidRequest(`Expression ${expression} is not a regular expression.`);
  }
}

function notFound(message: string): AwsError {
  return new AwsError('MetadataException', `EntityNotFoundException: ${message}`);
}

function tableMetadata(table: CatalogTable): TableMetadata {
  const { InputFormat, OutputFormat, SerdeInfo } = storageDescriptor(table);
  return {
    Name: table.name,
    CreateTime: new Date(table.created),
    LastAccessTime: new Date(0),
    TableType: table.tableType,
    Columns: table.columns.map(({ name, type }) => ({ Name: name, Type: type })),
    PartitionKeys: table.partitionKeys.map(({ name, type }) => ({ Name: name, Type: type })),
    Parameters: {
      ...table.parameters,
      location: table.location,
      ...(InputFormat === undefined ? {} : { inputformat: InputFormat }),
      ...(OutputFormat === undefined ? {} : { outputformat: OutputFormat }),
      ...(SerdeInfo?.SerializationLibrary === undefined
        ? {}
        : { 'serde.serialization.lib': SerdeInfo.SerializationLibrary }),
    },
  };
}
