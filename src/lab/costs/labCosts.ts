import type { LabAccount } from '../account.ts';
import type { LabEvent } from '../event.ts';
import { briefly, explain } from '../explain/explain.ts';
import { costKinds, type CostKind, type CostLine } from './costLine.ts';
import { idleEndpoints, type IdleEndpoint } from './idleEndpoint.ts';
import { endpointLines } from './lines/endpointLines.ts';
import { crawlLines, jobRunLines } from './lines/glueLines.ts';
import { trainingLines, transformLines, tuningLines } from './lines/jobLines.ts';
import { notebookLines } from './lines/notebookLines.ts';
import { queryLines } from './lines/queryLines.ts';
import { stackLines } from './lines/stackLines.ts';
import { storageLines } from './lines/storageLines.ts';
import { streamLines } from './lines/streamLines.ts';

/** What the lab has cost on AWS, about, in US dollars. */
export interface LabCosts {
  readonly at: Date;
  /** By kind, the dearest first. */
  readonly lines: readonly CostLine[];
  /** Sums of what is known. */
  readonly soFar: number;
  readonly perHour: number;
  /** Endpoints that cost money and that nobody asks. */
  readonly idle: readonly IdleEndpoint[];
  /** How many lines a figure is missing of. */
  readonly unpriced: number;
  /** Kinds that the account did not tell of, each with the reason as a sentence. */
  readonly unread: readonly { readonly what: string; readonly reason: string }[];
}

/** Where costs are looked for. */
export interface CostQuestion {
  readonly account: LabAccount;
  readonly event: LabEvent;
  readonly now: Date;
}

/**
 * Reckons from the account's real state what the lab's own resources and work have cost, and cost an hour now. A kind that
 * may not be looked at leaves the others as they are; throws only where nothing at all can be read.
 */
export async function labCosts(question: CostQuestion, signal?: AbortSignal): Promise<LabCosts> {
  const { account, now } = question;
  const parts = Object.entries(readers).map(([what, read]) => ({ what, asked: read(question, signal) }));
  const askedIdle = idleEndpoints(account, now, signal);
  const [ends, [idle]] = await Promise.all([
    Promise.allSettled(parts.map(({ asked }) => asked)),
    Promise.allSettled([askedIdle]),
  ]);
  signal?.throwIfAborted();
  const failed = ends.flatMap((end, index) =>
    end.status === 'rejected' ? [{ what: parts[index]?.what ?? '', error: end.reason as unknown }] : [],
  );
  if (failed.length === parts.length) throw failed[0]?.error;
  if (idle.status === 'rejected') failed.push({ what: 'when endpoints were asked', error: idle.reason });
  const lines = ends.flatMap((end) => (end.status === 'fulfilled' ? end.value : [])).sort(byKindAndCost);
  return {
    at: now,
    lines,
    soFar: lines.reduce((sum, { soFar }) => sum + (soFar ?? 0), 0),
    perHour: lines.reduce((sum, { perHour }) => sum + (perHour ?? 0), 0),
    idle: idle.status === 'fulfilled' ? idle.value : [],
    unpriced: lines.filter(({ soFar, perHour }) => soFar === undefined || perHour === undefined).length,
    unread: failed.map(({ what, error }) => ({
      what,
      reason: briefly(explain(error, { account: account.kind, region: account.region })),
    })),
  };
}

type Reader = (question: CostQuestion, signal?: AbortSignal) => Promise<CostLine[]>;

const readers: Readonly<Record<string, Reader>> = {
  endpoints: ({ account, now }, signal) => endpointLines(account, now, signal),
  'notebook instances': ({ account, event, now }, signal) => notebookLines(account, event, now, signal),
  'the stack': ({ account, event, now }, signal) => stackLines(account, event.stackName, now, signal),
  'training jobs': ({ account, now }, signal) => trainingLines(account, now, signal),
  'tuning jobs': ({ account, now }, signal) => tuningLines(account, now, signal),
  'transform jobs': ({ account, now }, signal) => transformLines(account, now, signal),
  'job runs': ({ account, event, now }, signal) => jobRunLines(account, event, now, signal),
  crawls: ({ account, event, now }, signal) => crawlLines(account, event, now, signal),
  'delivery streams': ({ account, event }, signal) => streamLines(account, event, signal),
  queries: ({ account, event }, signal) => queryLines(account, event, signal),
  buckets: ({ account, event, now }, signal) => storageLines(account, event, now, signal),
};

const order = Object.keys(costKinds) as CostKind[];

function byKindAndCost(one: CostLine, other: CostLine): number {
  const kinds = order.indexOf(one.kind) - order.indexOf(other.kind);
  return kinds || (other.soFar ?? Infinity) - (one.soFar ?? Infinity) || one.name.localeCompare(other.name);
}
