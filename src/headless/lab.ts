import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWith } from './endWith.ts';
import { readInputs } from './lab/inputs.ts';
import { readOptions, type LabOptions } from './lab/options.ts';
import { runLab } from './lab/runLab.ts';
import { usage } from './lab/usage.ts';

// `npm run lab`: the whole lab from a terminal. Exit codes: 0 done, 1 a stage failed, 2 a wrong option, 130 Ctrl+C.

const assets = path.dirname(fileURLToPath(import.meta.url));

function optionsOrExit(): LabOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    return endWith('lab', error);
  }
}

const options = optionsOrExit();
if (options.help) {
  process.stdout.write(usage);
} else {
  const project = path.dirname(assets);
  const inputs = await readInputs(options, project).catch((error: unknown) => endWith('lab', error));
  // Set, not called: what is still to be written gets out first.
  process.exitCode = await runLab(options, inputs, { assets, project });
}
