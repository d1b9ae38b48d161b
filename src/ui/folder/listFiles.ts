/** A folder's entries: each name, and whether it is a folder. */
export type ReadFolder = (path: string) => Promise<readonly (readonly [name: string, isFolder: boolean])[]>;

/** Folders are looked into this deep, and this many of them: a lab folder is small, a workspace may be huge. */
const deepest = 4;
const mostFolders = 300;

/** Never looked into: other programs' own. */
const passedOver = /^(\.|node_modules$|__pycache__$|venv$)/;

/**
 * Paths of the files below a folder, nearest first, with `/` between their parts; a folder that cannot be read counts as
 * empty.
 * @param readFolder reads the folder of such a path; the top one's is empty.
 */
export async function listFiles(readFolder: ReadFolder): Promise<string[]> {
  const files: string[] = [];
  let folders = [''];
  let left = mostFolders;
  for (let depth = 0; depth < deepest && folders.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of folders.slice(0, left)) {
      for (const [name, isFolder] of await readFolder(folder).catch(() => [])) {
        const path = folder ? `${folder}/${name}` : name;
        if (!isFolder) files.push(path);
        else if (!passedOver.test(name)) next.push(path);
      }
    }
    left -= folders.length;
    folders = left > 0 ? next : [];
  }
  return files;
}
