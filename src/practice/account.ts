import path from 'node:path';
import { createClock, type Clock, type PacedClock } from './clock.ts';
import { createEngine } from './engines/duckdb/engine.ts';
import { createSparkEngine } from './engines/spark/sparkEngine.ts';
import { isUnprovisioned, provision } from './provision.ts';
import { startServer, type RunningServer, type Served } from './server.ts';
import type { RunningService, Service } from './service.ts';
import type { Credentials } from './signature.ts';
import { firehoseService, type Throttle } from './services/firehose/firehoseService.ts';
import { athenaService } from './services/athena/athenaService.ts';
import { cloudformationService } from './services/cloudformation/cloudformationService.ts';
import { resourceTypes } from './services/cloudformation/resources/resourceTypes.ts';
import { cloudwatchService } from './services/cloudwatch/cloudwatchService.ts';
import { createMetrics } from './services/cloudwatch/metrics.ts';
import { createCatalog } from './services/glue/catalog.ts';
import { createJobData } from './services/glue/jobData.ts';
import type { OpenJobData } from './services/glue/jobRunner.ts';
import { glueService } from './services/glue/glueService.ts';
import { iamService } from './services/iam/iamService.ts';
import { createLogGroups } from './services/logs/logGroups.ts';
import { logsService } from './services/logs/logsService.ts';
import { quotasService } from './services/quotas/quotasService.ts';
import type { ObjectStore } from './services/s3/objectStore.ts';
import { createObjects } from './services/s3/objects.ts';
import { s3Service } from './services/s3/s3Service.ts';
import { sagemakerService } from './services/sagemaker/sagemakerService.ts';
import { stsService } from './services/sts/stsService.ts';
import { finishReset, resetStore, type ResetTo } from './store/reset.ts';
import { openStore, type Store } from './store/store.ts';

/** What an account is started with. */
export interface AccountOptions {
  /** The store's folder. */
  readonly folder: string;
  /** Folder of the built workers and their assets (`dist`). */
  readonly assets: string;
  readonly credentials: Credentials;
  /** 0 for a free port. */
  readonly port: number;
  /** See Clock. */
  readonly pace: number;
  /** Whether a new store gets what the lab's account holds; without it, it stays empty. */
  readonly provisioned?: boolean;
  /** See Served. */
  readonly own?: Served['own'];
  /** See Throttle: for tests of publishers. */
  readonly throttle?: Throttle;
}

/** A practice account that serves requests. */
export interface Account {
  readonly server: RunningServer;
  services(): Promise<readonly Service[]>;
  /** Paces the account's waits anew. */
  setPace(pace: number): void;
  /** Ends all work and forgets everything; then provisions anew, or stays empty. The port stays. */
  reset(to: ResetTo): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store and serves its account on loopback. */
export async function startAccount(options: AccountOptions): Promise<Account> {
  const clock = createClock(options.pace);
  finishReset(options.folder);
  // A promise, so that requests that come during a reset wait for the account that it leaves.
  let running = open(options, clock);
  const first = await running;
  const served = {
    services: async () => (await running).services,
    credentials: options.credentials,
    clock,
    own: options.own,
  };
  const server = await startServer(served, options.port).catch(async (error: unknown) => {
    await first.close();
    throw error;
  });
  return {
    server,
    services: served.services,
    setPace: (pace) => clock.setPace(pace),
    reset: async (to) => {
      const before = running;
      running = (async () => {
        // An account that did not come up after the last reset has nothing to close.
        await (await before.catch(() => undefined))?.close();
        resetStore(options.folder, to);
        return open({ ...options, provisioned: true }, clock);
      })();
      await running;
    },
    close: async () => {
      await server.close();
      await (await running.catch(() => undefined))?.close();
    },
  };
}

/** The services over an open store. */
interface Running {
  readonly services: readonly Service[];
  close(): Promise<void>;
}

async function open(options: AccountOptions, clock: PacedClock): Promise<Running> {
  const store = openStore(options.folder);
  const { pace } = clock;
  // Nobody watches yet: what is made here, or goes on from a start that broke off, takes no time.
  if (options.provisioned && isUnprovisioned(store)) clock.setPace(0);
  try {
    return await serve(options, store, clock);
  } finally {
    clock.setPace(pace);
  }
}

async function serve(options: AccountOptions, store: Store, clock: Clock): Promise<Running> {
  const objects = createObjects(store);
  const running = await startServices({ store, clock, objects, ...options });
  const services = running.flatMap((each) => each.services);
  if (options.provisioned) {
    const template = path.resolve(options.assets, '..', 'infra', 'lab.yaml');
    await provision(store, services, template);
  }
  return {
    services,
    close: async () => {
      // In their order: the engines, last, outlive the services that stand on them.
      for (const each of running) await each.close();
      store.close();
    },
  };
}

/** What every service may stand on. */
interface Ground {
  readonly store: Store;
  readonly clock: Clock;
  readonly objects: ObjectStore;
  /** See AccountOptions. */
  readonly assets: string;
  readonly throttle?: Throttle;
}

/** What several services share, then the services themselves: each part of the account has its line here. */
async function startServices({ store, clock, objects, assets, throttle }: Ground): Promise<RunningService[]> {
  const logs = createLogGroups({ store, clock });
  const metrics = createMetrics({ store, clock });
  const catalog = createCatalog(store);
  const scratch = store.subfolder('scratch');
  const engine = await createEngine({
    folders: [objects.folder, scratch],
    memoryLimitMiB: 400,
    threads: 2,
    spillFolder: scratch,
  });
  const spark = createSparkEngine({ assets, folder: store.subfolder('spark') });
  const openData: OpenJobData = (bookmark) =>
    createJobData({ engine, objects, catalog, bookmark, clock, store });
  const others = [
    stsService(),
    quotasService(),
    iamService({ store, clock }),
    logsService({ logs }),
    cloudwatchService({ metrics, clock }),
    s3Service({ objects }),
    firehoseService({ store, clock, objects, throttle }),
    glueService({ store, clock, objects, catalog, logs, engine, spark, openData }),
    athenaService({ store, clock, objects, catalog, engine, scratch }),
    sagemakerService({ store, clock, objects, logs, metrics, assets }),
  ];
  const services = others.flatMap((each) => each.services);
  return [
    // Stacks are made by the other services, so that they end first.
    cloudformationService({ store, clock, objects, services, types: resourceTypes(store) }),
    ...others,
    {
      services: [],
      close: async () => {
        await spark.close();
        engine.close();
      },
    },
  ];
}
