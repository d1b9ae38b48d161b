import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../ids.ts';
import { publishedFiles } from '../../lab/dataset/dataFile.ts';
import { DataError } from '../../lab/dataset/nasa/dataError.ts';
import type { NasaSource } from '../../lab/dataset/nasa/getNasaFiles.ts';
import { publishedArchiveUrl } from '../../lab/dataset/nasa/publishedArchive.ts';
import { wholeNumber } from '../../lab/report/format.ts';
import { argument } from '../argument.ts';
import type { Editor } from '../editor.ts';
import { Refusal } from '../refusal.ts';
import { withStop } from '../withStop.ts';

/**
 * Takes NASA's data files from now on, once each was compared with the published one's SHA-256.
 * @param args `{ from: '/folder or zip' }`, or `{ url: 'https://…' }` of an archive; asks when left out.
 */
export async function useNasaData({ folder, log }: Editor, args?: unknown): Promise<void> {
  await folder.ready;
  const otherwise = path.join(path.dirname(folder.dataHome()), 'nasa-data');
  const source = sourceOf(args) ?? (await chooseSource());
  if (!source) return;
  // Unpacking is loaded when it is needed.
  const { getNasaFiles } = await import('../../lab/dataset/nasa/getNasaFiles.ts');
  const got = await withStop(vscode.l10n.t("Getting NASA's data files"), async (signal, report) => {
    let megabytes = 0;
    const onBytes = (received: number, total: number | undefined): void => {
      const now = Math.floor(received / 1e6);
      if (now === megabytes) return;
      report({
        message: total
          ? vscode.l10n.t('{0} of {1} MB', now, Math.ceil(total / 1e6))
          : vscode.l10n.t('{0} MB', now),
        ...(total && { increment: ((now - megabytes) * 1e8) / total }),
      });
      megabytes = now;
    };
    return getNasaFiles(source, { otherwise }, publishedFiles, onBytes, signal);
  }).catch(refused);
  if (!got) return;
  await folder.useData(got.folder);
  if (got.missing.length > 0)
    log.info(`NASA's files that are not in ${got.folder}: ${got.missing.join(', ')}`);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "The lab now uses NASA's data from {0}: {1} files, each compared with the published checksums, and {2} training rows.",
      got.folder,
      got.names.length,
      wholeNumber(got.trainingRows),
    ),
  );
}

/** NASA's files that cannot be had offer another choice. */
function refused(error: unknown): never {
  if (!(error instanceof DataError)) throw error;
  const action = { title: vscode.l10n.t('Choose Again'), command: commandIds.useNasaData };
  throw new Refusal(error.message, action, { cause: error });
}

/** What to do when the download does not work. */
const advice = {
  moved: vscode.l10n.t("look for it on the page of NASA's Prognostics Center of Excellence"),
  byHand: vscode.l10n.t("choose the zip with Use NASA's Data Files"),
};

function sourceOf(args: unknown): NasaSource | undefined {
  const [from, url] = [argument([args], 'from'), argument([args], 'url')];
  if (typeof from === 'string' && path.isAbsolute(from)) return { kind: 'folder', from };
  if (typeof url === 'string' && /^https?:/.test(url)) return { kind: 'download', url, advice };
  return undefined;
}

async function chooseSource(): Promise<NasaSource | undefined> {
  const ways = [
    { label: vscode.l10n.t('A Folder on This Machine…'), pick: { canSelectFolders: true } },
    { label: vscode.l10n.t('A Zip File on This Machine…'), pick: { filters: { Zip: ['zip'] } } },
    {
      label: vscode.l10n.t("Download NASA's Archive"),
      description: vscode.l10n.t('about 12 MB from {0}', new URL(publishedArchiveUrl).host),
      pick: undefined,
    },
  ];
  const way = await vscode.window.showQuickPick(ways, {
    title: vscode.l10n.t("Use NASA's Data Files"),
    placeHolder: vscode.l10n.t('Where are train_FD001.txt and the other files?'),
  });
  if (!way) return undefined;
  if (!way.pick) return { kind: 'download', url: publishedArchiveUrl, advice };
  const [picked] =
    (await vscode.window.showOpenDialog({
      openLabel: vscode.l10n.t('Use'),
      canSelectFiles: !('canSelectFolders' in way.pick),
      ...way.pick,
    })) ?? [];
  return picked && { kind: 'folder', from: picked.fsPath };
}
