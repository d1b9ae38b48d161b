import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The absolute path of a program by its name, as a shell finds it; never one of the current folder. */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const windows = process.platform === 'win32';
  const endings = windows ? (env['PATHEXT'] ?? '.EXE;.CMD').split(';') : [''];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter);
  return folders
    .filter((folder) => path.isAbsolute(folder))
    .flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
