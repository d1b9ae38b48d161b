import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchPractice } from '../launch/launchPractice.ts';
import { readOptions, usage, type PracticeCommand } from './practice/options.ts';
import { bashExports, powerShellExports } from './practice/shellExports.ts';

// `npm run practice`: serves a practice account until Ctrl+C; with `--reset`, makes it as new and ends.

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (error: unknown) =>
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);

function optionsOrExit(): PracticeCommand {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    complain(error);
    process.stderr.write(`\n${usage}`);
    process.exit(2);
  }
}

async function run({ store, pace, reset }: PracticeCommand): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const program = path.join(path.dirname(fileURLToPath(import.meta.url)), 'practice.mjs');
  const practice = await launchPractice({ program, store, pace, reset, signal: stop.signal });
  if (reset) {
    say(`The practice account in ${store} ${reset === 'empty' ? 'is empty' : 'is as new'}.`);
    practice.release();
    return;
  }
  say(`Practice account 123456789012 in ${practice.region}, kept in ${store}`);
  say(`Endpoint ${practice.endpoint}, process ${practice.pid}`);
  say(`\nFor bash or zsh:\n\n${bashExports(practice)}`);
  say(`\nFor PowerShell:\n\n${powerShellExports(practice)}`);
  say('\nCtrl+C ends this command. The account ends a minute after the last window or command that uses it.');
  const interrupted = new Promise<void>((resolve) =>
    stop.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  await Promise.race([interrupted, practice.over]);
  if (!stop.signal.aborted) throw new Error('The practice process has ended; start this command again.');
  practice.release();
}

// Whoever reads may have seen enough (`| head`): the account is served on.
process.stdout.on('error', () => undefined);

const options = optionsOrExit();
if (options.help) {
  process.stdout.write(usage);
} else {
  try {
    await run(options);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) {
      complain(error);
      process.exitCode = 1;
    }
  }
}
