import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { LabAccount } from '../../lab/account.ts';
import { unusedText } from '../../lab/costs/costWords.ts';
import { endpointCost } from '../../lab/costs/endpointCost.ts';
import type { IdleEndpoint } from '../../lab/costs/idleEndpoint.ts';
import { createIdleWatch, type IdlePace } from '../../lab/costs/idleWatch.ts';
import { accountPlace } from '../../lab/report/accountPlace.ts';
import { hourlyPrice } from '../../lab/report/format.ts';
import type { Disposable } from '../disposable.ts';
import type { Editor } from '../editor.ts';
import { IdleWarnings } from './idleWarnings.ts';

/**
 * Warns, with a way to delete it, of an endpoint on AWS that nobody has asked for half an hour: once for each such time,
 * in whichever window of the workspace, and again where deleting it did not work. In the practice account an endpoint costs
 * nothing, and nobody is warned.
 */
export function warnIdleEndpoints(
  { extension, session, endpoints, log }: Pick<Editor, 'extension' | 'session' | 'endpoints' | 'log'>,
  pace?: IdlePace,
): Disposable {
  const warnings = new IdleWarnings(extension.workspaceState);
  /** Endpoints whose warning nobody has answered yet. */
  const open = new Set<string>();
  const warn = async (account: LabAccount, idle: IdleEndpoint, now: Date): Promise<void> => {
    open.add(idle.name);
    if (await isSettled(account, idle, now)) await warnings.note(idle.name, Date.now());
    open.delete(idle.name);
  };
  const watch = createIdleWatch(
    {
      account: () => {
        const { state } = session;
        return state.kind === 'open' && state.choice.kind !== 'practice' ? state.open.account : undefined;
      },
      serving: () => endpoints.serving,
      warnedAt: (name) => (open.has(name) ? Infinity : warnings.at(name)),
      warn: (account, idle, now) => void warn(account, idle, now),
      failed: (error) => log.debug('Could not see whether endpoints are idle:', error),
      now: () => new Date(),
    },
    pace,
  );
  const subscriptions = [session.onDidChange(() => watch.wake()), endpoints.onDidChange(() => watch.wake())];
  return {
    dispose: () => {
      watch.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Warns of an endpoint; whether it was deleted then, or is to be kept. */
async function isSettled(account: LabAccount, idle: IdleEndpoint, now: Date): Promise<boolean> {
  const cost = endpointCost(idle, 0);
  const time = unusedText(idle, now);
  const text = cost
    ? vscode.l10n.t(
        'Nobody has asked the endpoint {0} for {1}. It costs about {2} an hour until it is deleted.',
        idle.name,
        time,
        hourlyPrice(cost.perHour),
      )
    : vscode.l10n.t(
        'Nobody has asked the endpoint {0} for {1}. It costs money every hour until it is deleted.',
        idle.name,
        time,
      );
  const remove = vscode.l10n.t('Delete Endpoint');
  const chosen = await vscode.window.showWarningMessage(text, remove, vscode.l10n.t('Keep'));
  // Who closes the warning has seen it.
  if (chosen !== remove) return true;
  // The button says what it does, and the warning of which endpoint: nobody is asked twice.
  const asked = { name: idle.name, of: accountPlace(account), force: true };
  return (await vscode.commands.executeCommand(commandIds.deleteEndpoint, asked)) === true;
}
