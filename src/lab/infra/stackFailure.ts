import type { LabAccount } from '../account.ts';
import { explain } from '../explain/explain.ts';
import type { StackEvent } from '../ports/stacks.ts';
import { StageError } from '../stage.ts';

/** Work on a stack that did not end well: which resource it was, and what CloudFormation said of it. */
export class StackFailed extends StageError {
  override readonly name = 'StackFailed';
  /** The resource's event; undefined when the stack failed as a whole. */
  readonly event: StackEvent | undefined;

  constructor(message: string, fix: string, event: StackEvent | undefined) {
    super(message, fix);
    this.event = event;
  }
}

/**
 * The resource that failed first. What CloudFormation breaks off because of it fails as well, and says that it was
 * cancelled; the stack itself only sums up.
 */
export function firstFailure(events: readonly StackEvent[]): StackEvent | undefined {
  return events.find(
    ({ status, type, reason }) =>
      status.endsWith('_FAILED') && type !== 'AWS::CloudFormation::Stack' && !/cancelled/i.test(reason),
  );
}

/**
 * What went wrong, in words, with what to do.
 * @param what what was tried, without its full stop: `The stack cmapss-lab could not be made`.
 * @param after what became of the rest: a sentence.
 */
export function stackFailure(
  account: LabAccount,
  what: string,
  event: StackEvent | undefined,
  after: string,
): StackFailed {
  if (!event) {
    const fix = "Look at the stack's events in CloudFormation's console, then try again.";
    return new StackFailed(`${what}. ${after}`, fix, undefined);
  }
  const { why, nextAction } = explain(failureOf(event), { account: account.kind, region: account.region });
  const name = event.physicalId && event.physicalId !== event.logicalId ? `, ${event.physicalId}` : '';
  const said = why.includes(event.reason) ? '' : ` CloudFormation said: ${event.reason}`;
  return new StackFailed(
    `${what} because of ${event.logicalId} (${event.type}${name}): ${why} ${after}${said}`,
    nextAction,
    event,
  );
}

/**
 * The reason of an event as what the service threw: CloudFormation hands on its words, and where it can a code. Its type in
 * front tells what the words are about.
 */
function failureOf({ type, reason }: StackEvent): { name: string; message: string } {
  const code = /HandlerErrorCode: (\w+)/.exec(reason)?.[1] ?? /Error Code: (\w+)/.exec(reason)?.[1];
  return { name: code ?? 'Error', message: `${type}: ${reason}` };
}
