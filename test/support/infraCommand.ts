import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { LabAccount } from '../../src/lab/account.ts';
import type { LabRun } from './labCommand.ts';

/** Runs the built `infra` command; `onOutput` sees all of stdout so far, and may end the process. */
export function runInfraCommand(
  args: readonly string[],
  onOutput: (stdout: string, child: ChildProcess) => void = () => undefined,
  env: NodeJS.ProcessEnv = {},
): Promise<LabRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.resolve('dist/infra.mjs'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onOutput(stdout, child);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Everything that an account has of the kinds that the lab's stack and the lab itself make, by its name. */
export async function everythingIn({ ports }: LabAccount): Promise<string[]> {
  const databases = await ports.catalog.databases();
  const found = await Promise.all([
    ports.stacks.list().then((list) => list.map(({ name, status }) => `stack ${name} ${status}`)),
    ports.buckets.list().then((list) => list.map(({ name }) => `bucket ${name}`)),
    ports.streams.list(),
    Promise.resolve(databases.map((name) => `database ${name}`)),
    ...databases.map(async (database) => (await ports.catalog.tables(database)).map(({ name }) => name)),
    ports.crawlers.list(),
    ports.crawlers.classifier('cmapss_classify').then((found) => (found ? ['classifier'] : [])),
    ports.jobs.list(),
    ports.workflows.list(),
    ports.identity.roles().then((list) => list.map(({ name }) => `role ${name}`)),
    ports.notebooks.list().then((list) => list.map(({ name }) => `notebook ${name}`)),
    ports.endpoints.list('').then((list) => list.map(({ name }) => `endpoint ${name}`)),
    ports.endpoints.configs(''),
    ports.endpoints.models(''),
  ]);
  return found.flat();
}
