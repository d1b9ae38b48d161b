import type {
  BatchDeleteTableRequest,
  BatchDeleteTableResponse,
  CreateTableRequest,
  DeleteTableRequest,
  GetTableRequest,
  GetTableResponse,
  GetTablesRequest,
  GetTablesResponse,
  Table,
  TableInput,
  UpdateTableRequest,
} from '@aws-sdk/client-glue';
import type { Clock } from '../../../clock.ts';
import { accountId } from '../../../identity.ts';
import type { CatalogDocuments, TableDocument } from '../catalogDocuments.ts';
import { alreadyExists, checkName, invalidInput, notFound } from '../glueErrors.ts';
import { pageOf } from '../paging.ts';
import { databaseOf } from './databases.ts';

/** Glue's operations on tables. */
export function tableOperations(documents: CatalogDocuments, clock: Clock) {
  const createdBy = `arn:aws:iam::${accountId}:root`;
  return {
    CreateTable: ({ DatabaseName, TableInput: input, OpenTableFormatInput }: CreateTableRequest) => {
      if (OpenTableFormatInput)
        throw invalidInput('The practice account has no tables in open table formats.');
      const database = databaseOf(documents, DatabaseName).input.Name ?? '';
      const name = checkName(input?.Name, 'tableInput.name').toLowerCase();
      if (documents.table(database, name)) throw alreadyExists('Table');
      const now = clock.now().getTime();
      const given = tableFields({ ...input, Name: name });
      documents.putTable({ database, ...given, created: now, updated: now, createdBy, version: 0 });
      return {};
    },
    GetTable: ({ DatabaseName, Name }: GetTableRequest): GetTableResponse => ({
      Table: described(tableOf(documents, DatabaseName, Name)),
    }),
    GetTables: (request: GetTablesRequest): GetTablesResponse => {
      const database = databaseOf(documents, request.DatabaseName).input.Name ?? '';
      const matches = namePattern(request.Expression);
      const named = documents.tables(database).filter(({ input }) => matches(input.Name ?? ''));
      const { page, ...next } = pageOf(named, request, 100);
      return { TableList: page.map(described), ...next };
    },
    UpdateTable: ({ DatabaseName, Name, TableInput: input, VersionId }: UpdateTableRequest) => {
      const before = tableOf(documents, DatabaseName, Name ?? input?.Name);
      const name = checkName(input?.Name, 'tableInput.name').toLowerCase();
      if (name !== before.input.Name) throw invalidInput('Table rename is not supported.');
      if (VersionId !== undefined && VersionId !== String(before.version)) {
        throw invalidInput(`Version ${VersionId} is not the table's current version.`);
      }
      documents.putTable({
        database: before.database,
        ...tableFields({ ...input, Name: name }),
        created: before.created,
        createdBy: before.createdBy,
        updated: clock.now().getTime(),
        version: before.version + 1,
      });
      return {};
    },
    DeleteTable: ({ DatabaseName, Name }: DeleteTableRequest) => {
      const { database, input } = tableOf(documents, DatabaseName, Name, deleteMessage);
      documents.dropTable(database, input.Name ?? '');
      return {};
    },
    BatchDeleteTable: ({
      DatabaseName,
      TablesToDelete = [],
    }: BatchDeleteTableRequest): BatchDeleteTableResponse => {
      const database = databaseOf(documents, DatabaseName).input.Name ?? '';
      const missing = TablesToDelete.filter((name) => !documents.dropTable(database, name.toLowerCase()));
      return {
        Errors: missing.map((TableName) => ({
          TableName,
          ErrorDetail: { ErrorCode: 'EntityNotFoundException', ErrorMessage: deleteMessage(TableName) },
        })),
      };
    },
  };
}

const deleteMessage = (name: string): string => `Table ${name} not found.`;

/** The table of that name, in any case; EntityNotFoundException when table or database does not exist. */
export function tableOf(
  documents: CatalogDocuments,
  databaseName: string | undefined,
  name: string | undefined,
  message: (name: string) => string = () => 'Entity Not Found',
): TableDocument {
  const database = databaseOf(documents, databaseName).input.Name ?? '';
  const table = documents.table(database, checkName(name).toLowerCase());
  if (!table) throw notFound(message(name ?? ''));
  return table;
}

/** A table's input as it is kept: JSON, its dates as epoch milliseconds. */
function tableFields({ LastAccessTime, LastAnalyzedTime, ...input }: TableInput) {
  return {
    input,
    ...(LastAccessTime ? { lastAccess: LastAccessTime.getTime() } : {}),
    ...(LastAnalyzedTime ? { lastAnalyzed: LastAnalyzedTime.getTime() } : {}),
  };
}

function described(document: TableDocument): Table {
  const { TargetTable, FederatedTable, ViewDefinition, ...input } = document.input;
  const { lastAccess, lastAnalyzed } = document;
  return {
    ...input,
    ...(TargetTable ? { TargetTable } : {}),
    ...(FederatedTable ? { FederatedTable } : {}),
    ...(ViewDefinition ? { ViewDefinition: { IsProtected: ViewDefinition.IsProtected } } : {}),
    Name: input.Name ?? '',
    Retention: input.Retention ?? 0,
    DatabaseName: document.database,
    CreateTime: new Date(document.created),
    UpdateTime: new Date(document.updated),
    ...(lastAccess === undefined ? {} : { LastAccessTime: new Date(lastAccess) }),
    ...(lastAnalyzed === undefined ? {} : { LastAnalyzedTime: new Date(lastAnalyzed) }),
    CreatedBy: document.createdBy,
    IsRegisteredWithLakeFormation: false,
    CatalogId: accountId,
    VersionId: String(document.version),
  };
}

/** GetTables' expression: a regular expression in which, as in Hive's patterns, a lone `*` stands for any text. */
function namePattern(expression: string | undefined): (name: string) => boolean {
  if (expression === undefined || expression === '') return () => true;
  try {
    const pattern = new RegExp(`^(?:${expression.replace(/(?<![.\])\\])\*/g, '.*')})$`, 'i');
    return (name) => pattern.test(name);
  } catch {
    throw invalidInput(`Invalid expression '${expression}'.`);
  }
}
