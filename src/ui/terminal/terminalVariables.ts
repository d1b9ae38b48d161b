import type { AccountChoice, ClientVariables } from '../../lab/ports/accounts.ts';
import { knowsEndpointUrl, type CliVersion } from './awsCli.ts';

/** What the terminals of a window are given, so that AWS clients in them use the lab's account. */
export interface TerminalVariables {
  /** For the terminals that the lab opens itself, which the editor does not keep. */
  readonly own: ClientVariables;
  /** For any other terminal of the lab folder: the editor may write its environment to disk when it is closed. */
  readonly others: ClientVariables;
  /** The AWS CLI that would talk to real AWS instead of the practice account; it is kept from that. */
  readonly tooOld: CliVersion | undefined;
}

/** Names of profiles that are nowhere: AWS clients stop at them before they send anything, and print the name. */
export const stopping = {
  tooOld: 'the-practice-account-needs-aws-cli-1.29-or-2.13',
  pasted: 'use-open-terminal-in-lab-account',
} as const;

/** The variables of an account for both kinds of terminals; `cli` is the AWS CLI of this machine, if any. */
export function terminalVariables(
  choice: AccountChoice,
  variables: ClientVariables,
  cli: CliVersion | undefined,
): TerminalVariables {
  const tooOld = choice.kind === 'practice' && cli && !knowsEndpointUrl(cli) ? cli : undefined;
  if (tooOld) {
    const stopped = stop(variables, stopping.tooOld);
    return { own: stopped, others: stopped, tooOld };
  }
  const others = choice.kind === 'pasted' ? stop(variables, stopping.pasted) : variables;
  return { own: variables, others, tooOld: undefined };
}

function stop(variables: ClientVariables, profile: string): ClientVariables {
  return {
    ...variables,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: profile,
  };
}

/** AWS clients take an empty profile for one of that name, and fail. */
const notEmptied = new Set(['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']);

/**
 * The same where a variable can be set but not unset: one that terminals would have from `inherited` is emptied, which
 * AWS clients take as unset. A profile cannot be emptied; the keys that are set win over it in the AWS CLI and boto3.
 */
export function replacements(
  variables: ClientVariables,
  inherited: NodeJS.ProcessEnv,
): [name: string, value: string][] {
  return Object.entries(variables).flatMap(([name, value]): [string, string][] => {
    if (value !== undefined) return [[name, value]];
    return inherited[name] && !notEmptied.has(name) ? [[name, '']] : [];
  });
}
