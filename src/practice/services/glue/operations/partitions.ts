import type {
  BatchCreatePartitionRequest,
  BatchCreatePartitionResponse,
  BatchDeletePartitionRequest,
  BatchDeletePartitionResponse,
  BatchGetPartitionRequest,
  BatchGetPartitionResponse,
  CreatePartitionRequest,
  DeletePartitionRequest,
  GetPartitionRequest,
  GetPartitionResponse,
  GetPartitionsRequest,
  GetPartitionsResponse,
  Partition,
  PartitionError,
  PartitionInput,
  UpdatePartitionRequest,
} from '@aws-sdk/client-glue';
import { AwsError } from '../../../awsError.ts';
import type { Clock } from '../../../clock.ts';
import { accountId } from '../../../identity.ts';
import {
  partitionKey,
  type CatalogDocuments,
  type PartitionDocument,
  type TableDocument,
} from '../catalogDocuments.ts';
import { alreadyExists, invalidInput, notFound } from '../glueErrors.ts';
import { pageOf } from '../paging.ts';
import { partitionFilter } from '../partitionFilter.ts';
import { tableOf } from './tables.ts';

interface OfTable {
  DatabaseName: string | undefined;
  TableName: string | undefined;
}

/** Glue's operations on partitions. */
export function partitionOperations(documents: CatalogDocuments, clock: Clock) {
  const named = ({ DatabaseName, TableName }: OfTable) => {
    const table = tableOf(documents, DatabaseName, TableName, (name) => `Table ${name} not found.`);
    return { table, partitions: documents.partitions(table.database, table.input.Name ?? '') };
  };
  const create = (of: OfTable, input: PartitionInput | undefined): void => {
    const { table, partitions } = named(of);
    const document = partitionDocument(table, input, clock.now().getTime());
    const key = partitionKey(document.input.Values ?? []);
    if (partitions.has(key)) throw alreadyExists('Partition');
    partitions.set(key, document);
  };
  const remove = (of: OfTable, values: readonly string[] = []): void => {
    const { table, partitions } = named(of);
    checkValues(table, values);
    if (!partitions.delete(partitionKey(values))) throw notFound('Cannot find partition.');
  };
  return {
    CreatePartition: (request: CreatePartitionRequest) => {
      create(request, request.PartitionInput);
      return {};
    },
    BatchCreatePartition: (request: BatchCreatePartitionRequest): BatchCreatePartitionResponse => {
      const inputs = request.PartitionInputList ?? [];
      if (inputs.length > 100) throw invalidInput('At most 100 partitions may be created in one request.');
      named(request);
      return { Errors: errorsOf(inputs, (input) => create(request, input)) };
    },
    GetPartition: (request: GetPartitionRequest): GetPartitionResponse => {
      const { table, partitions } = named(request);
      const document = partitions.get(partitionKey(request.PartitionValues ?? []));
      if (!document) throw notFound('Cannot find partition.');
      return { Partition: described(table, document) };
    },
    GetPartitions: (request: GetPartitionsRequest): GetPartitionsResponse => {
      const { table, partitions } = named(request);
      const keys = table.input.PartitionKeys ?? [];
      const matches = partitionFilter(request.Expression, keys);
      const { SegmentNumber = 0, TotalSegments = 1 } = request.Segment ?? {};
      const found = partitions
        .values()
        .filter(({ input }, index) => index % TotalSegments === SegmentNumber && matches(input.Values ?? []));
      const { page, ...next } = pageOf(found, request);
      const shown = page.map((document) => described(table, document));
      return { Partitions: request.ExcludeColumnSchema ? shown.map(withoutColumns) : shown, ...next };
    },
    BatchGetPartition: (request: BatchGetPartitionRequest): BatchGetPartitionResponse => {
      const { table, partitions } = named(request);
      const wanted = request.PartitionsToGet ?? [];
      const found = wanted.map(({ Values = [] }) => partitions.get(partitionKey(Values)));
      return {
        Partitions: found.flatMap((document) => (document ? [described(table, document)] : [])),
        UnprocessedKeys: [],
      };
    },
    UpdatePartition: (request: UpdatePartitionRequest) => {
      const { table, partitions } = named(request);
      const before = request.PartitionValueList ?? [];
      const document = partitions.get(partitionKey(before));
      if (!document) throw notFound('Cannot find partition.');
      const updated = partitionDocument(table, request.PartitionInput, document.created);
      const key = partitionKey(updated.input.Values ?? []);
      if (key !== partitionKey(before)) {
        if (partitions.has(key)) throw alreadyExists('Partition');
        partitions.delete(partitionKey(before));
      }
      partitions.set(key, updated);
      return {};
    },
    DeletePartition: (request: DeletePartitionRequest) => {
      remove(request, request.PartitionValues);
      return {};
    },
    BatchDeletePartition: (request: BatchDeletePartitionRequest): BatchDeletePartitionResponse => {
      const wanted = request.PartitionsToDelete ?? [];
      if (wanted.length > 25) throw invalidInput('At most 25 partitions may be deleted in one request.');
      named(request);
      return { Errors: errorsOf(wanted, ({ Values }) => remove(request, Values)) };
    },
  };
}

/** Does `work` for each item of a batch; those that fail are listed with their error, as Glue does. */
function errorsOf<T extends { Values?: string[] | undefined }>(
  items: readonly T[],
  work: (item: T) => void,
): PartitionError[] {
  return items.flatMap((item) => {
    try {
      work(item);
      return [];
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const ErrorDetail = { ErrorCode: error.code, ErrorMessage: error.message };
      return [{ PartitionValues: item.Values, ErrorDetail }];
    }
  });
}

function checkValues(table: TableDocument, values: readonly string[]): void {
  if (values.length !== (table.input.PartitionKeys ?? []).length) {
    throw invalidInput('The number of partition keys do not match the number of partition values');
  }
}

function partitionDocument(
  table: TableDocument,
  { LastAccessTime, LastAnalyzedTime, ...input }: PartitionInput = {},
  created: number,
): PartitionDocument {
  checkValues(table, input.Values ?? []);
  return {
    input,
    created,
    ...(LastAccessTime ? { lastAccess: LastAccessTime.getTime() } : {}),
    ...(LastAnalyzedTime ? { lastAnalyzed: LastAnalyzedTime.getTime() } : {}),
  };
}

function described(table: TableDocument, document: PartitionDocument): Partition {
  const { lastAccess, lastAnalyzed } = document;
  return {
    ...document.input,
    DatabaseName: table.database,
    TableName: table.input.Name,
    CreationTime: new Date(document.created),
    ...(lastAccess === undefined ? {} : { LastAccessTime: new Date(lastAccess) }),
    ...(lastAnalyzed === undefined ? {} : { LastAnalyzedTime: new Date(lastAnalyzed) }),
    CatalogId: accountId,
  };
}

function withoutColumns(partition: Partition): Partition {
  return { ...partition, StorageDescriptor: { ...partition.StorageDescriptor, Columns: undefined } };
}
