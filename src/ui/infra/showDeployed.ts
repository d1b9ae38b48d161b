import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import type { Editor } from '../editor.ts';
import { showPictures } from '../pictures/showPictures.ts';
import { readTemplate, stopWork, workOf } from './labStack.ts';

/** Shows the lab's stack: how it stands, its resources and outputs, and what goes on with it. */
export async function showDeployed(editor: Editor): Promise<void> {
  const { createInfraSource } = await import('../../lab/infra/infraSource.ts');
  const source = createInfraSource({
    work: workOf(editor),
    context: (signal) => editor.lab.context(signal),
    template: () => readTemplate(editor),
    deploy: async () => {
      await vscode.commands.executeCommand(commandIds.deployLab);
    },
    teardown: async () => {
      await vscode.commands.executeCommand(commandIds.tearDownLab);
    },
    stop: () => stopWork(editor),
  });
  showPictures(editor, { key: 'infra', title: vscode.l10n.t('Deployed Resources'), source });
}
