import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { PeakMemory } from './memory.ts';

/** What `npm run lab -- --json` prints, as far as the figures need it. */
export interface LabDocument {
  readonly stages: readonly { readonly id: string; readonly outcome: string; readonly seconds: number }[];
  readonly rows: number;
  readonly split: { readonly train: number; readonly validation: number };
  readonly rmse: { readonly train: number; readonly validation: number; readonly testAllRows: number };
}

/** A whole run of the lab: its document, its seconds, and the peak memory of both processes in MiB. */
export interface LabRun {
  readonly document: LabDocument;
  readonly seconds: number;
  /** As the publish stage reports it: acknowledged by the delivery stream, one record a line. */
  readonly linesPerSecond: string;
  readonly labMiB: number | undefined;
  readonly practiceMiB: number | undefined;
}

/** Runs the whole lab as the terminal command does, in a store that stays. */
export async function wholeLab(store: string, data: string): Promise<LabRun> {
  const start = performance.now();
  const child = spawn(process.execPath, ['dist/lab.mjs', '--json', '--store', store, '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const memory = new PeakMemory(() => [child.pid, practiceProcess(store)]);
  const [printed, said] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  memory.stop();
  if (child.exitCode !== 0)
    throw new Error(`the lab ended with exit code ${String(child.exitCode)}:\n${said}`);
  return {
    document: JSON.parse(printed) as LabDocument,
    seconds: (performance.now() - start) / 1000,
    linesPerSecond: /([\d,]+) lines\/s/.exec(said)?.[1] ?? 'not reported',
    labMiB: memory.of(child.pid),
    practiceMiB: memory.of(practiceProcess(store)),
  };
}

/** The process that serves a store's account; undefined before it has started. */
export function practiceProcess(store: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(path.join(store, 'account.json'), 'utf8')) as { pid: number }).pid;
  } catch {
    return undefined;
  }
}
