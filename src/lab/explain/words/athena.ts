import { inMessage, type Words } from '../words.ts';

const line = inMessage(/line (\d+:\d+)/, 'the place that the message names');
const table = inMessage(/[Tt]able '?([\w.-]+)'?/, 'a table');
const column = inMessage(/[Cc]olumn '?"?([\w.]+)/, 'a column');
const notStarted = 'Nothing was changed: the query did not run.';
const leftBehind = 'No table was made; files that the query wrote before it failed may lie in its location.';

/** Queries. */
export const athenaWords = {
  outputLocationMissing: {
    message: /No output location provided/,
    why: 'Athena writes the result of every query to S3, and neither the workgroup nor the request says where.',
    next: 'Set the query results bucket of the lab in the workgroup, then try again.',
    changed: notStarted,
  },
  externalLocationRefused: {
    message: /submitted with an 'external_location' property to an Athena Workgroup that enforces/,
    why: "The workgroup forces all output into its own place, and the lab's CTAS says where its files are to lie.",
    next: "Use a workgroup that does not override the client's settings, or have that switched off in this one.",
    changed: notStarted,
  },
  locationNotEmpty: {
    message: /HIVE_PATH_ALREADY_EXISTS/,
    why: 'A CTAS writes into an empty folder only, and this one holds files of an earlier run.',
    next: 'Run the split again from its beginning: that drops the table and empties the folder first.',
    changed: 'No table was made; the files that were there are untouched.',
  },
  tableExists: {
    message: /TABLE_ALREADY_EXISTS|Destination table '[^']*' already exists/,
    why: 'A CTAS makes a table once; this one was made by an earlier run.',
    next: 'Run the split again from its beginning: that drops the table and empties its folder first.',
    changed: 'The table and its files are as they were.',
  },
  ddlExists: {
    message: /Execution Error, return code 1[\s\S]*AlreadyExistsException|AlreadyExistsException\(message:/,
    why: 'The Data Catalog has a table or database of this name already.',
    next: 'Drop it first, or add IF NOT EXISTS to the statement.',
    changed: 'What is there is as it was.',
  },
  tooManyPartitions: {
    message: /HIVE_TOO_MANY_OPEN_PARTITIONS/,
    why: 'One query may write at most 100 partitions, and the rows belong to more: too many hours, or too many columns.',
    next: 'Publish again within fewer hours, or split the query by a WHERE on the partitions.',
    changed: leftBehind,
  },
  tableMissing: {
    message: /TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|(?:Table|Schema) '?[\w.-]+'? does not exist|Table not found/,
    why: (_, failure) =>
      `The Data Catalog does not have ${table(failure)}: its name is of another account, or it was not crawled.`,
    next: 'Give the query the names of this account, and run the second crawler if the table is missing.',
    changed: notStarted,
  },
  columnMissing: {
    message: /COLUMN_NOT_FOUND|Column '[^']+' cannot be resolved/,
    why: (_, failure) =>
      `The table has no ${column(failure) === 'a column' ? 'such column' : `column ${column(failure)}`}.`,
    next: 'Compare the names in the query with the columns of the crawled table.',
    changed: notStarted,
  },
  syntaxWrong: {
    message: /SYNTAX_ERROR|mismatched input|no viable alternative|extraneous input|missing .* at '/,
    why: (_, failure) => `Athena cannot read the query at ${line(failure)}.`,
    next: 'Correct the query there, and run it again.',
    changed: notStarted,
  },
  badData: {
    message: /HIVE_BAD_DATA|HIVE_CURSOR_ERROR|HIVE_PARTITION_SCHEMA_MISMATCH|HIVE_CANNOT_OPEN_SPLIT/,
    why: 'The files do not hold what the table says: they were replaced, or were crawled before they were complete.',
    next: 'Run the crawler of that table again, then the query.',
    changed: leftBehind,
  },
  workgroupMissing: {
    message: /WorkGroup (?:\S+ )?is not found/i,
    why: ({ region }) => `There is no workgroup of this name in ${region}.`,
    next: 'Use the workgroup `primary`, or the one that the event names.',
    changed: notStarted,
  },
  queryNotFinished: {
    message: /INVALID_QUERY_EXECUTION_STATE|Query has not yet finished|Query did not finish successfully/,
    why: 'The result was asked for, but the query is still running or has failed.',
    next: 'Look at the state of the query, and read its result when it is SUCCEEDED.',
  },
  requestMalformed: {
    name: /^SerializationException$/,
    why: 'A field of the request has a value of the wrong type.',
    next: 'Correct the value that the message names.',
    changed: 'Nothing was changed.',
  },
  queryNotAllowed: {
    message: /Insufficient permissions to execute the query|Unable to verify\/create output bucket/,
    why: 'You may use Athena, but not the bucket for its results or the data below the table.',
    next: 'Use the query results bucket of the lab, or ask whoever runs the event for rights on the bucket.',
    changed: notStarted,
  },
} as const satisfies Record<string, Words>;
