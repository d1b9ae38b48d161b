import { rememberAnswers } from '../board/rememberAnswers.ts';
import { explain } from '../explain/explain.ts';
import { isAccessDenied } from '../explain/isAccessDenied.ts';
import { checkIds, checks, type CheckId } from './checks.ts';
import { Unchecked, type Finding } from './finding.ts';
import { createKnown } from './known.ts';
import type { PreflightContext, PreflightInput } from './preflightContext.ts';

/** What a check came to. */
export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  /** None when all is well. */
  readonly findings: readonly Finding[];
}

/**
 * Runs every check, side by side, and tells each one's result as it is there. What a check cannot ask becomes a finding of
 * it: nothing passes unseen. Only the signal ends it early, with its reason.
 */
export async function runPreflight(
  input: PreflightInput,
  onResult: (result: CheckResult) => void,
  signal: AbortSignal,
): Promise<CheckResult[]> {
  const { account, release } = rememberAnswers(input.account);
  const on = { ...input, account };
  const context: PreflightContext = { ...on, known: createKnown(on, signal), signal };
  try {
    return await Promise.all(
      checkIds.map(async (id) => {
        const { title } = checks[id];
        const result = { id, title, findings: await findingsOf(id, context) };
        signal.throwIfAborted();
        onResult(result);
        return result;
      }),
    );
  } finally {
    release();
  }
}

async function findingsOf(id: CheckId, context: PreflightContext): Promise<Finding[]> {
  try {
    return await checks[id].run(context);
  } catch (error) {
    context.signal.throwIfAborted();
    return [notChecked(id, error, context)];
  }
}

function notChecked(id: CheckId, error: unknown, { account }: PreflightContext): Finding {
  const { stage } = checks[id];
  const open = { level: 'notChecked', what: 'Nothing of this could be checked.', stage } as const;
  if (error instanceof Unchecked) return { ...open, why: error.message, fix: error.fix };
  const { why, nextAction, original } = explain(error, { account: account.kind, region: account.region });
  return {
    ...open,
    why: isAccessDenied(error) || original.includes(why) ? why : `${why} (${original})`,
    fix: nextAction,
  };
}
