import * as vscode from 'vscode';
import { practiceSettings } from '../account/practiceSettings.ts';
import type { Session } from '../account/session.ts';
import type { Disposable } from '../disposable.ts';
import type { LabFolder } from '../folder/labFolder.ts';
import { findAwsCli, type AwsCli } from './awsCli.ts';
import { showOldCli } from './cliMessages.ts';
import { replacements, terminalVariables, type TerminalVariables } from './terminalVariables.ts';

/** The environment of terminals. */
export interface LabTerminals extends Disposable {
  /**
   * Finds out what terminals are to be given, looking for the AWS CLI anew, and gives it to new ones of the lab folder.
   * Undefined while it cannot be known: the practice account was never started, or credentials are missing.
   */
  renew(): Promise<TerminalVariables | undefined>;
  /** The AWS CLI of this machine, as it was last looked for. */
  cli(): Promise<AwsCli | undefined>;
}

/**
 * Gives new terminals of the lab folder the environment of the account that is chosen, and takes it back when another
 * one is. Nothing is opened for that; only once a terminal is there is the practice account served for it.
 */
export function createLabTerminals(
  { environmentVariableCollection }: Pick<vscode.ExtensionContext, 'environmentVariableCollection'>,
  session: Session,
  folder: LabFolder,
  log: vscode.LogOutputChannel,
): LabTerminals {
  /** Once it was looked for. */
  let found: Promise<AwsCli | undefined> | undefined;
  const cli = (): Promise<AwsCli | undefined> => (found ??= findAwsCli());
  let given: TerminalVariables | undefined;
  let last = 0;
  let warned = false;

  const known = async (): Promise<TerminalVariables | undefined> => {
    const { choice } = session.state;
    const credentials = choice.kind === 'pasted' ? await session.pasted.get() : undefined;
    const accounts = await session.accounts();
    const variables = await accounts.variables(choice, { ...practiceSettings(), credentials });
    if (!variables) return undefined;
    const version = (await found)?.version;
    return terminalVariables(choice, variables, version);
  };
  const give = async (): Promise<TerminalVariables | undefined> => {
    const mine = (last += 1);
    const variables = vscode.workspace.isTrusted ? await known() : undefined;
    if (mine === last) {
      given = variables;
      const workspaceFolder = folder.uri && vscode.workspace.getWorkspaceFolder(folder.uri);
      fill(environmentVariableCollection, workspaceFolder, variables);
      warn();
    }
    return variables;
  };
  /** Only where a lab folder is open: nothing is read for any other window. */
  const giveQuietly = (): void => {
    if (!folder.uri && !given) return;
    give().catch((error: unknown) => log.warn(`Terminals have no environment: ${(error as Error).message}`));
  };
  const warn = (): void => {
    if (!given?.tooOld || warned || !vscode.window.terminals.length) return;
    warned = true;
    showOldCli(given.tooOld);
  };
  const onTerminal = (): void => {
    if (!given || !folder.uri || session.state.choice.kind !== 'practice') return;
    warn();
    // A command that is typed into it finds the account served; why it is not shows in the Lab tree.
    session.open().catch(() => undefined);
  };

  const subscriptions = [
    session.onDidChange(({ kind, choice }) => {
      // Known by the time that a terminal of the account is opened, but nothing is run at activation.
      if (kind === 'open' && choice.kind === 'practice' && folder.uri) void cli();
      if (kind === 'closed' || kind === 'open') giveQuietly();
    }),
    folder.onDidChange(giveQuietly),
    vscode.window.onDidOpenTerminal(onTerminal),
  ];
  void folder.ready.then(giveQuietly);
  return {
    renew: () => {
      found = findAwsCli();
      return give();
    },
    cli,
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Puts the variables into the terminals of a folder; without any, takes all back. */
function fill(
  collection: vscode.GlobalEnvironmentVariableCollection,
  workspaceFolder: vscode.WorkspaceFolder | undefined,
  variables: TerminalVariables | undefined,
): void {
  // Never kept across reloads: the keys are not to be written to disk.
  collection.persistent = false;
  if (!workspaceFolder) return collection.clear();
  const scoped = collection.getScoped({ workspaceFolder });
  scoped.persistent = false;
  scoped.clear();
  if (!variables) return;
  scoped.description = vscode.l10n.t('AWS clients use the account of the CMAPSS lab');
  for (const [name, value] of replacements(variables.others, process.env)) {
    // After the shell's own start files as well, which may name a profile.
    scoped.replace(name, value, { applyAtProcessCreation: true, applyAtShellIntegration: true });
  }
}
