import type { StageId } from '../facts.ts';
import { readFailure, type Failure } from './failure.ts';
import { accessWords } from './words/access.ts';
import { athenaWords } from './words/athena.ts';
import { glueWords } from './words/glue.ts';
import { networkWords } from './words/network.ts';
import { sagemakerWords } from './words/sagemaker.ts';
import { stackWords } from './words/stacks.ts';
import { storageWords } from './words/storage.ts';
import type { FailureContext, Sentence, Words } from './words.ts';

/** A stage's own sentence has the reason in it already. */
const ofTheStage = 'The stage found something that keeps it from going on.';

const ofTheEvent = "The event's file says what the lab uses in this course, and it cannot be used as it is.";

/**
 * Every kind of failure that can be explained; of two that fit, the one that comes first is meant. What a job run says
 * may have words of Athena's in it, but not the other way round.
 */
const kinds = {
  ...glueWords,
  ...athenaWords,
  ...sagemakerWords,
  ...stackWords,
  ...accessWords,
  ...networkWords,
  ...storageWords,
  eventUnusable: { name: /^EventError$/, why: ofTheEvent, next: (_, { fix = '' }) => fix },
  nothingDeployed: {
    message: /^Nothing of the lab is deployed in account /,
    why: ofTheStage,
    next: (_, { fix = '' }) => fix,
    changed: 'Nothing was changed.',
  },
  notDone: { name: /^NotDone$/, why: ofTheStage, next: (_, { fix = '' }) => fix },
} as const satisfies Record<string, Words>;

export type FailureKind = keyof typeof kinds | 'unknown';
export const failureKinds = [...(Object.keys(kinds) as (keyof typeof kinds)[]), 'unknown'] as const;

/** A failure in plain words: full sentences. */
export interface Explanation {
  readonly kind: FailureKind;
  /** What failed. */
  readonly what: string;
  /** Why, without the service's jargon; the service's own words for a failure that is not known. */
  readonly why: string;
  /** What was or was not changed. */
  readonly changed: string;
  /** The one thing to do next. */
  readonly nextAction: string;
  /** The service's own words, for whoever wants to look them up. */
  readonly original: string;
}

/** Explains anything that a stage threw. */
export function explain(thrown: unknown, context: FailureContext): Explanation {
  const failure = readFailure(thrown);
  const kind = kindOf(failure);
  const { what: doing, changed } = context.stage ? stages[context.stage] : atNoStage;
  const said = (words: Sentence): string =>
    sentence(typeof words === 'string' ? words : words(context, failure));
  const words: Words | undefined = kind === 'unknown' ? undefined : kinds[kind];
  return {
    kind,
    // A stage's own sentence says what failed better than the stage's name.
    what:
      failure.fix === undefined
        ? `${doing}${context.resource ? ` (${context.resource})` : ''} did not work.`
        : sentence(failure.message),
    why: words ? said(words.why) : unknownWhy(failure),
    changed: words?.changed ? said(words.changed) : changed,
    nextAction: words ? said(words.next) : (failure.fix ?? unknownNext(context, failure)),
    original:
      failure.name && failure.name !== 'Error' ? `${failure.name}: ${failure.message}` : failure.message,
  };
}

/** Which kind of failure this is. */
export function kindOf(failure: Failure): FailureKind {
  const fits = ({ name, message }: Words): boolean =>
    (!name || name.test(failure.name)) && (!message || message.test(failure.message));
  return failureKinds.find((kind) => kind !== 'unknown' && fits(kinds[kind])) ?? 'unknown';
}

/** A failure in two sentences: what failed, and why; or what to do, where the first one says why as well. */
export function briefly({ what, why, nextAction }: Explanation): string {
  return `${what} ${why === ofTheStage ? nextAction : why}`;
}

function unknownWhy({ name, message, fix }: Failure): string {
  if (fix !== undefined) return ofTheStage;
  const text = [name === 'Error' ? '' : name, message].filter(Boolean).join(': ');
  return sentence(text || 'No reason was given');
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const unknownNext = ({ account }: FailureContext, { requestId }: Failure): string =>
  account === 'aws' && requestId
    ? `Try again; if it stays, give whoever runs the event these words and the request id ${requestId}.`
    : 'Try again; if it stays, look the words up in the documentation of the service.';

const atNoStage = { what: 'The request', changed: 'Nothing is known to have been changed.' };

/** What each stage was doing, and what it leaves behind when it breaks off. */
const stages: Readonly<Record<StageId, { readonly what: string; readonly changed: string }>> = {
  survey: { what: 'The survey of the account', changed: 'Nothing was changed: the survey only reads.' },
  publish: {
    what: 'Publishing the engine data',
    changed: 'Lines that were acknowledged stay; publishing again sends only those that are missing.',
  },
  crawlSubmissions: {
    what: 'The first crawl',
    changed: 'The data is as it was; the table may not be up to date.',
  },
  prepareJob: {
    what: 'Preparing the job',
    changed: 'The data is as it was; the job keeps its last script until a new one is uploaded.',
  },
  runEtl: {
    what: 'The ETL job',
    changed:
      'Rows of an earlier run may be gone from the curated bucket; the next run writes all of them anew.',
  },
  crawlCurated: {
    what: 'The second crawl',
    changed: 'The data is as it was; the table may not be up to date.',
  },
  split: {
    what: 'The split into training and validation rows',
    changed: 'The curated rows are as they were; the split is made anew next time.',
  },
  train: {
    what: 'The training',
    changed: 'The data is as it was; a training job that was started ends by itself.',
  },
  deploy: {
    what: 'The deployment',
    changed: 'The model is kept; an endpoint that was made costs money until it is deleted.',
  },
  predict: {
    what: 'The prediction',
    changed: 'Answers for whole test files are kept in the published bucket; predicting again replaces them.',
  },
  tune: {
    what: 'The tuning',
    changed: 'The data is as it was; a tuning job that has not ended goes on by itself.',
  },
  trainCapped: {
    what: 'The training of the capped models',
    changed: 'What was made is kept and used again; jobs that were started end by themselves.',
  },
  cleanUp: { what: 'The clean-up', changed: 'What was deleted is gone; what is left may still cost money.' },
};
