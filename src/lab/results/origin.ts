import { accountLine } from '../report/accountLine.ts';
import { outdatedSplit } from '../tables/outdatedSplit.ts';
import { readSplitTable } from '../tables/splitTable.ts';
import type { Results } from './results.ts';

/** Where results come from. */
export interface Origin {
  /** The account and the model, and why they are not what the lab would come to now. */
  readonly note: string;
  readonly isPredicted: boolean;
}

/** Finds out where the results come from. Never throws. */
export async function origin(results: Results): Promise<Origin> {
  const [model, predictions, split] = await Promise.all([
    known(results.model()),
    known(results.predictions()),
    known(splitProblem(results)),
  ]);
  const job = predictions?.trainingJob ?? model?.job.name;
  const outdated = [
    model && !predictions && !model.isCurrent
      ? `The model of ${model.job.name} is older than the rows of the split.`
      : undefined,
    predictions?.outdated,
    split,
  ].filter((text) => text !== undefined);
  const note = [
    `${accountLine(results.lab.account)}${job === undefined ? '' : `, model of ${job}`}.`,
    ...(outdated.length ? [`Out of date: ${outdated.join(' ')}`] : []),
  ].join(' ');
  return { note, isPredicted: predictions !== undefined };
}

async function known<T>(value: Promise<T>): Promise<T | undefined> {
  try {
    return await value;
  } catch {
    // What is missing is told by the section that needs it.
    return undefined;
  }
}

/** Why the split is not what the curated rows and its query would give now. */
async function splitProblem({ lab, resources, signal }: Results): Promise<string | undefined> {
  const { account } = lab;
  const found = await resources();
  const split = await readSplitTable(lab, found, signal);
  const table = await account.ports.catalog.table(split.database, split.table, signal);
  if (!table) return undefined;
  let newest = new Date(0);
  for await (const { key, lastModified } of account.ports.buckets.objects(found.curatedBucket, '', signal)) {
    if (key.endsWith('.parquet') && lastModified > newest) newest = lastModified;
  }
  return outdatedSplit(account, split, table, newest, signal);
}
