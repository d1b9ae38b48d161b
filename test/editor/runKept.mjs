import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { countsIn } from '../counts.mjs';

/**
 * Runs a Node program beside others, prints all that it said once it has ended, so that lines of two never mix, and answers
 * with the counts that it left in `report`.
 */
export async function runKept(args, report, env = process.env) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  const [code] = await once(child, 'close');
  process.stdout.write(Buffer.concat(said));
  return countsIn(report, code === 0);
}
