import type { RunState } from '../runState.ts';
import { StageError } from '../stage.ts';

/** What is said of a crawl that did not end well: how it ended, in Glue's words, and what to do. */
export function crawlFailure(
  crawler: string,
  state: RunState,
  crawl: { readonly status: string; readonly message: string } | undefined,
): StageError {
  return new StageError(
    `The crawler ${crawler} ended ${crawl?.status ?? 'without a result'}${crawl?.message ? `: ${crawl.message}` : ''}.`,
    state === 'cancelled'
      ? 'Somebody stopped it; run it again.'
      : 'Read the log group /aws-glue/crawlers for the crawler, then run it again.',
  );
}
