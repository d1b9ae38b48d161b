import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { addHostDevice, type DeviceFileSystem } from './hostDevice.ts';
import { bootInterpreter } from './interpreter.ts';
import { confineRealm } from './realm.ts';
import type { ScriptFailure, WorkerMessage, WorkerTask } from './workerMessages.ts';

// Runs one script, then is done. Calls of the script are synchronous: posted, waited for, received.
const { assets, script, args, calls, replied, interrupt, snapshot } = workerData as WorkerTask;
const port = parentPort;
const say = (message: WorkerMessage): void => port?.postMessage(message);

const python = await bootInterpreter(assets, snapshot, (memory) => say({ kind: 'snapshot', memory }));
python.setStdout({ batched: (line) => say({ kind: 'line', stream: 'stdout', line }) });
python.setStderr({ batched: (line) => say({ kind: 'line', stream: 'stderr', line }) });

const reply = new Int32Array(replied);
const files = python.FS as unknown as DeviceFileSystem & { filesystems: Record<string, unknown> };
addHostDevice(files, '/dev/practice', (message) => {
  calls.postMessage(message);
  Atomics.wait(reply, 0, 0);
  Atomics.store(reply, 0, 0);
  return (receiveMessageOnPort(calls) as { message: string }).message;
});
delete files.filesystems['NODEFS'];
python.setInterruptBuffer(new Uint8Array(interrupt));
const run = python.runPython('from _practice import runner\nrunner.confine()\nrunner.run') as (
  script: string,
  args: string,
) => string;
confineRealm();
const failure = JSON.parse(run(script, JSON.stringify(args))) as ScriptFailure | null;
say({ kind: 'ended', failure });
calls.close();
