import { readFile } from 'node:fs/promises';
import { describeDataset } from '../../lab/dataset/describeDataset.ts';
import { defaultEvent, readEvent, type LabEvent } from '../../lab/event.ts';
import { findLabData, type LabData } from '../../lab/dataset/labData.ts';
import { stagesToRun, type LabOptions } from './options.ts';
import { labFolderProblem } from './workspace.ts';

/** What the files that the options name hold. */
export interface LabInputs {
  readonly event: LabEvent;
  /** Undefined when no folder is named. */
  readonly data: LabData | undefined;
}

/**
 * Reads the files that the options name. Throws an Error with one sentence for one that cannot be used.
 * @param project the project's own folder, in which nothing is patched.
 */
export async function readInputs(options: LabOptions, project: string): Promise<LabInputs> {
  const problem = options.folder === undefined ? undefined : labFolderProblem(project, options.folder);
  if (problem !== undefined) throw new Error(problem);
  const event = await eventOf(options.event);
  if (options.data === undefined) return { event, data: undefined };
  // Read through before anything is sent: a file that breaks the format would spoil the table.
  await describeDataset(options.data);
  const data = await findLabData(options.data, event.files);
  // Known now, before a model was trained and put into service for nothing.
  if (!data.test.length && stagesToRun(options).includes('predict')) {
    throw new Error(
      `There is no test file (test_FD001.txt …) with its RUL file (RUL_FD001.txt …) in ${options.data} to predict; add them, or pass --until deploy.`,
    );
  }
  return { event, data };
}

/** The event that a file describes, or the default one. Throws an Error with one sentence for a file that cannot be used. */
export async function eventOf(file: string | undefined): Promise<LabEvent> {
  if (file === undefined) return defaultEvent;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`The event's file ${file} cannot be read.`, { cause });
  });
  return readEvent(text, file);
}
