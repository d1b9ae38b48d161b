import type {
  CreateDatabaseRequest,
  Database,
  DeleteDatabaseRequest,
  GetDatabaseRequest,
  GetDatabaseResponse,
  GetDatabasesRequest,
  GetDatabasesResponse,
  UpdateDatabaseRequest,
} from '@aws-sdk/client-glue';
import type { Clock } from '../../../clock.ts';
import { accountId } from '../../../identity.ts';
import type { CatalogDocuments, DatabaseDocument } from '../catalogDocuments.ts';
import { alreadyExists, checkName, invalidInput, notFound } from '../glueErrors.ts';
import { pageOf } from '../paging.ts';

/** Glue's operations on databases. */
export function databaseOperations(documents: CatalogDocuments, clock: Clock) {
  const { databases } = documents;
  return {
    CreateDatabase: ({ DatabaseInput: input }: CreateDatabaseRequest) => {
      const name = checkName(input?.Name, 'databaseInput.name').toLowerCase();
      if (databases.has(name)) throw alreadyExists('Database');
      databases.set(name, { input: { ...input, Name: name }, created: clock.now().getTime() });
      return {};
    },
    GetDatabase: ({ Name }: GetDatabaseRequest): GetDatabaseResponse => ({
      Database: described(databaseOf(documents, Name)),
    }),
    GetDatabases: (request: GetDatabasesRequest): GetDatabasesResponse => {
      const all = databases
        .keys()
        .sort()
        .flatMap((name) => databases.get(name) ?? []);
      const { page, ...next } = pageOf(all, request, 100);
      return { DatabaseList: page.map(described), ...next };
    },
    UpdateDatabase: ({ Name, DatabaseInput: input }: UpdateDatabaseRequest) => {
      const before = databaseOf(documents, Name);
      const name = checkName(input?.Name, 'databaseInput.name').toLowerCase();
      if (name !== before.input.Name) throw invalidInput('Rename of a database is not supported.');
      databases.set(name, { ...before, input: { ...input, Name: name } });
      return {};
    },
    DeleteDatabase: ({ Name }: DeleteDatabaseRequest) => {
      documents.dropDatabase(databaseOf(documents, Name).input.Name ?? '');
      return {};
    },
  };
}

/** The database of that name, in any case; EntityNotFoundException when there is none. */
export function databaseOf(documents: CatalogDocuments, name: string | undefined): DatabaseDocument {
  const document = documents.databases.get(checkName(name).toLowerCase());
  if (!document) throw notFound(`Database ${name ?? ''} not found.`);
  return document;
}

function described({ input, created }: DatabaseDocument): Database {
  return { ...input, Name: input.Name ?? '', CreateTime: new Date(created), CatalogId: accountId };
}
