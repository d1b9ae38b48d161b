import * as vscode from 'vscode';
import type { LabAccount } from '../../lab/account.ts';
import type { LabData } from '../../lab/dataset/labData.ts';
import type { LabEvent } from '../../lab/event.ts';
import { StageError, type LabContext, type LabFiles } from '../../lab/stage.ts';
import type { LabFolder } from '../folder/labFolder.ts';

/** What stages work on; data or files that are missing are told to the stage that asks for them. */
export async function readContext(
  account: LabAccount,
  event: LabEvent,
  folder: LabFolder,
  signal?: AbortSignal,
): Promise<LabContext> {
  await folder.ready;
  const data = await readData(event, folder, signal);
  return {
    account,
    event,
    get data(): LabData {
      if (data instanceof StageError) throw data;
      return data;
    },
    get files(): LabFiles {
      if (folder.uri) return folder.files();
      throw new StageError(vscode.l10n.t('No lab folder is open.'), vscode.l10n.t('Open the lab folder.'));
    },
  };
}

/** The engine data, or why there is none. */
async function readData(
  event: LabEvent,
  folder: LabFolder,
  signal: AbortSignal | undefined,
): Promise<LabData | StageError> {
  try {
    return await folder.data(signal, event.files);
  } catch (error) {
    if (error instanceof StageError) return error;
    const next = folder.uri
      ? vscode.l10n.t("Use NASA's data files, or simulated engines.")
      : vscode.l10n.t('Open the lab folder.');
    return new StageError(error instanceof Error ? error.message : String(error), next, { cause: error });
  }
}
