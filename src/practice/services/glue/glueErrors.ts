import { AwsError } from '../../awsError.ts';

/** Something named does not exist. */
export function notFound(message: string): AwsError {
  return new AwsError('EntityNotFoundException', message);
}

/** `what` (Database, Table, Partition, Job …) of that name exists. */
export function alreadyExists(what: string): AwsError {
  return new AwsError('AlreadyExistsException', `${what} already exists.`);
}

/** The request's values cannot be. */
export function invalidInput(message: string): AwsError {
  return new AwsError('InvalidInputException', message);
}

/** A value outside the model's bounds, in the words of AWS's request validation. */
function constraint(member: string, value: string, rule: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${rule}`,
  );
}

/** Checks a name against the model: 1 to 255 characters, no control characters but tab. Returns it. */
export function checkName(name: string | undefined, member = 'name'): string {
  if (name === undefined) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  if (name.length < 1) throw constraint(member, name, 'Member must have length greater than or equal to 1');
  if (name.length > 255) throw constraint(member, name, 'Member must have length less than or equal to 255');
  if (!/^[\u0020-\uD7FF\uE000-\uFFFD\uD800-\uDFFF\t]*$/.test(name)) {
    const pattern = '[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*';
    throw constraint(member, name, `Member must satisfy regular expression pattern: ${pattern}`);
  }
  return name;
}

/** A member that must be one of the model's values. */
export function checkEnum(value: string | undefined, allowed: readonly string[], member: string): void {
  if (value !== undefined && !allowed.includes(value)) {
    throw constraint(member, value, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
  }
}

/** A whole number between bounds, or undefined. */
export function checkRange(value: number | undefined, least: number, most: number, member: string): void {
  if (value === undefined) return;
  if (value < least) {
    throw constraint(member, String(value), `Member must have value greater than or equal to ${least}`);
  }
  if (value > most) {
    throw constraint(member, String(value), `Member must have value less than or equal to ${most}`);
  }
}
