import * as model from '@aws-sdk/client-glue';
import type { Clock } from '../../clock.ts';
import type { Engine } from '../../engines/duckdb/engine.ts';
import type { SparkEngine } from '../../engines/spark/sparkEngine.ts';
import type { RunningService } from '../../service.ts';
import type { Store } from '../../store/store.ts';
import type { LogGroups } from '../logs/logGroups.ts';
import type { Objects } from '../s3/objects.ts';
import { createBookmarks } from './bookmarks.ts';
import type { Catalog } from './catalog.ts';
import { catalogDocuments } from './catalogDocuments.ts';
import { crawlerDocuments } from './crawlerDocuments.ts';
import { createCrawlerRuns } from './crawlerRuns.ts';
import { jobDocuments } from './jobDocuments.ts';
import { createJobRunner, type OpenJobData } from './jobRunner.ts';
import { classifierOperations } from './operations/classifiers.ts';
import { crawlerOperations } from './operations/crawlers.ts';
import { crawlOperations } from './operations/crawls.ts';
import { databaseOperations } from './operations/databases.ts';
import { jobRunOperations } from './operations/jobRuns.ts';
import { jobOperations } from './operations/jobs.ts';
import { partitionOperations } from './operations/partitions.ts';
import { tableOperations } from './operations/tables.ts';
import { tagOperations } from './operations/tags.ts';
import { triggerOperations } from './operations/triggers.ts';
import { workflowRunOperations } from './operations/workflowRuns.ts';
import { workflowOperations } from './operations/workflows.ts';
import { workflowDocuments } from './workflowDocuments.ts';
import { createWorkflowRuns } from './workflowRuns.ts';

/** What Glue stands on. */
export interface GlueGround {
  readonly store: Store;
  readonly clock: Clock;
  readonly objects: Objects;
  readonly catalog: Catalog;
  readonly logs: LogGroups;
  readonly engine: Engine;
  readonly spark: SparkEngine;
  /** Opens the data side of a job's run. */
  readonly openData: OpenJobData;
}

/** AWS Glue: the data catalog, crawlers with CSV classifiers, Spark jobs with bookmarks, and workflows of these. */
export function glueService(ground: GlueGround): RunningService {
  const { store, clock } = ground;
  const documents = catalogDocuments(store);
  const crawlers = crawlerDocuments(store);
  const jobs = jobDocuments(store);
  const bookmarks = createBookmarks(store);
  const crawlerRuns = createCrawlerRuns({ ...ground, crawlers, documents });
  const runner = createJobRunner({ ...ground, jobs, bookmarks });
  // After the crawls and job runs, so that those of the last process are settled before the workflows that they belong to.
  const workflows = workflowDocuments(store);
  const workflowRuns = createWorkflowRuns({ workflows, jobs, runner, crawlers, crawlerRuns, clock });
  const tagged = {
    crawler: crawlers.crawlers,
    job: jobs.jobs,
    workflow: workflows.workflows,
    trigger: workflows.triggers,
  };
  return {
    services: [
      {
        signingName: 'glue',
        title: 'Glue',
        wire: { protocol: 'json', target: 'AWSGlue' },
        model,
        operations: {
          ...databaseOperations(documents, clock),
          ...tableOperations(documents, clock),
          ...partitionOperations(documents, clock),
          ...classifierOperations(crawlers, clock),
          ...crawlerOperations(crawlers, crawlerRuns, clock),
          ...crawlOperations(crawlers, clock),
          ...jobOperations(jobs, bookmarks, clock),
          ...jobRunOperations(jobs, runner, clock),
          ...workflowOperations(workflows, jobs, clock),
          ...workflowRunOperations(workflows, workflowRuns, jobs, clock),
          ...triggerOperations(workflows, workflowRuns, { jobs: jobs.jobs, crawlers: crawlers.crawlers }),
          ...tagOperations(tagged),
        },
        refuses,
      },
    ],
    close: async () => {
      await Promise.all([workflowRuns.close(), crawlerRuns.close(), runner.close()]);
    },
  };
}

const refuses = [
  'There are no connections, sessions, blueprints, data quality rules or ML transforms.',
  'Of classifiers it has those for CSV: Grok, JSON and XML classifiers are refused.',
  'Crawlers read S3 targets, on demand: JDBC, DynamoDB, MongoDB, catalog, Delta, Iceberg and Hudi targets, events and schedules are refused. Their `Configuration` is kept and shown but does not change what they do.',
  'Crawlers recognize CSV, JSON lines and Parquet, plain or (text) gzip-compressed; anything else becomes a table of classification UNKNOWN.',
  'Old versions of tables are not kept; there are no table statistics, partition indexes, user-defined functions or tables in open formats.',
  'Jobs run Spark scripts in Python (`glueetl`): Python shell, streaming and Ray jobs are refused. Capacity, worker type and Glue version are kept and shown, and change nothing.',
  'Scripts run in Python 3.14 with the `pyspark` (3.5) and `awsglue` of the practice account: DataFrames, columns, functions, windows, SQL queries, readers and writers of Parquet, CSV, JSON and text in S3, Python UDFs, DynamicFrames and bookmarks. RDDs, streaming, pandas, ML, JDBC, ORC, `saveAsTable` and everything else that is missing are refused by name. No other packages are there: `--additional-python-modules` and `--extra-py-files` are not looked at.',
  'One process does the work of all workers: `cache`, `persist`, `repartition`, `coalesce`, `hint` and Spark settings are accepted and change nothing, and a write makes a file or two in each folder. Rows come in the order of the data, where Spark promises none.',
  'A script has no network, no files but its own `/tmp`, no threads, 640 MiB of memory, and 32 MiB of log lines; more memory ends its run with MemoryError, further lines are dropped.',
  'Where its Spark differs from Spark: the negative of the smallest whole number is an error, `explain` shows the query that the engine is given, not Spark’s plan, and attributes in errors bear no numbers (`n`, not `n#12L`).',
  'ResetJobBookmark goes back to the beginning, not to a run. A run is never queued (`JobRunQueuingEnabled`).',
  'Triggers fire on demand or on conditions: SCHEDULED and EVENT triggers are refused, as are ResumeWorkflowRun and blueprints. A trigger’s notification and security configuration are kept and shown, and change nothing.',
  'Tags are kept for crawlers, jobs, workflows and triggers.',
];
