import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LabEvent } from '../lab/event.ts';
import { endWith } from './endWith.ts';
import { readOptions, type InfraOptions } from './infra/options.ts';
import { runInfra } from './infra/runInfra.ts';
import { subcommands } from './infra/subcommands.ts';
import { usage } from './infra/usage.ts';
import { eventOf } from './lab/inputs.ts';

// `npm run infra`: what the lab needs in an account. Exit codes: 0 done, 1 it did not work, 2 a wrong option, 130 Ctrl+C.

function optionsOrExit(): InfraOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    return endWith('infra', error);
  }
}

async function eventOrExit(file: string | undefined): Promise<LabEvent> {
  try {
    return await eventOf(file);
  } catch (error) {
    return endWith('infra', error);
  }
}

const options = optionsOrExit();
if (options.help || !options.subcommand) {
  process.stdout.write(usage);
} else {
  const assets = path.dirname(fileURLToPath(import.meta.url));
  const { stackName } = options;
  const event = { ...(await eventOrExit(options.event)), ...(stackName !== undefined && { stackName }) };
  // Set, not called: what is still to be written gets out first.
  process.exitCode = await runInfra(subcommands[options.subcommand], options, event, {
    assets,
    project: path.dirname(assets),
  });
}
