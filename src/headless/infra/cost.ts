import { labCosts } from '../../lab/costs/labCosts.ts';
import { costDocument, costReport } from '../../lab/report/costReport.ts';
import type { InfraOptions } from './options.ts';
import type { Subcommand } from './subcommand.ts';

/** `npm run infra -- cost` */
export const cost: Subcommand = {
  summary: 'shows what the lab has cost so far, and costs an hour now',
  onNewFolder: 'refuse',
  run: async ({ account, event, options, say, print, signal }) => {
    const costs = await labCosts({ account, event, now: new Date() }, signal);
    if (options.json) print(costDocument(costs, account));
    say(costReport(costs, account, deleteCommand(options)).join('\n'));
    return 0;
  },
};

/** What deletes the lab's endpoints in this account, as a command to copy. */
function deleteCommand({ account, profile, region, store, event }: InfraOptions): string {
  const given = { account: account === 'aws' ? account : undefined, profile, region, store, event };
  const options = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${value}`],
  );
  return ['npm run lab --', ...options, '--only cleanUp'].join(' ');
}
