import path from 'node:path';
import { deleteLabWork } from '../../lab/cleanUp/labWork.ts';
import { findLabData, type LabData } from '../../lab/dataset/labData.ts';
import type { LabEvent } from '../../lab/event.ts';
import type { StageId } from '../../lab/facts.ts';
import { holdsData } from '../../lab/dataset/holdsData.ts';
import { provideFleet } from '../../lab/fleet/provideFleet.ts';
import type { LabContext } from '../../lab/stage.ts';
import { accountLine } from '../../lab/report/accountLine.ts';
import { costLines } from '../../lab/report/costLines.ts';
import { programFolder } from '../../accounts/programFolder.ts';
import { deployedStore } from '../infra/deployedNote.ts';
import { openAws, openPractice, type OpenAccount } from './accounts.ts';
import { ask } from './consent.ts';
import { failureLines } from './failureLines.ts';
import type { LabInputs } from './inputs.ts';
import { jsonDocument } from './jsonDocument.ts';
import { stagesToRun, type LabOptions } from './options.ts';
import { remainingCosts } from './remainingCosts.ts';
import type { StageResult } from './results.ts';
import { createScreen, type Screen } from './screen.ts';
import { summary } from './summary.ts';
import { walk } from './walk.ts';
import { interrupted, watchInterrupts } from './watchInterrupts.ts';
import { makeTemporaryFolder, provideLabFiles } from './workspace.ts';

/** Where the program's own files are. */
export interface ProgramFolders {
  /** The built programs. */
  readonly assets: string;
  /** Holds `glue/` and `sql/`. */
  readonly project: string;
}

/** Runs the lab as the options say; answers with the command's exit code. */
export async function runLab(
  options: LabOptions,
  { event, data: given }: LabInputs,
  folders: ProgramFolders,
): Promise<number> {
  // With --json, stdout is the document's alone.
  const screen = createScreen(options.json ? process.stderr : process.stdout);
  const signal = watchInterrupts();
  const named = options.store ?? (options.account === 'practice' ? deployedStore() : undefined);
  const temporary =
    options.account === 'practice' && named === undefined ? await makeTemporaryFolder() : undefined;
  // On AWS there is no store, but what an attendee edits is to be there the next time, too.
  const store = named ?? temporary?.path ?? programFolder();
  let open: OpenAccount | undefined;
  try {
    open =
      options.account === 'aws'
        ? await openAws({ profile: options.profile, region: options.region ?? event.region })
        : await openPractice(folders.assets, store, {
            pace: options.pace,
            temporary: temporary !== undefined,
            signal,
          });
    const { account } = open;
    screen.say(accountLine(account));
    const ids = stagesToRun(options);
    if (account.kind === 'aws' && !(await consents(ids, event, options, screen, signal))) return 1;
    const workspace = options.folder ?? path.join(store, 'lab');
    const files = await provideLabFiles(folders.project, workspace);
    if (!temporary || options.folder !== undefined) screen.say(`The lab's files are in ${workspace}`);
    const data = given ?? (await simulatedData(path.join(store, 'lab', 'data'), event.files, screen, signal));
    const context: LabContext = { account, event, files, data };
    const results = await walk(
      ids,
      context,
      {
        again: options.again,
        alone: options.only !== undefined,
        profile: options.profile,
        workflow: options.workflow,
      },
      screen,
      signal,
    );
    if (options.everything && results.at(-1)?.outcome.kind === 'done') {
      await deleteLabWork(
        context,
        (progress) => {
          if (progress.kind === 'step') screen.say(`  ${progress.text}`);
        },
        signal,
      );
    }
    report(results, options, screen);
    if (account.kind === 'aws') screen.say(await remainingCosts(account, results));
    return exitCode(results);
  } catch (error) {
    if (signal.aborted) return interrupted;
    const { account: kind, profile, region = open?.account.region ?? event.region } = options;
    screen.say(failureLines(error, { account: kind, region, profile }).join('\n'));
    return 1;
  } finally {
    await open?.close();
    await temporary?.remove();
  }
}

/** Engines that no folder was named for: simulated ones, always the same. */
async function simulatedData(
  folder: string,
  files: readonly string[],
  screen: Screen,
  signal: AbortSignal,
): Promise<LabData> {
  if (!(await holdsData(folder))) screen.say('Simulating engines …');
  await provideFleet(folder, { signal });
  return findLabData(folder, files);
}

/** Says what the stages cost on AWS, and asks, unless that was answered beforehand. */
async function consents(
  ids: readonly StageId[],
  event: LabEvent,
  { yes }: LabOptions,
  screen: Screen,
  signal: AbortSignal,
): Promise<boolean> {
  const lines = costLines(ids, event);
  if (!lines.length) return true;
  screen.say(['This costs money there, about:', ...lines].join('\n'));
  if (yes || (await ask('Go on?', signal))) return true;
  screen.say('Nothing was done. Answer y, or pass --yes, to go on.');
  return false;
}

function report(results: readonly StageResult[], { json }: LabOptions, screen: Screen): void {
  if (json) process.stdout.write(`${JSON.stringify(jsonDocument(results), undefined, 2)}\n`);
  else if (results.every(({ outcome }) => outcome.kind === 'done')) {
    screen.say(['', ...summary(results)].join('\n'));
  }
}

function exitCode(results: readonly StageResult[]): number {
  const last = results.at(-1)?.outcome.kind;
  if (last === 'cancelled') return interrupted;
  return last === 'done' ? 0 : 1;
}
