import { historyLine } from '../../lab/infra/teardown/history.ts';
import { planLines } from '../../lab/infra/teardown/planLines.ts';
import { isNothing, planTeardown } from '../../lab/infra/teardown/planTeardown.ts';
import { tearDown } from '../../lab/infra/teardown/tearDown.ts';
import { ask } from '../lab/consent.ts';
import { forgetDeployed } from './deployedNote.ts';
import type { Subcommand } from './subcommand.ts';

/** `npm run infra -- teardown` */
export const teardown: Subcommand = {
  summary: 'lists what it will delete, asks, deletes it, and looks what is left',
  onNewFolder: 'refuse',
  run: async ({ account, options, store, say, print, onProgress, signal }) => {
    const plan = await planTeardown(account, options.stackName, onProgress, signal);
    const lines = planLines(plan);
    if (isNothing(plan)) {
      say(`There is no stack ${options.stackName}, and nothing of the lab's is left.`);
    } else {
      say(['This will be deleted:', ...lines.map((line) => `  ${line}`)].join('\n'));
      if (!options.yes && !(await ask('Delete all of it?', signal))) {
        say('Nothing was deleted. Answer y, or pass --yes, to go on.');
        return 1;
      }
    }
    const left = await tearDown(account, plan, options.retain, onProgress, signal);
    if (store !== undefined) await forgetDeployed(store);
    if (options.json) print({ deleted: lines.map((line) => line.trim()), ...left });
    if (!isNothing(plan)) say('Everything is deleted: the services know none of it any more.');
    if (left.notAsked.length) {
      say(`CloudFormation's word alone stands for: ${left.notAsked.join(', ')}.`);
    }
    say(await historyLine(account, signal));
    return 0;
  },
};
