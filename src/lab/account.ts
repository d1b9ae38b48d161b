import type { Buckets } from './ports/buckets.ts';
import type { Catalog } from './ports/catalog.ts';
import type { Crawlers } from './ports/crawlers.ts';
import type { DeliveryStreams } from './ports/deliveryStreams.ts';
import type { Endpoints } from './ports/endpoints.ts';
import type { Caller, Identity } from './ports/identity.ts';
import type { Instances } from './ports/instances.ts';
import type { Jobs } from './ports/jobs.ts';
import type { Logs } from './ports/logs.ts';
import type { Metrics } from './ports/metrics.ts';
import type { Notebooks } from './ports/notebooks.ts';
import type { ParquetFiles } from './ports/parquetFiles.ts';
import type { Permissions } from './ports/permissions.ts';
import type { Queries } from './ports/queries.ts';
import type { Quotas } from './ports/quotas.ts';
import type { Stacks } from './ports/stacks.ts';
import type { TrainingJobs } from './ports/trainingJobs.ts';
import type { TransformJobs } from './ports/transformJobs.ts';
import type { TuningJobs } from './ports/tuningJobs.ts';
import type { Workflows } from './ports/workflows.ts';
import type { WorkGroups } from './ports/workGroups.ts';

/** The ways by which the lab reaches an account, one a noun of AWS's. */
export interface Ports {
  readonly identity: Identity;
  readonly buckets: Buckets;
  readonly parquet: ParquetFiles;
  readonly streams: DeliveryStreams;
  readonly crawlers: Crawlers;
  readonly catalog: Catalog;
  readonly jobs: Jobs;
  readonly workflows: Workflows;
  readonly queries: Queries;
  readonly training: TrainingJobs;
  readonly tuning: TuningJobs;
  readonly transforms: TransformJobs;
  readonly endpoints: Endpoints;
  readonly notebooks: Notebooks;
  readonly logs: Logs;
  readonly stacks: Stacks;
  readonly permissions: Permissions;
  readonly quotas: Quotas;
  readonly instances: Instances;
  readonly workGroups: WorkGroups;
  readonly metrics: Metrics;
}

/** An account the lab runs in. Another profile or region is another account object. */
export interface LabAccount {
  readonly kind: 'practice' | 'aws';
  readonly region: string;
  readonly identity: Caller;
  /** Factor on every wait: 1 on AWS, the practice account's own pace otherwise. */
  readonly pace: number;
  readonly ports: Ports;
  /** Ends its connections. */
  close(): void;
}
