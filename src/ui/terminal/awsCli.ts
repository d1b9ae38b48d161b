import { execFile } from 'node:child_process';
import os from 'node:os';
import { findProgram } from './findProgram.ts';

/** A version of the AWS CLI: major, minor, patch. */
export type CliVersion = readonly [major: number, minor: number, patch: number];

/** Looking for the AWS CLI is given up after this long, in ms; a cold start of version 2 takes some seconds. */
const longestLook = 15_000;

/** An AWS CLI that is installed. */
export interface AwsCli {
  /** The program's absolute path. */
  readonly program: string;
  readonly version: CliVersion;
}

/** The AWS CLI that terminals of this machine find; undefined when there is none that works. */
export async function findAwsCli(env: NodeJS.ProcessEnv = process.env): Promise<AwsCli | undefined> {
  const program = findProgram('aws', env);
  if (program === undefined) return undefined;
  const said = await new Promise<string>((resolve) => {
    // A command file of Windows (aws.cmd) runs in a shell only.
    const shell = /\.(cmd|bat)$/i.test(program);
    execFile(
      shell ? `"${program}"` : program,
      ['--version'],
      { env, cwd: os.homedir(), timeout: longestLook, windowsHide: true, shell },
      (error, stdout, stderr) => resolve(error ? '' : `${stdout} ${stderr}`),
    );
  });
  const version = readCliVersion(said);
  return version && { program, version };
}

/** Reads what `aws --version` says: `aws-cli/2.15.30 Python/3.11.8 Linux/…`. */
export function readCliVersion(said: string): CliVersion | undefined {
  const [, major, minor, patch] = /aws-cli\/(\d+)\.(\d+)\.(\d+)/.exec(said) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/**
 * Whether a version knows AWS_ENDPOINT_URL; an older one would send its requests to AWS.
 * Source: the AWS CLI's changelogs of 1.29.0 and 2.13.0.
 */
export function knowsEndpointUrl([major, minor]: CliVersion): boolean {
  return major === 1 ? minor >= 29 : major > 2 || minor >= 13;
}

/**
 * How `aws sso login` is called where no browser can be opened, as over SSH: from 2.22.0 on it has to be told so.
 * Undefined for version 1, which has no such command.
 */
export function ssoLoginArguments(
  [major, minor]: CliVersion,
  profile: string,
  remote: boolean,
): string[] | undefined {
  if (major < 2) return undefined;
  const tells = major > 2 || minor >= 22;
  return ['sso', 'login', '--profile', profile, ...(remote && tells ? ['--use-device-code'] : [])];
}
