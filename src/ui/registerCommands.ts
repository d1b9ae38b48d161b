import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';
import { chooseAccount } from './account/chooseAccount.ts';
import { deletePracticeAccount } from './account/deletePracticeAccount.ts';
import { resetPracticeAccount } from './account/resetPracticeAccount.ts';
import { showPracticeAccount } from './account/showPracticeAccount.ts';
import { cancelRun } from './commands/cancelRun.ts';
import { catchUp } from './commands/catchUp.ts';
import { checkMyWork } from './commands/checkMyWork.ts';
import { checkStage } from './commands/checkStage.ts';
import { copyOf } from './commands/copyOf.ts';
import { compareJobScript } from './commands/compareJobScript.ts';
import { openJupyterLab } from './commands/openJupyterLab.ts';
import { openJobScript } from './commands/openJobScript.ts';
import { refresh } from './commands/refresh.ts';
import { refreshNode } from './commands/refreshNode.ts';
import { runNextStage } from './commands/runNextStage.ts';
import { runOf, runStage } from './commands/runStage.ts';
import { runStageAgain } from './commands/runStageAgain.ts';
import { runWholeLab } from './commands/runWholeLab.ts';
import { showLogs } from './commands/showLogs.ts';
import { showMore } from './commands/showMore.ts';
import { openObject } from './documents/openObject.ts';
import { resetStage } from './commands/resetStage.ts';
import { cleanUp } from './commands/cleanUp.ts';
import { deleteEndpoint } from './commands/deleteEndpoint.ts';
import { showCosts } from './costs/showCosts.ts';
import { exploreEngines } from './explore/exploreEngines.ts';
import { explainStage } from './commands/explainStage.ts';
import { showResults } from './results/showResults.ts';
import { saveSummary } from './commands/saveSummary.ts';
import { reportProblem } from './commands/reportProblem.ts';
import { briefly } from '../lab/explain/explain.ts';
import { withoutSecrets } from '../lab/report/withoutSecrets.ts';
import type { Editor } from './editor.ts';
import { Refusal } from './refusal.ts';
import { showProblem } from './showProblem.ts';
import { patchCtas, patchFile, patchGlueJob } from './files/patchFile.ts';
import { runInAthena } from './files/runInAthena.ts';
import { deployLab } from './infra/deployLab.ts';
import { showDeployed } from './infra/showDeployed.ts';
import { tearDownLab } from './infra/tearDownLab.ts';
import { publishLive } from './live/publishLive.ts';
import { sendNotebooks } from './notebooks/sendNotebooks.ts';
import { startNotebook } from './notebooks/startNotebook.ts';
import { stopNotebook } from './notebooks/stopNotebook.ts';
import { openLabFolder } from './folder/openLabFolder.ts';
import { useNasaData } from './folder/useNasaData.ts';
import { useSimulatedData } from './folder/useSimulatedData.ts';
import { preflight } from './preflight/preflight.ts';
import { openTerminal } from './terminal/openTerminal.ts';
import { signIn } from './terminal/signIn.ts';
import { runAsWorkflow, showWorkflow } from './workflow/runAsWorkflow.ts';
import { openWalkthrough } from './walkthrough/openWalkthrough.ts';

/** What a command does; `args` are what menus, keybindings and tasks pass. */
export type Command = (editor: Editor, ...args: unknown[]) => unknown;

/** Every command of `commandIds` that works already. */
const commands: Partial<Record<keyof typeof commandIds, Command>> = {
  chooseAccount,
  signIn,
  openTerminal,
  showPracticeAccount,
  resetPracticeAccount,
  deletePracticeAccount,
  surveyAccount: runOf('survey'),
  publishData: runOf('publish'),
  publishLive,
  runSubmissionsCrawler: runOf('crawlSubmissions'),
  prepareGlueJob: runOf('prepareJob'),
  runGlueEtl: runOf('runEtl'),
  runAsWorkflow,
  showWorkflow,
  runCuratedCrawler: runOf('crawlCurated'),
  createSplit: runOf('split'),
  trainModel: runOf('train'),
  deployEndpoint: runOf('deploy'),
  predict: runOf('predict'),
  tuneModel: runOf('tune'),
  trainCapped: runOf('trainCapped'),
  runStage,
  runStageAgain,
  runNextStage,
  runWholeLab,
  catchUp,
  checkStage,
  checkMyWork,
  cancelRun,
  resetStage,
  explainStage,
  cleanUp,
  deleteEndpoint,
  exploreEngines,
  showResults,
  preflight,
  deployLab,
  showDeployed,
  tearDownLab,
  showCosts,
  saveSummary,
  reportProblem,
  openLabFolder,
  openWalkthrough,
  useNasaData,
  useSimulatedData,
  patchGlueJob,
  uploadGlueJob: runOf('prepareJob'),
  patchCtas,
  patchFile,
  runInAthena,
  copyName: copyOf('name'),
  copyText: copyOf('text'),
  openJobScript,
  compareJobScript,
  showLogs,
  refresh,
  refreshNode,
  showMore,
  openObject,
  openJupyterLab,
  sendNotebooks,
  startNotebook,
  stopNotebook,
  copyUri: copyOf('uri'),
  showLog: ({ log }) => log.show(),
};

/** Registers every command; this is the one file that calls VS Code's registerCommand. */
export function registerCommands(editor: Editor): void {
  for (const [name, run] of Object.entries(commands)) {
    const id = commandIds[name as keyof typeof commandIds];
    editor.extension.subscriptions.push(
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await run(editor, ...args);
        } catch (error) {
          showThrown(editor, error);
          return undefined;
        }
      }),
    );
  }
}

/** Says once what a command threw; a command that was cancelled has nothing to say. */
function showThrown({ lab, log }: Editor, error: unknown): void {
  if (error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError'))
    return;
  if (error instanceof Refusal) {
    showProblem(error.message, error.action);
    return;
  }
  log.error(withoutSecrets(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  showProblem(briefly(lab.explain(error)), {
    title: vscode.l10n.t('Show Log'),
    command: commandIds.showLog,
  });
}
