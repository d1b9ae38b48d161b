import { readFile } from 'node:fs/promises';
import { deploy as deployStack } from '../../lab/infra/deploy.ts';
import { parameterNames } from '../../lab/infra/labStack.ts';
import { sendExtension } from '../../lab/infra/sendExtension.ts';
import { noteDeployed } from './deployedNote.ts';
import { outputLines } from './outputLines.ts';
import type { InfraContext, Subcommand } from './subcommand.ts';

/** `npm run infra -- deploy` */
export const deploy: Subcommand = {
  summary: 'makes what the lab needs, or brings it to the template',
  onNewFolder: 'makeEmpty',
  whenStopped: 'Stopped watching. What the account has begun goes on; the same command once more follows it.',
  run: async (context) => {
    const { account, options, template, say, onProgress, signal } = context;
    // Read first: a package that is not there is known before anything is made.
    const vsix = options.vsix === undefined ? undefined : await readFile(options.vsix);
    // Noted first: what the account has begun goes on, though this command may be broken off.
    if (context.store !== undefined) await noteDeployed(context.store);
    const { parameters } = options;
    const { stackName } = context.event;
    const { stack, change } = await deployStack(
      account,
      { stackName, template, parameters },
      onProgress,
      signal,
    );
    const extension = vsix && (await sendExtension(account, stack, vsix));
    if (options.json) {
      context.print({
        stack: stack.name,
        id: stack.id,
        status: stack.status,
        change,
        outputs: stack.outputs,
      });
    }
    say([`The stack ${stackName} ${changes[change]}.`, '', ...outputLines(stack)].join('\n'));
    if (parameters[parameterNames.budget] !== undefined && !stack.parameters[parameterNames.budgetEmail]) {
      say('\nNo budget is made: it needs an address to write to. Deploy again with --budget-email.');
    }
    if (extension !== undefined) say(`\nThe extension lies at ${extension}.`);
    say(`\n${nextLine(context)}`);
    return 0;
  },
};

const changes = {
  made: 'is made',
  changed: 'is changed',
  none: 'is there already: nothing had to be changed',
};

/** What comes next, as a command to copy. */
function nextLine({ options: { account, profile, region, store } }: InfraContext): string {
  const option = (name: string, value: string | undefined): string =>
    value === undefined ? '' : ` --${name} ${value}`;
  return account === 'aws'
    ? `Next: npm run lab -- --account aws${option('profile', profile)}${option('region', region)}`
    : `Next: npm run lab${store === undefined ? '' : ` -- --store ${store}`}`;
}
