import type { LabAccount } from '../account.ts';
import { poll } from '../follow/poll.ts';
import type { OnProgress } from '../progress.ts';
import { crawlerRunState } from '../runState.ts';
import { crawlFailure } from './crawlFailure.ts';

/** Seconds between two looks at a crawler. */
const lookEvery = 5;

/**
 * Starts a crawler and follows it to its end; one that runs already is followed first, and then started anew unless
 * `isDone`: it may have begun before the objects were there.
 */
export async function runCrawler(
  account: LabAccount,
  name: string,
  isDone: () => Promise<boolean>,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const { crawlers } = account.ports;
  for (;;) {
    try {
      await crawlers.start(name);
      break;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'CrawlerRunningException') throw error;
      onProgress({ kind: 'step', text: `The crawler ${name} runs already; following it` });
      await follow(account, name, signal);
      if (await isDone()) return;
    }
  }
  onProgress({ kind: 'step', text: `The crawler ${name} is looking at the objects` });
  const crawler = await follow(account, name, signal);
  const state = crawlerRunState(crawler.state, crawler.lastCrawl?.status);
  if (state !== 'done') throw crawlFailure(name, state, crawler.lastCrawl);
}

function follow(account: LabAccount, name: string, signal: AbortSignal) {
  return poll(
    account,
    lookEvery,
    signal,
    () => account.ports.crawlers.get(name, signal),
    ({ state }) => state === 'READY',
  );
}
