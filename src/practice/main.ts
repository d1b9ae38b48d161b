import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runPractice } from './runPractice.ts';
import { StoreTaken } from './store/storeLock.ts';

// The practice process: `practice.mjs --store DIR [--pace N] [--linger SECONDS] [--reset provisioned|empty]`.
// Exit 3 when another process has the store: whoever started this one finds that one.

const { values } = parseArgs({
  options: {
    store: { type: 'string' },
    pace: { type: 'string', default: '0' },
    linger: { type: 'string', default: '60' },
    reset: { type: 'string' },
  },
});
if (!values.store) throw new Error('--store DIR is required');
const folder = path.resolve(values.store);
try {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await runPractice({
    folder,
    assets: path.dirname(fileURLToPath(import.meta.url)),
    pace: Number(values.pace),
    lingerSeconds: Number(values.linger),
    resetTo: values.reset === 'provisioned' || values.reset === 'empty' ? values.reset : undefined,
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof StoreTaken ? 3 : 1);
}
