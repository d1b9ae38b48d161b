import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StageId } from '../../lab/facts.ts';
import { stageIds } from '../../lab/stages.ts';

/** A run that was under way when somebody last looked. */
export interface NotedRun {
  /** The stage that ran, and those that were to follow. */
  readonly ids: readonly StageId[];
  /** Account, region and lab folder. */
  readonly where: string;
  /** When the first of the stages began, and when the run last gave a sign of life; ms since the epoch. */
  readonly started: number;
  readonly at: number;
  /** Process that runs it. */
  readonly pid: number;
}

/** A run that gave no sign for so long is not taken up again, in ms. */
const oldest = 15 * 60_000;

/**
 * The note of a run, in a file of the workspace's own, so that the window that comes after a reload takes it up again.
 * A file, because it is written before the run begins, whatever becomes of the window; nothing else is known by it.
 */
export class RunNote {
  readonly #file: string | undefined;

  /** @param folder for this workspace's files; undefined where no folder is open, and nothing is noted. */
  constructor(folder: string | undefined) {
    this.#file = folder && path.join(folder, 'run.json');
  }

  /** The run that was noted; undefined when there is none, it is too old, or the file is nobody's. */
  async read(now = Date.now()): Promise<NotedRun | undefined> {
    const text = this.#file && (await readFile(this.#file, 'utf8').catch(() => undefined));
    const run = text === undefined ? undefined : readRun(text);
    return run && now - run.at < oldest ? run : undefined;
  }

  async write(run: NotedRun): Promise<void> {
    if (!this.#file) return;
    await mkdir(path.dirname(this.#file), { recursive: true });
    await writeFile(this.#file, JSON.stringify(run));
  }

  async remove(): Promise<void> {
    if (this.#file) await rm(this.#file, { force: true });
  }
}

function readRun(text: string): NotedRun | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { ids, where, started, at, pid } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(ids) || typeof where !== 'string') return undefined;
  if (typeof started !== 'number' || typeof at !== 'number' || typeof pid !== 'number') return undefined;
  const known = stageIds.filter((id) => ids.includes(id));
  return known.length && known.length === ids.length ? { ids: known, where, started, at, pid } : undefined;
}
