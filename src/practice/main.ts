import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startAccount } from './account.ts';

// The practice process: `practice.mjs --store DIR [--pace N]`.
const { values } = parseArgs({
  options: { store: { type: 'string' }, pace: { type: 'string', default: '0' } },
});
if (!values.store) throw new Error('--store DIR is required');

const account = await startAccount({
  folder: path.resolve(values.store),
  assets: path.dirname(fileURLToPath(import.meta.url)),
  credentials: {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  },
  port: 0,
  pace: Number(values.pace),
});
process.stdout.write(`http://127.0.0.1:${account.server.port}\n`);
