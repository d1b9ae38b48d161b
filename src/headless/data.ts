import path from 'node:path';
import { publishedFiles } from '../lab/dataset/dataFile.ts';
import { DataError } from '../lab/dataset/nasa/dataError.ts';
import type { GottenData } from '../lab/dataset/nasa/getNasaFiles.ts';
import { getData } from './data/getData.ts';
import { simulate } from './data/simulate.ts';
import { readOptions, usage, type DataCommand } from './data/options.ts';

// `npm run data`: gets NASA's files and checks them, or simulates a fleet. Exit codes: 0 done, 1 not NASA's files or not to be had, 2 a wrong
// option, 130 Ctrl+C.

const say = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);

function optionsOrExit(): DataCommand {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

/** Says at each tenth how far a download is; on a terminal in one line that changes. */
function progressLine(): (received: number, total: number | undefined) => void {
  let last = -1;
  return (received, total) => {
    const step = Math.floor(total ? (10 * received) / total : received / 1e6);
    if (step === last) return;
    last = step;
    const text = `${(received / 1e6).toFixed(1)}${total ? ` of ${(total / 1e6).toFixed(1)}` : ''} MB`;
    process.stdout.write(process.stdout.isTTY ? `\r${text}` : `${text}\n`);
    if (process.stdout.isTTY && received === total) process.stdout.write('\n');
  };
}

function report({ folder, written, names, missing, trainingRows }: GottenData): void {
  say(`${names.length} files are NASA's to the byte: ${names.join(', ')}`);
  if (missing.length > 0) say(`Not there: ${missing.join(', ')}. The lab works without them.`);
  say(`${trainingRows.toLocaleString('en-US')} training rows, ${written ? 'written to' : 'in'} ${folder}`);
  sayUse(folder);
}

function sayUse(folder: string): void {
  const shown = path.relative(process.cwd(), folder) || '.';
  say(`Use them: npm run lab -- --data ${shown.startsWith('..') ? folder : shown}`);
}

// Whoever reads may have seen enough (`| head`); that is no failure.
process.stdout.on('error', () => process.exit());

const command = optionsOrExit();
if (command.kind === 'help') {
  process.stdout.write(usage);
} else {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  if (command.kind === 'download') say(`Fetching ${command.url}`);
  try {
    if (command.kind === 'simulate') {
      const { rows, engines } = await simulate(command);
      say(`${rows.toLocaleString('en-US')} training rows of ${engines} engines, written to ${command.to}`);
      sayUse(command.to);
    } else report(await getData(command, publishedFiles, progressLine(), stop.signal));
  } catch (error) {
    if (stop.signal.aborted) complain('Stopped. Nothing was written.');
    else if (error instanceof DataError) complain(error.message);
    else
      complain(`The files could not be written: ${error instanceof Error ? error.message : String(error)}`);
    // Set, not called: what is still to be written gets out first.
    process.exitCode = stop.signal.aborted ? 130 : 1;
  }
}
