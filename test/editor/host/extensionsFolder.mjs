// A folder of extensions that holds the lab's alone.
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { installExtension } from './codeServer.mjs';

/**
 * Makes `scratch/ext`, with a .vsix installed or, without one, the checkout; answers its path.
 * @param {typeof import('./hosts.mjs').hosts.current} host
 * @param {string} scratch
 * @param {string} [vsix]
 */
export function makeExtensionsFolder(host, scratch, vsix) {
  const extensions = path.join(scratch, 'ext');
  mkdirSync(extensions);
  if (vsix) installExtension(host, { userData: scratch, extensions }, vsix);
  // VS Code takes a folder among its extensions for one that is installed.
  else symlinkSync(path.resolve('.'), path.join(extensions, 'cmapss-lab.cmapss-ml-lab-0.1.0'));
  return extensions;
}
