import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../awsError.ts';

/** Handlers' error codes, by what an error's name has in it. */
const handlerCodes: readonly (readonly [RegExp, string])[] = [
  [/AlreadyExist|AlreadyOwned|InUse|Duplicate/i, 'AlreadyExists'],
  [/Limit|Quota/, 'ServiceLimitExceeded'],
  [/NotFound|NoSuch/, 'NotFound'],
  [/AccessDenied|NotAuthorized/, 'AccessDenied'],
  [/Throttl|TooManyRequests/, 'Throttling'],
  [/Invalid|Validation|Malformed/, 'InvalidRequest'],
];

/** Why a resource's step failed, in the words in which CloudFormation passes on what a service answered. */
export function failureReason(type: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AwsError)) return message;
  // CloudFormation's own words, of a template: no service was asked.
  if (
    error.code === 'ValidationError' &&
    /^(Template|Properties|The practice account's CloudFormation)/.test(message)
  )
    return message;
  const service = type.split('::')[1] ?? type;
  const code = handlerCodes.find(([pattern]) => pattern.test(error.code))?.[1] ?? 'GeneralServiceException';
  return (
    `Resource handler returned message: "${message} (Service: ${service}, Status Code: ${error.status}, ` +
    `Request ID: ${randomUUID()})" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${code})`
  );
}

/** The failure of a resource whose name something has that no step of this stack made. */
export function alreadyExists(type: string, physicalId: string): Error {
  return new Error(
    `Resource handler returned message: "Resource of type '${type}' with identifier '${physicalId}' already exists." ` +
      `(RequestToken: ${randomUUID()}, HandlerErrorCode: AlreadyExists)`,
  );
}
