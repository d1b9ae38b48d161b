import { AwsError } from '../../awsError.ts';
import { PolicyError } from './policy/policyError.ts';

/** IAM's answer to a request for something that is not there. */
export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, { status: 404 });
}

/** IAM's answer to a deletion of what something else hangs on. */
export function deleteConflict(message: string): AwsError {
  return new AwsError('DeleteConflict', `Cannot delete entity, ${message} first.`, { status: 409 });
}

export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceeded', message, { status: 409 });
}

export function alreadyExists(message: string): AwsError {
  return new AwsError('EntityAlreadyExists', message, { status: 409 });
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** IAM's answer to a value that breaks a member's constraint. */
export function constraint(value: string | number, member: string, must: string): AwsError {
  return validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${must}`,
  );
}

/** What a check of a policy gives; a PolicyError becomes IAM's error `code`. */
export function orPolicyError<T>(code: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof PolicyError) throw new AwsError(code, error.message);
    throw error;
  }
}
