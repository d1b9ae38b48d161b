import { AwsError } from '../../awsError.ts';
import { accountId, region } from '../../identity.ts';

/** SageMaker's word for a request it does not take. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export type ResourceKind =
  | 'training-job'
  | 'transform-job'
  | 'hyper-parameter-tuning-job'
  | 'model'
  | 'endpoint-config'
  | 'endpoint'
  | 'notebook-instance'
  | 'notebook-instance-lifecycle-config';

/** The ARN of one of the account's resources; SageMaker writes names in lower case there. */
export function arnOf(kind: ResourceKind, name: string): string {
  return `arn:aws:sagemaker:${region}:${accountId}:${kind}/${name.toLowerCase()}`;
}

/** Throws unless `value` is a name as resources have it: at most 63 (or `most`) letters, digits and inner hyphens. */
export function checkName(member: string, value = '', most = 63): string {
  const pattern = `^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,${most - 1}}`;
  if (value.length > most)
    throw constraint(member, value, `Member must have length less than or equal to ${most}`);
  if (!/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(value))
    throw constraint(member, value, `Member must satisfy regular expression pattern: ${pattern}`);
  return value;
}

/** Throws unless `value` is one of an enumeration's. */
export function checkEnum(
  member: string,
  value: string | undefined,
  values: Readonly<Record<string, string>>,
): void {
  const allowed = Object.values(values);
  if (value !== undefined && !allowed.includes(value))
    throw constraint(member, value, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
}

/** Throws unless `value` is a whole number within limits. */
export function checkRange(member: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined) return;
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  if (!Number.isInteger(value) || value < least || value > most)
    throw constraint(member, String(value), `Member must have value ${bound}`);
}

/** Throws unless `value` is a role's ARN. */
export function checkRole(member: string, value: string | undefined): void {
  if (value !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/.test(value)) {
    const pattern = '^arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+$';
    throw constraint(member, value, `Member must satisfy regular expression pattern: ${pattern}`);
  }
}

/** Throws when a request asks for something the practice account does not do, naming it. */
export function refuseMembers(operation: string, members: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(members)) {
    const empty = value === undefined || value === false || (Array.isArray(value) && value.length === 0);
    if (!empty) throw invalid(`The practice account does not do ${operation} with ${name}.`);
  }
}

function constraint(member: string, value: string, why: string): AwsError {
  return invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${why}`,
  );
}
