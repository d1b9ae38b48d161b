import { AwsError } from '../../../awsError.ts';

/** What CloudFormation answers to a request or template that it cannot take. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
