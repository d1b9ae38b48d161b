import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';

/** Says that the lab has come to its predictions, and what is left to do. */
export function showEnd(predictions: string): void {
  const results = vscode.l10n.t('Show Results');
  const summary = vscode.l10n.t('Save Summary');
  const cleanUp = vscode.l10n.t('Clean Up');
  const text = vscode.l10n.t('The lab has come to its end: {0}.', predictions);
  void vscode.window.showInformationMessage(text, results, summary, cleanUp).then((chosen) => {
    if (chosen === results) void vscode.commands.executeCommand(commandIds.showResults);
    if (chosen === summary) void vscode.commands.executeCommand(commandIds.saveSummary);
    if (chosen === cleanUp) void vscode.commands.executeCommand(commandIds.cleanUp);
  });
}
