import type { StageId } from '../facts.ts';
import { isOptional } from '../stages.ts';
import type { Finding, Level } from './finding.ts';
import type { PreflightContext } from './preflightContext.ts';

/** One check, or a family of them. It only reads, and answers the same when asked again. */
export interface PreflightCheck {
  readonly title: string;
  /** The first stage that it is about. */
  readonly stage: StageId;
  /** Answers with what it found: nothing when all is well. Throws Unchecked, or what the account said. */
  run(context: PreflightContext): Promise<Finding[]>;
}

/** What stops this stage is a problem of the lab, unless the stage goes further than the lab. */
export function stopping(stage: StageId): Level {
  return isOptional(stage) ? 'warning' : 'problem';
}
