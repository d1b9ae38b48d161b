import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TextFolder } from './copyLabFiles.ts';

/** A folder of this machine's disk; its texts are UTF-8. */
export function diskFolder(folder: string): TextFolder {
  return {
    read: async (name) => {
      try {
        return await readFile(path.join(folder, name), 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: async (name, text) => {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    },
  };
}
