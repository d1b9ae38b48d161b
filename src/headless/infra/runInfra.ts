import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { practiceStore } from '../../accounts/practiceStore.ts';
import { describePractice, refuseForeignFolder } from '../../accounts/storedPractice.ts';
import type { LabEvent } from '../../lab/event.ts';
import type { OnProgress } from '../../lab/progress.ts';
import { accountLine } from '../../lab/report/accountLine.ts';
import { progressText } from '../../lab/report/progressText.ts';
import { openAws, openPractice, type OpenAccount } from '../lab/accounts.ts';
import { failureLines } from '../lab/failureLines.ts';
import { interrupted, watchInterrupts } from '../lab/watchInterrupts.ts';
import type { InfraOptions } from './options.ts';
import type { Subcommand } from './subcommand.ts';

/** Where the program's own files are. */
export interface ProgramFolders {
  /** The built programs. */
  readonly assets: string;
  /** Holds `infra/`. */
  readonly project: string;
}

/** Runs a subcommand as the options say; answers with the command's exit code. */
export async function runInfra(
  subcommand: Subcommand,
  options: InfraOptions,
  event: LabEvent,
  { assets, project }: ProgramFolders,
): Promise<number> {
  // With --json, stdout is the document's alone.
  const out = options.json ? process.stderr : process.stdout;
  const say = (text: string): void => void out.write(`${text}\n`);
  const onProgress: OnProgress = (progress) =>
    say(progress.kind === 'log' ? `    ${progress.line}` : `… ${progressText(progress)}`);
  const signal = watchInterrupts();
  const store = options.account === 'practice' ? (options.store ?? practiceStore()) : undefined;
  let open: OpenAccount | undefined;
  try {
    open = await openAccount(subcommand, options, event, { assets, store, say, signal });
    say(accountLine(open.account));
    return await subcommand.run({
      options,
      account: open.account,
      event,
      template: await readFile(path.join(project, 'infra', 'lab.yaml'), 'utf8'),
      project,
      store,
      say,
      print: (document) => void process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`),
      onProgress,
      signal,
    });
  } catch (error) {
    if (signal.aborted) {
      say(subcommand.whenStopped ?? 'Stopped.');
      return interrupted;
    }
    const { account, profile, region = open?.account.region ?? event.region } = options;
    say(failureLines(error, { account, region, profile }).join('\n'));
    return 1;
  } finally {
    await open?.close();
  }
}

async function openAccount(
  { onNewFolder }: Subcommand,
  { profile, region, pace }: InfraOptions,
  event: LabEvent,
  {
    assets,
    store,
    say,
    signal,
  }: {
    readonly assets: string;
    readonly store: string | undefined;
    readonly say: (text: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<OpenAccount> {
  if (store === undefined) return openAws({ profile, region: region ?? event.region });
  await refuseForeignFolder(store);
  const isNew = !(await describePractice(store)).made;
  if (isNew && onNewFolder === 'refuse') {
    throw new Error(`There is no practice account in ${store}: npm run infra -- deploy makes one there.`);
  }
  // Whoever mistyped the folder shall not take the new account for theirs.
  if (isNew && onNewFolder === 'makeNew')
    say(`There was no practice account in ${store}: a new one is made.`);
  const reset = isNew && onNewFolder === 'makeEmpty' ? 'empty' : undefined;
  return openPractice(assets, store, { pace, temporary: false, signal, reset });
}
