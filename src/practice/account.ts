import { createClock } from './clock.ts';
import { startServer, type RunningServer } from './server.ts';
import type { RunningService } from './service.ts';
import type { Credentials } from './signature.ts';
import { iamService } from './services/iam/iamService.ts';
import { createLogGroups } from './services/logs/logGroups.ts';
import { logsService } from './services/logs/logsService.ts';
import { stsService } from './services/sts/stsService.ts';
import { openStore } from './store/store.ts';

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
}

/** A practice account that serves requests. */
export interface Account {
  readonly server: RunningServer;
  close(): Promise<void>;
}

/** Opens the store and serves its account on loopback. */
export async function startAccount(options: AccountOptions): Promise<Account> {
  const store = openStore(options.folder);
  const clock = createClock(options.pace);
  // What several services stand on, then the services: each owner adds a line.
  const logs = createLogGroups({ store, clock });
  const running: RunningService[] = [stsService(), iamService({ store, clock }), logsService({ logs })];
  const server = await startServer(
    running.flatMap(({ services }) => services),
    options.credentials,
    clock,
    options.port,
  );
  return {
    server,
    close: async () => {
      await server.close();
      await Promise.all(running.map((each) => each.close()));
      store.close();
    },
  };
}
