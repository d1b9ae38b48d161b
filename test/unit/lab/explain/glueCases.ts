import { aws, ended, node, onPractice, type Case } from './thrown.ts';

const launch = (rest: string) =>
  `The run of calc_rul ended FAILED: LAUNCH ERROR | Error downloading from S3 for bucket: my-scripts, key: glue_job.py.${rest} Please refer logs for details.`;

export const glueCases: readonly Case[] = [
  [
    'deliveryStreamMissing',
    aws(
      'ResourceNotFoundException',
      'Firehose streaming_submissions-x under account 123456789012 not found.',
    ),
    /no delivery stream of this name in us-east-1/,
  ],
  [
    'deliveryStreamNotReady',
    ended('The delivery stream streaming_submissions-x is CREATING; it takes records only when ACTIVE.'),
    /Wait until the stream is ACTIVE/,
  ],
  [
    'crawlerRunning',
    aws('CrawlerRunningException', 'Crawler with name cmapss_submissions has already started'),
    /follows the crawl/,
  ],
  [
    'crawlerStopping',
    aws('CrawlerStoppingException', 'Crawler with name cmapss_submissions is stopping'),
    /READY/,
  ],
  [
    'concurrentRuns',
    aws('ConcurrentRunsExceededException', 'Concurrent runs exceeded for calc_rul'),
    /follows the run/,
  ],
  [
    'scriptNotReadable',
    ended(
      launch('Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: X)'),
    ),
    /begin with aws-glue-/,
  ],
  [
    'scriptMissing',
    ended(
      launch(
        'The specified key does not exist. (Service: Amazon S3; Status Code: 404; Error Code: NoSuchKey)',
      ),
    ),
    /uploads the script/,
  ],
  [
    'scriptBucketMissing',
    ended(
      launch(
        'The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket)',
      ),
    ),
    /makes the bucket/,
  ],
  [
    'launchFailed',
    ended('LAUNCH ERROR | Something else.Please refer logs for details.'),
    /could not start the script/,
  ],
  [
    'tableMissingInRun',
    ended(
      'The run of calc_rul ended FAILED: An error occurred while calling o78.getCatalogSource. EntityNotFoundException: Entity Not Found: Table streaming_submissions not found. (Service: AWSGlue; Status Code: 400)',
    ),
    /Run the first crawler/,
  ],
  [
    'queryNotUnderstood',
    ended(
      "The run of calc_rul ended FAILED: AnalysisException: cannot resolve '`unit`' given input columns: [col0, col1]",
    ),
    /Compare the names/,
  ],
  [
    'tableMissingInRun',
    ended(
      'The run of calc_rul ended FAILED: Error Category: UNCLASSIFIED_ERROR; Failed Line Number: 76; Py4JJavaError: An error occurred while calling o129.getCatalogSource. Database nodb not found. (Service: AWSGlue; Status Code: 400; Error Code: EntityNotFoundException; Request ID: 1).',
    ),
    /reads nodb/,
  ],
  [
    'bucketMissingInRun',
    ended(
      'The run of calc_rul ended FAILED: Error Category: UNCLASSIFIED_ERROR; Failed Line Number: 92; Py4JJavaError: An error occurred while calling o132.pyWriteDynamicFrame. The specified bucket does not exist (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket; Request ID: 1).',
    ),
    /names a bucket/,
  ],
  [
    'queryNotUnderstood',
    ended(
      "The run of calc_rul ended FAILED: Error Category: QUERY_ERROR; Failed Line Number: 70; ParseException: mismatched input 'FORM' expecting <EOF>.",
    ),
    /Spark could not make sense/,
  ],
  [
    'scriptFailed',
    ended("The run of calc_rul ended FAILED: NameError: name 'spark' is not defined"),
    /ended with NameError/,
  ],
  [
    'scriptFailed',
    ended(
      "The run of calc_rul ended FAILED: Error Category: SYNTAX_ERROR; Failed Line Number: 68; SyntaxError: expected ':' (glue_job.py, line 68).",
    ),
    /ended with SyntaxError[\s\S]*line 68 of glue\/glue_job\.py/,
  ],
  [
    'scriptFailed',
    ended(
      'The run of calc_rul ended FAILED: Failed Line Number: 11; OSError: [Errno 23] Host is unreachable.',
    ),
    /ended with OSError/,
  ],
  [
    'entityMissing',
    aws('EntityNotFoundException', 'Database datalake_submissions not found.'),
    /See What Is Deployed/,
  ],
  ['entityExists', aws('AlreadyExistsException', 'Database already exists.'), /there already/],
  ['glueQuota', aws('ResourceNumberLimitExceededException', 'Number of jobs exceeds the limit'), /quota/],
  ['jobTimedOut', ended('The run of calc_rul ended TIMEOUT.'), /time limit/],
  ['bucketMissing', aws('NoSuchBucket', 'The specified bucket does not exist', 404), /names of this account/],
  ['objectMissing', aws('NoSuchKey', 'The specified key does not exist.', 404), /no such object/],
  [
    'bucketNameTaken',
    aws('BucketAlreadyExists', 'The requested bucket name is not available.', 409),
    /taken/,
  ],
  [
    'bucketNotEmpty',
    aws('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409),
    /Clean up again/,
  ],
  [
    'fileMissing',
    node('ENOENT', "ENOENT: no such file or directory, open '/data/train_FD001.txt'"),
    /there is no \/data\/train_FD001\.txt/,
  ],
  ['fileForbidden', node('EACCES', "EACCES: permission denied, open '/root/x'"), /\/root\/x/],
  ['diskFull', node('ENOSPC', 'ENOSPC: no space left on device, write'), /disk .* is full/],
  [
    'notDoneHere',
    aws('UnknownOperationException', 'StartWorkflowRun'),
    /docs\/practice-account\.md/,
    onPractice,
  ],
  ['notDoneHere', aws('UnknownOperationException', 'Unknown'), /event's region/],
  [
    'notDoneHereByText',
    aws('InvalidRequestException', 'The practice account does not run PREPARE.'),
    /docs\/practice-account\.md/,
    onPractice,
  ],
  [
    'unknown',
    aws('SomethingNewException', 'The flux is out of phase'),
    /SomethingNewException: The flux is out of phase\..*request id r-1/s,
  ],
];
