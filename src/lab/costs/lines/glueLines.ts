import type { LabAccount } from '../../account.ts';
import type { LabEvent } from '../../event.ts';
import { matchesPattern } from '../../event/patterns.ts';
import type { Crawl } from '../../ports/crawlers.ts';
import type { JobRun } from '../../ports/jobs.ts';
import { countOf } from '../../report/format.ts';
import { earliest, hoursBetween, sumOf, type CostLine } from '../costLine.ts';
import { prices } from '../prices.ts';

const { perDpuHour, crawlerDpus, crawlerMinutes, jobMinutes } = prices.glue;

/** What the runs of the lab's job cost, as far as Glue still knows them. */
export async function jobRunLines(
  { ports: { jobs } }: LabAccount,
  event: LabEvent,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const names = (await jobs.list(signal)).filter((name) => matchesPattern(event.patterns.job, name));
  const lines = await Promise.all(
    names.map(async (name) => jobLine(name, await jobs.history(name, signal), now)),
  );
  return lines.filter((line) => line !== undefined);
}

function jobLine(name: string, runs: readonly JobRun[], now: Date): CostLine | undefined {
  if (!runs.length) return undefined;
  const used = sumOf(runs.map((run) => dpuSeconds(run, now)));
  const running = runs.filter(({ state }) => state === 'RUNNING');
  const dpus = sumOf(running.map(({ capacity }) => capacity));
  return {
    kind: 'jobRun',
    name,
    since: earliest(runs.map(({ started }) => started)),
    soFar: used === undefined ? undefined : (used * perDpuHour) / 3600,
    perHour: dpus === undefined ? undefined : dpus * perDpuHour,
    basis: `${countOf(runs.length, 'run')}${
      used === undefined
        ? ', whose capacity Glue does not say'
        : `, ${(used / 3600).toFixed(3)} DPU hours at $${perDpuHour}, each run for ${jobMinutes} minute at least`
    }`,
  };
}

/** What a run is billed for: nothing where its script never began. */
function dpuSeconds(run: JobRun, now: Date): number | undefined {
  const { state, started, executionSeconds, capacity } = run;
  if (run.dpuSeconds !== undefined) return run.dpuSeconds;
  const seconds = state === 'RUNNING' ? hoursBetween(started, now) * 3600 : executionSeconds;
  if (!seconds) return 0;
  return capacity && Math.max(jobMinutes * 60, seconds) * capacity;
}

/** What the crawls of the lab's crawlers cost, as far as Glue still knows them. */
export async function crawlLines(
  { ports: { crawlers } }: LabAccount,
  event: LabEvent,
  now: Date,
  signal?: AbortSignal,
): Promise<CostLine[]> {
  const { submissionsCrawler, curatedCrawler } = event.patterns;
  const names = (await crawlers.list(signal)).filter((name) =>
    matchesPattern([...submissionsCrawler, ...curatedCrawler], name),
  );
  const lines = await Promise.all(
    names.map(async (name) => crawlerLine(name, await crawlers.crawls(name, signal), now)),
  );
  return lines.filter((line) => line !== undefined);
}

function crawlerLine(name: string, crawls: readonly Crawl[], now: Date): CostLine | undefined {
  if (!crawls.length) return undefined;
  const hours = crawls.reduce((sum, crawl) => sum + dpuHours(crawl, now), 0);
  const running = crawls.filter(({ state }) => state === 'RUNNING').length;
  return {
    kind: 'crawl',
    name,
    since: earliest(crawls.map(({ started }) => started)),
    soFar: hours * perDpuHour,
    perHour: running * crawlerDpus * perDpuHour,
    basis: `${countOf(crawls.length, 'crawl')}, ${crawlerDpus} DPUs at $${perDpuHour} an hour, each crawl for ${countOf(crawlerMinutes, 'minute')} at least`,
  };
}

function dpuHours({ started, ended, dpuHours }: Crawl, now: Date): number {
  const least = (crawlerDpus * crawlerMinutes) / 60;
  return Math.max(least, dpuHours ?? crawlerDpus * hoursBetween(started, ended ?? now));
}
