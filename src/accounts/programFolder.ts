import os from 'node:os';
import path from 'node:path';

/** Folder for what this program keeps on a user's machine: in the system's place for a program's own data. */
export function programFolder(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = os.homedir(),
): string {
  return path.join(dataFolder(platform, env, home), 'cmapss-ml-lab');
}

function dataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  switch (platform) {
    case 'win32':
      return env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
    case 'darwin':
      return path.join(home, 'Library', 'Application Support');
    default:
      return env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share');
  }
}
