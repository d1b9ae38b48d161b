import { existsSync, readdirSync, readSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';
import { frameKinds, synchronousFrames } from './frames.ts';
import { addHostDevice, type DeviceFileSystem } from './hostDevice.ts';
import { spoilBuiltin } from './builtins.ts';
import { bootInterpreter } from './interpreter.ts';
import { lineSplitter } from './lineSplitter.ts';
import { confineRealm } from './realm.ts';
import type { ScriptFailure, ScriptTask } from './scriptMessages.ts';
import { snapshotFile } from './snapshotFile.ts';

// A process of its own: it runs one script and waits to be ended. Descriptor 3 leads to the account; descriptor 0 ends
// when the account does.
// The build calls it with `--boot ASSETS`, to keep the memory of a booted Python among the assets.
const [option, folder = ''] = process.argv.slice(2);
if (option === '--boot') {
  await boot(path.resolve(folder));
} else if (isMainThread) {
  new Worker(fileURLToPath(import.meta.url), { env: {}, stdin: false });
  await runTask();
} else {
  endWithAccount();
}

async function boot(assets: string): Promise<void> {
  const file = snapshotFile(assets, assets);
  if (existsSync(file)) return;
  // Python's boot takes the global away.
  const ended = process.exit.bind(process);
  for (const name of readdirSync(assets).filter((each) => each.startsWith('python-')))
    rmSync(path.join(assets, name), { force: true });
  await bootInterpreter(assets, file);
  ended(0);
}

/** Kills this process when the account's is gone: a script that never ends would not notice. */
function endWithAccount(): void {
  try {
    while (readSync(0, new Uint8Array(1)) > 0);
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
}

async function runTask(): Promise<void> {
  const account = synchronousFrames(3);
  const text = new TextEncoder();
  const { assets, script, name, args, snapshot } = JSON.parse(
    new TextDecoder().decode(account.receive().body),
  ) as ScriptTask;
  const python = await bootInterpreter(assets, snapshot);
  const lines = {
    stdout: lineSplitter((line) => account.send(frameKinds.stdout, line)),
    stderr: lineSplitter((line) => account.send(frameKinds.stderr, line)),
  };
  python.setStdout({ write: lines.stdout.write });
  python.setStderr({ write: lines.stderr.write });

  const files = python.FS as unknown as DeviceFileSystem & { filesystems: Record<string, unknown> };
  addHostDevice(files, '/dev/practice', (message) => {
    account.send(frameKinds.call, message);
    return account.receive().body;
  });
  delete files.filesystems['NODEFS'];
  const run = python.runPython('from _practice import runner\nrunner.confine()\nrunner.run') as (
    script: string,
    name: string,
    args: string,
  ) => string;
  spoilBuiltin(python._module, '_ctypes');
  confineRealm();
  let failure: string;
  try {
    failure = run(script, name, JSON.stringify(args));
  } catch (error) {
    failure = JSON.stringify(brokenOff(error));
  }
  lines.stdout.end();
  lines.stderr.end();
  account.send(frameKinds.ended, text.encode(failure));
}

/** What is left to say when not the script but its interpreter ended: by os._exit, or for want of stack or memory. */
function brokenOff(error: unknown): ScriptFailure | null {
  const { message } = error as Error;
  const status = /Program terminated with exit\((-?\d+)\)/.exec(message)?.[1];
  if (status === '0') return null;
  const type =
    status !== undefined ? 'SystemExit' : /memory/i.test(message) ? 'MemoryError' : 'RecursionError';
  const said = status ?? `Python itself broke: ${message.split('\n')[0] ?? ''}`;
  return { type, message: said, line: null, traceback: `${type}: ${said}` };
}
