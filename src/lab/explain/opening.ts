import type { AccountChoice } from '../ports/accounts.ts';
import { explain, type Explanation, type FailureKind } from './explain.ts';

/** An account that is not opened for a reason that no service gave, told in full. */
export class OpeningRefused extends Error {
  override readonly name = 'OpeningRefused';
  readonly nextAction: string;
  readonly kind: FailureKind;

  /** `message` says why, `nextAction` the one thing to do: a sentence each. `kind` is that of AWS's failure that is like it. */
  constructor(message: string, nextAction: string, kind: FailureKind = 'unknown') {
    super(message);
    this.nextAction = nextAction;
    this.kind = kind;
  }
}

/** Explains why an account could not be opened. */
export function explainOpening(thrown: unknown, choice: AccountChoice): Explanation {
  const explained = explain(thrown, {
    account: choice.kind === 'practice' ? 'practice' : 'aws',
    region: choice.kind === 'practice' ? '' : choice.region,
    profile: choice.kind === 'profile' ? choice.profile : undefined,
  });
  const what =
    choice.kind === 'practice'
      ? 'The practice account could not be opened.'
      : `The AWS account could not be opened (${sourceText(choice)}).`;
  if (thrown instanceof OpeningRefused) {
    const { kind, message: why, nextAction } = thrown;
    return { ...explained, kind, what, why, changed: unchanged, nextAction };
  }
  if (choice.kind === 'machine' && explained.kind === 'credentialsMissing') {
    return { ...explained, what, why: noMachineCredentials, changed: unchanged };
  }
  // Its process says itself what is wrong, and there is no service whose documentation would help.
  const practice = choice.kind === 'practice' && explained.kind === 'unknown';
  return { ...explained, what, changed: unchanged, ...(practice && { nextAction: practiceNext }) };
}

const noMachineCredentials =
  "No AWS credentials were found in this window's environment, and this machine has no role.";
const unchanged = 'Nothing was changed.';
const practiceNext = 'Try again; if it stays, delete the practice account from this machine and start anew.';

/** Where the credentials of a choice come from, in a few words. */
export function sourceText(choice: Exclude<AccountChoice, { kind: 'practice' }>): string {
  const source = {
    profile: () => `profile ${choice.kind === 'profile' ? choice.profile : ''}`,
    machine: () => "this machine's environment or role",
    pasted: () => 'pasted credentials',
  }[choice.kind]();
  return `${source}, ${choice.region}`;
}
