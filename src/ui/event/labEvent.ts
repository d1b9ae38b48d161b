import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { settingIds } from '../../ids.ts';
import { defaultEvent, EventError, readEvent, type LabEvent } from '../../lab/event.ts';

/** Name of an event's file that was packaged with the extension, beside the extension's program. */
const packagedEvent = 'event.json';

/**
 * The event in force: the file that the setting names, else the one packaged with the extension, else the lab as
 * written. The setting is restricted, so VS Code leaves it out as long as a workspace is not trusted.
 * @param programFolder holds the extension's built program.
 * @param labFolder a relative path is below it.
 * @throws EventError for a file that cannot be used.
 */
export async function readLabEvent(
  programFolder: string,
  labFolder: vscode.Uri | undefined,
): Promise<LabEvent> {
  const setting = vscode.workspace.getConfiguration().get<string>(settingIds.event, '').trim();
  if (setting) {
    const file = path.resolve(
      labFolder?.fsPath ?? os.homedir(),
      setting.replace(/^~(?=$|[\\/])/, os.homedir()),
    );
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return readEvent(text, file);
    throw new EventError(
      vscode.l10n.t(
        "The event's file {0} cannot be read; correct the setting {1}, or empty it.",
        file,
        settingIds.event,
      ),
    );
  }
  const packaged = path.join(programFolder, packagedEvent);
  const text = await readFile(packaged, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? defaultEvent : readEvent(text, packaged);
}
