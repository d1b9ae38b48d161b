import type { StageId } from '../facts.ts';
import type { Failure } from './failure.ts';

/** Where a failure happened. */
export interface FailureContext {
  readonly account: 'practice' | 'aws';
  readonly region: string;
  /** The stage that was running. */
  readonly stage?: StageId | undefined;
  /** The profile that the credentials come from. */
  readonly profile?: string | undefined;
  /** The bucket, job or other resource that was worked on. */
  readonly resource?: string | undefined;
}

/** A sentence, or how to make one of what is known. */
export type Sentence = string | ((context: FailureContext, failure: Failure) => string);

/** What is known about one kind of failure: how to recognise it, and what to say. */
export interface Words {
  /** AWS's error name or Node's code; left out when the message alone tells. */
  readonly name?: RegExp;
  /** Part of the message; left out when the name alone tells. */
  readonly message?: RegExp;
  readonly why: Sentence;
  /** The one thing to do next. */
  readonly next: Sentence;
  /** What was or was not changed, where it differs from what the stage says. */
  readonly changed?: Sentence;
}

/** The profile as an option for the AWS CLI. */
export const profileOption = ({ profile }: FailureContext): string =>
  profile ? ` --profile ${profile}` : '';

/** What `pattern` finds first in the message, or `otherwise`. */
export const inMessage = (pattern: RegExp, otherwise: string) => (failure: Failure) =>
  pattern.exec(failure.message)?.[1] ?? otherwise;
