import type { LabAccount } from '../../account.ts';
import { labPrefix } from '../../sagemaker/sagemakerNames.ts';
import { tuningPrefix } from '../../tuning/tuningJobs.ts';
import { earliest, hoursBetween, type CostKind, type CostLine } from '../costLine.ts';
import { duration } from '../../report/format.ts';
import { priceOf } from '../priceOf.ts';
import { prices } from '../prices.ts';

/** Times for which SageMaker bills a job, an item an instance group that ran: the jobs themselves, or a tuning job's trials. */
interface Billed {
  readonly started: Date | undefined;
  readonly ended: Date | undefined;
  /** As SageMaker says it; reckoned from start and end where it does not. */
  readonly billableSeconds?: number | undefined;
}

/** Jobs that are described at the same time. */
const atOnce = 5;

/** What each of the lab's training jobs costs; those of a tuning job are that one's. */
export async function trainingLines(
  { ports: { training } }: LabAccount,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const found = await training.list(labPrefix, signal);
  const ours = found.filter(({ name }) => name.startsWith(labPrefix) && !name.startsWith(tuningPrefix));
  return eachOf(ours, async ({ name }) => {
    const job = await training.get(name, signal);
    return jobLine('training', job, [job], now);
  });
}

/** What each of the lab's tuning jobs costs: its trials together. */
export async function tuningLines(
  { ports: { tuning } }: LabAccount,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const found = await tuning.list(tuningPrefix, signal);
  const ours = found.filter(({ name }) => name.startsWith(tuningPrefix));
  return eachOf(ours, async ({ name }) => {
    const [job, trials] = await Promise.all([tuning.get(name, signal), tuning.trials(name, signal)]);
    return jobLine('tuning', job, trials, now);
  });
}

/** What each of the lab's transform jobs costs. */
export async function transformLines(
  { ports: { transforms } }: LabAccount,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const found = await transforms.list(labPrefix, signal);
  const ours = found.filter(({ name }) => name.startsWith(labPrefix));
  return eachOf(ours, async ({ name }) => {
    const job = await transforms.get(name, signal);
    return jobLine('transform', job, [job], now);
  });
}

function jobLine(
  kind: CostKind,
  job: { readonly name: string; readonly instanceType: string; readonly instances: number },
  billed: readonly Billed[],
  now: Date,
): CostLine {
  const { name, instanceType, instances } = job;
  const price = prices.sagemakerPerHour.get(instanceType);
  const seconds = billed.reduce((sum, one) => sum + billedSeconds(one, now), 0);
  const running = billed.filter(({ started, ended }) => started && !ended).length;
  const trials = kind === 'tuning' ? `${billed.length} training jobs, ` : '';
  return {
    kind,
    name,
    since: earliest(billed.map(({ started }) => started)),
    soFar: price && (price * instances * seconds) / 3600,
    perHour: running ? price && price * instances * running : 0,
    basis: `${trials}${duration(seconds)} of ${instances} × ${priceOf(instanceType, price)}${running ? ', and it goes on' : ''}`,
  };
}

function billedSeconds({ started, ended, billableSeconds }: Billed, now: Date): number {
  return billableSeconds ?? hoursBetween(started, ended ?? now) * 3600;
}

/** The answers of a function for items, a few at a time, in the items' order. */
async function eachOf<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let first = 0; first < items.length; first += atOnce) {
    answers.push(...(await Promise.all(items.slice(first, first + atOnce).map(ask))));
  }
  return answers;
}
