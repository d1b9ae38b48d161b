import type { FailureKind } from '../../../../src/lab/explain/explain.ts';
import type { FailureContext } from '../../../../src/lab/explain/words.ts';
import { StageError } from '../../../../src/lab/stage.ts';

export const onAws: FailureContext = {
  account: 'aws',
  region: 'us-east-1',
  stage: 'publish',
  profile: 'course',
};
export const onPractice: FailureContext = { account: 'practice', region: 'us-east-1', stage: 'publish' };

/** What is thrown, the kind it is of, and what the explanation says among other things. */
export type Case = readonly [kind: FailureKind, thrown: unknown, says: RegExp, context?: FailureContext];

/** An error as AWS's SDK throws it. */
export const aws = (name: string, message: string, status = 400) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status, requestId: 'r-1' } });
/** An error as Node throws it. */
export const node = (code: string, message: string) => Object.assign(new Error(message), { code });
/** A job, query or training job that ended badly, as the lab's stages report it. */
export const ended = (message: string) => new StageError(message, 'Try again.');
