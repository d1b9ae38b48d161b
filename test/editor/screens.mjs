// Makes the pictures of the main views for the documentation, in a light, a dark and a high-contrast theme:
//   node test/editor/screens.mjs [FOLDER]        docs/screens when none is named
// of the checkout as it is built.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { makeExtensionsFolder } from './host/extensionsFolder.mjs';
import { hosts, whyMissing } from './host/hosts.mjs';

const folder = path.resolve(process.argv[2] ?? 'docs/screens');
const missing = whyMissing(hosts.current);
if (missing) {
  console.error(`No pictures can be made: ${missing}`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const scratch = mkdtempSync(path.join(os.tmpdir(), 'cse-screens-'));
try {
  process.env.EDITOR_TEST_EXTENSIONS = makeExtensionsFolder(hosts.current, scratch);
  const { takeScreens } = await tsImport('./window/screens.ts', import.meta.url);
  await takeScreens(folder);
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
