import { historyLine } from '../../lab/infra/teardown/history.ts';
import { planDocument } from '../../lab/infra/teardown/planDocument.ts';
import { planLines } from '../../lab/infra/teardown/planLines.ts';
import { isNothing, planTeardown, type TeardownPlan } from '../../lab/infra/teardown/planTeardown.ts';
import { tearDown } from '../../lab/infra/teardown/tearDown.ts';
import { ask } from '../lab/consent.ts';
import { forgetDeployed } from './deployedNote.ts';
import type { Subcommand } from './subcommand.ts';

/** `npm run infra -- teardown` */
export const teardown: Subcommand = {
  summary: 'lists what it will delete, asks, deletes it, and looks what is left',
  onNewFolder: 'refuse',
  whenStopped:
    'Stopped. What is not deleted yet may stay and cost money; the same command once more deletes it.',
  run: async ({ account, event, options, store, say, print, onProgress, signal }) => {
    const plan = await planTeardown(account, event.stackName, onProgress, signal);
    refuseUnknown(options.retain, plan);
    if (isNothing(plan)) {
      say(`There is no stack ${event.stackName}, and nothing of the lab's is left.`);
    } else {
      say(['This will be deleted:', ...planLines(plan).map((line) => `  ${line}`)].join('\n'));
      if (!options.yes && !(await ask('Delete all of it?', signal))) {
        say('Nothing was deleted. Answer y, or pass --yes, to go on.');
        return 1;
      }
    }
    const left = await tearDown(account, plan, options.retain, onProgress, signal);
    if (store !== undefined) await forgetDeployed(store);
    if (options.json) print({ deleted: planDocument(plan), ...left });
    if (!isNothing(plan)) say('Everything is deleted: the services know none of it any more.');
    if (left.notAsked.length) {
      say(`CloudFormation's word alone stands for: ${left.notAsked.join(', ')}.`);
    }
    say(await historyLine(account, signal));
    return 0;
  },
};

/** A name that is none of the stack's would be found out only when the deletion has failed. */
function refuseUnknown(retain: readonly string[], { stack, resources }: TeardownPlan): void {
  const unknown = retain.filter((name) => !resources.some(({ logicalId }) => logicalId === name));
  if (!stack || !unknown.length) return;
  throw new Error(
    `--retain names ${unknown.join(', ')}, which the stack ${stack.name} does not hold, or no more: nothing was changed. It takes names of resources in the template, as infra -- status lists them.`,
  );
}
