import path from 'node:path';
import { parseArgs } from 'node:util';
import { practiceStore } from '../../accounts/practiceStore.ts';

/** How `npm run practice` is used. */
export const usage = `Usage: npm run practice -- [--store DIR] [--pace N] [--reset [--empty]]

Serves a practice AWS account on this machine until Ctrl+C, and prints what the AWS CLI, boto3 and the SDKs need to use it.

  --store DIR  the folder that the account lives in (default: ${practiceStore()})
  --pace N     waits take N times as long as on AWS; 0, the default for a new process, does not wait for show
  --reset      forgets everything in the account, makes it as new, and ends
  --empty      with --reset: leaves it without the lab's resources
  --help       prints this
`;

/** What the command was asked to do. */
export interface PracticeCommand {
  readonly store: string;
  readonly pace: number | undefined;
  readonly reset: 'provisioned' | 'empty' | undefined;
  readonly help: boolean;
}

/** Reads the command's options. Throws an Error with one sentence for a wrong one. */
export function readOptions(args: readonly string[]): PracticeCommand {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string' },
      pace: { type: 'string' },
      reset: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const pace = values.pace === undefined ? undefined : Number(values.pace);
  if (pace !== undefined && !(values.pace !== '' && pace >= 0 && Number.isFinite(pace))) {
    throw new Error(`--pace is a number, 0 or more, not '${values.pace ?? ''}'.`);
  }
  if (values.empty && !values.reset) throw new Error('--empty goes with --reset.');
  if (values.store === '') throw new Error('--store is a folder.');
  return {
    store: path.resolve(values.store ?? practiceStore()),
    pace,
    reset: values.reset ? (values.empty ? 'empty' : 'provisioned') : undefined,
    help: values.help,
  };
}
