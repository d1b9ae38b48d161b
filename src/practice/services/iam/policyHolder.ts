import type { AttachedPolicy } from '@aws-sdk/client-iam';
import { AwsError } from '../../awsError.ts';
import { limitExceeded, noSuchEntity, orPolicyError } from './errors.ts';
import { checkName } from './names.ts';
import { checkPolicy } from './policy/checkPolicy.ts';

/** The policies of a role or a user. */
export interface PolicyHolder {
  readonly name: string;
  /** Inline policies: JSON by name. */
  readonly inline?: Readonly<Record<string, string>>;
  /** ARNs of attached policies. */
  readonly attached?: readonly string[];
}

export type HolderKind = 'role' | 'user';

/** The most bytes of all inline policies together, white space left out. */
const largestInline: Readonly<Record<HolderKind, number>> = { role: 10_240, user: 2048 };
const mostAttached = 10;

/** A holder with an inline policy, in the place of one of that name. Throws MalformedPolicyDocument and LimitExceeded. */
export function withInline<T extends PolicyHolder>(kind: HolderKind, holder: T, name = '', text = ''): T {
  checkName('policyName', name, 128);
  orPolicyError('MalformedPolicyDocument', () => checkPolicy(text, 'identity'));
  const inline = { ...holder.inline, [name]: text };
  const size = Object.values(inline).reduce((sum, each) => sum + each.replace(/\s/g, '').length, 0);
  if (size > largestInline[kind])
    throw limitExceeded(
      `Maximum policy size of ${largestInline[kind]} bytes exceeded for ${kind} ${holder.name}`,
    );
  return { ...holder, inline };
}

/** The JSON of an inline policy. Throws NoSuchEntity. */
export function inlineOf(kind: HolderKind, { inline }: PolicyHolder, name = ''): string {
  const text = inline?.[name];
  if (text === undefined) throw noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`);
  return text;
}

/** A holder without an inline policy that it has. Throws NoSuchEntity. */
export function withoutInline<T extends PolicyHolder>(kind: HolderKind, holder: T, name = ''): T {
  inlineOf(kind, holder, name);
  const inline = Object.fromEntries(Object.entries(holder.inline ?? {}).filter(([each]) => each !== name));
  return { ...holder, inline };
}

/** A holder with a policy of AWS's own attached; one that is stays so. Throws NoSuchEntity, InvalidInput, LimitExceeded. */
export function withAttached<T extends PolicyHolder>(kind: HolderKind, holder: T, arn = ''): T {
  if (!/^arn:aws:iam::(aws|\d{12}):policy\/\S+$/.test(arn))
    throw new AwsError('InvalidInput', `ARN ${arn} is not valid.`);
  // Policies of the account's own there are none of.
  if (!arn.startsWith('arn:aws:iam::aws:'))
    throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  const before = holder.attached ?? [];
  if (before.includes(arn)) return holder;
  if (before.length >= mostAttached)
    throw limitExceeded(
      `Cannot exceed quota for PoliciesPer${kind === 'role' ? 'Role' : 'User'}: ${mostAttached}`,
    );
  return { ...holder, attached: [...before, arn] };
}

/** A holder without an attached policy that it has. Throws NoSuchEntity. */
export function withoutAttached<T extends PolicyHolder>(holder: T, arn = ''): T {
  const before = holder.attached ?? [];
  if (!before.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
  return { ...holder, attached: before.filter((each) => each !== arn) };
}

/** An attached policy as listings show it. */
export function attachedPolicy(arn: string): AttachedPolicy {
  return { PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn };
}
