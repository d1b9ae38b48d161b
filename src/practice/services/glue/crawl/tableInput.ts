import type { StorageDescriptor, TableInput } from '@aws-sdk/client-glue';
import type { StoredObject } from '../../s3/objects.ts';
import { hiveClasses } from '../hiveFormat.ts';
import { typeText } from './hiveType.ts';
import type { CrawledPartition, CrawledTable } from './crawledTable.ts';
import type { ObjectSchema } from './objectSchema.ts';

/** A crawled table as the catalog keeps it, with the parameters that Glue's crawlers write. */
export function tableInput(
  table: CrawledTable,
  name: string,
  crawler: string,
  exclusions: readonly string[],
): TableInput {
  const parameters = {
    ...statistics(table.schema, table.objects),
    ...(exclusions.length ? { exclusions: JSON.stringify(exclusions) } : {}),
    CrawlerSchemaDeserializerVersion: '1.0',
    CrawlerSchemaSerializerVersion: '1.0',
    UPDATED_BY_CRAWLER: crawler,
  };
  return {
    Name: name,
    Owner: 'owner',
    Retention: 0,
    StorageDescriptor: storage(table.schema, table.location, parameters),
    PartitionKeys: table.keys.map((key) => ({ Name: key, Type: 'string' })),
    TableType: 'EXTERNAL_TABLE',
    Parameters: parameters,
  };
}

/** The storage descriptor of a crawled partition: its own columns and statistics. */
export function partitionStorage(partition: CrawledPartition): StorageDescriptor {
  const { schema, location, objects } = partition;
  return storage(schema, location, {
    ...statistics(schema, objects),
    CrawlerSchemaDeserializerVersion: '1.0',
    CrawlerSchemaSerializerVersion: '1.0',
  });
}

function storage(
  schema: ObjectSchema,
  location: string,
  parameters: Record<string, string>,
): StorageDescriptor {
  const { classification, csv } = schema;
  const classes =
    classification === 'UNKNOWN'
      ? undefined
      : hiveClasses[classification === 'csv' && csv?.quote !== undefined ? 'quotedCsv' : classification];
  return {
    Columns: schema.columns.map(({ name, type }) => ({ Name: name, Type: typeText(type) })),
    Location: location,
    ...(classes ? { InputFormat: classes.input, OutputFormat: classes.output } : {}),
    Compressed: schema.compression !== 'none',
    NumberOfBuckets: -1,
    SerdeInfo: classes ? { SerializationLibrary: classes.serde, Parameters: serdeParameters(schema) } : {},
    BucketColumns: [],
    SortColumns: [],
    Parameters: parameters,
    StoredAsSubDirectories: false,
  };
}

function serdeParameters({ classification, csv, columns }: ObjectSchema): Record<string, string> {
  if (csv?.quote !== undefined) return { separatorChar: csv.delimiter, quoteChar: csv.quote };
  if (csv) return { 'field.delim': csv.delimiter };
  if (classification === 'json')
    return {
      paths: columns
        .map(({ name }) => name)
        .sort()
        .join(','),
    };
  return { 'serialization.format': '1' };
}

/**
 * What Glue notes of a table's data: records and their size are estimated from the samples, exact where the samples
 * are the whole.
 */
function statistics(schema: ObjectSchema, objects: readonly StoredObject[]): Record<string, string> {
  const { sample, csv } = schema;
  const size = objects.reduce((sum, object) => sum + object.size, 0);
  const records = sample.sampled > 0 ? Math.round((size * sample.records) / sample.sampled) : 0;
  const average = sample.records > 0 ? Math.floor(sample.bytes / sample.records) : 0;
  return {
    classification: schema.classification,
    compressionType: schema.compression,
    typeOfData: 'file',
    objectCount: String(objects.length),
    recordCount: String(records),
    averageRecordSize: String(average),
    sizeKey: String(size),
    ...(csv
      ? { columnsOrdered: 'true', areColumnsQuoted: String(csv.quoted), delimiter: csv.delimiter }
      : {}),
    ...(csv?.header ? { 'skip.header.line.count': '1' } : {}),
  };
}
