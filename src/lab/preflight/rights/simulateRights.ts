import type { StageId } from '../../facts.ts';
import type { Verdict } from '../../ports/permissions.ts';
import type { Finding } from '../finding.ts';
import type { Right } from './callerRights.ts';
import type { LabArns } from './labArns.ts';
import type { Simulate } from './simulate.ts';

/** Actions that one stage lacks: on what, and how IAM refuses. */
export interface Lacking {
  readonly stage: StageId;
  readonly dispensable: boolean;
  /** Keys of conditions that decide it, and that nobody can tell beforehand; none when it is certain. */
  readonly unknown: readonly string[];
  readonly verdicts: readonly Verdict[];
}

/** Simulates rights of a user or role; answers with those that are denied, a stage each. */
export async function simulateRights(
  simulate: Simulate,
  principal: string,
  rights: readonly Right[],
  arns: LabArns,
): Promise<Lacking[]> {
  const groups = new Map<string, Lacking>();
  for (const { stage, actions, on, passedTo, dispensable = false } of rights) {
    const all = await simulate({
      principal,
      actions,
      resources: on(arns),
      ...(passedTo !== undefined && { passedTo }),
    });
    const denied = all.filter(({ decision }) => decision !== 'allowed');
    for (const verdict of denied) {
      const unknown = keysOfAction(verdict);
      const key = [stage, dispensable, ...unknown].join(' ');
      const before = groups.get(key)?.verdicts ?? [];
      groups.set(key, { stage, dispensable, unknown, verdicts: [...before, verdict] });
    }
  }
  return [...groups.values()];
}

/** IAM names the keys of all statements, of other services' actions too: those that can matter for this action. */
function keysOfAction({ action, unknown }: Verdict): string[] {
  const [service = ''] = action.split(':', 1);
  return unknown.filter((key) => key.startsWith('aws:') || key.startsWith(`${service}:`)).sort();
}

/** Whether IAM denies an action whatever the request: no condition is open that could matter for it. */
export function isDenied(verdict: Verdict): boolean {
  return verdict.decision !== 'allowed' && !keysOfAction(verdict).length;
}

/** The denied actions in words, those on the same resources together: `s3:GetObject, s3:PutObject on arn:…`. */
export function lackingText(verdicts: readonly Verdict[]): string {
  const resources = new Map<string, string[]>();
  for (const { action, resource } of verdicts) {
    resources.set(action, [...(resources.get(action) ?? []), resource]);
  }
  const actions = new Map<string, string[]>();
  for (const [action, on] of resources) {
    const place = on.includes('*') ? '' : ` on ${on.join(' and ')}`;
    actions.set(place, [...(actions.get(place) ?? []), action]);
  }
  return [...actions].map(([place, some]) => `${some.join(', ')}${place}`).join('; ');
}

/** A finding about rights whose conditions a simulation cannot decide; undefined for those that are lacking for certain. */
export function undecided(who: string, { stage, unknown, verdicts }: Lacking): Finding | undefined {
  if (!unknown.length) return undefined;
  return {
    level: 'notChecked',
    what: `Whether ${who} may do: ${lackingText(verdicts)}.`,
    why: `Conditions of its policies ask for ${unknown.join(', ')}, which only a real request has.`,
    stage,
    fix: 'Have somebody try the stage beforehand with this user or role.',
  };
}

/** Whether a policy forbids one of them: another that allows it would not help then. */
export function isForbidden(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(({ decision }) => decision === 'explicitDeny');
}
