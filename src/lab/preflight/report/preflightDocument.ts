import type { PreflightInput } from '../preflightContext.ts';
import type { CheckResult } from '../runPreflight.ts';
import { countFindings } from './countsText.ts';

/** The document that `--json` prints and "Copy as JSON" copies; docs/preflight.md describes its fields. */
export function preflightDocument(
  { account, event }: Pick<PreflightInput, 'account' | 'event'>,
  results: readonly CheckResult[],
) {
  const counts = countFindings(results);
  return {
    ok: counts.problem === 0,
    account: { kind: account.kind, id: account.identity.account, arn: account.identity.arn },
    region: account.region,
    event: event.name,
    stack: event.stackName,
    counts,
    checks: results.map(({ id, title, findings }) => ({
      id,
      title,
      passed: !findings.length,
      findings: findings.map(({ level, what, why, stage, fix }) => ({ level, what, why, stage, fix })),
    })),
  };
}
