import { aws, ended, type Case } from './thrown.ts';

export const athenaCases: readonly Case[] = [
  [
    'outputLocationMissing',
    ended(
      'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
    ),
    /query results bucket/,
  ],
  [
    'externalLocationRefused',
    ended(
      "The Create Table As Select query failed because it was submitted with an 'external_location' property to an Athena Workgroup that enforces a centralized output location for all queries. Please remove the 'external_location' property and resubmit the query.",
    ),
    /workgroup that does not override/,
  ],
  [
    'locationNotEmpty',
    ended(
      "HIVE_PATH_ALREADY_EXISTS: Target directory for table 'db.t' already exists: s3://b/t. You may need to manually clean the data at location 's3://b/t' before retrying. Athena will not delete data in your account.",
    ),
    /empties the folder/,
  ],
  [
    'tableExists',
    ended("TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog.db.t' already exists"),
    /drops the table/,
  ],
  [
    'ddlExists',
    ended(
      'FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. AlreadyExistsException(message:Table t already exists.)',
    ),
    /IF NOT EXISTS/,
  ],
  [
    'tooManyPartitions',
    ended('HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets'),
    /100 partitions/,
  ],
  [
    'tableMissing',
    ended("TABLE_NOT_FOUND: line 3:6: Table 'awsdatacatalog.datalake_curated_datasets.x' does not exist"),
    /does not have awsdatacatalog\.datalake_curated_datasets\.x/,
  ],
  [
    'columnMissing',
    ended(
      "COLUMN_NOT_FOUND: line 1:8: Column 'speed' cannot be resolved or requester is not authorized to access requested resources",
    ),
    /no column speed/,
  ],
  [
    'syntaxWrong',
    ended("line 4:1: mismatched input 'FORM'. Expecting: ',', 'FROM'"),
    /cannot read the query at 4:1/,
  ],
  [
    'badData',
    ended("HIVE_BAD_DATA: Error parsing field value '' for field 3"),
    /crawler of that table again/,
  ],
  ['workgroupMissing', aws('InvalidRequestException', 'WorkGroup is not found.'), /`primary`/],
  [
    'queryNotFinished',
    aws(
      'InvalidRequestException',
      'INVALID_QUERY_EXECUTION_STATE: Query did not finish successfully. Final query state: FAILED',
    ),
    /SUCCEEDED/,
  ],
  [
    'requestMalformed',
    aws('SerializationException', 'STRING_VALUE can not be converted to an Integer'),
    /wrong type/,
  ],
  [
    'queryNotAllowed',
    aws('InvalidRequestException', 'Unable to verify/create output bucket datalake-athena-query-results-x'),
    /bucket for its results/,
  ],
];
