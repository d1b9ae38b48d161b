import { holds, withVariables, type Context } from './conditions.ts';
import { parsePolicy, type Matcher, type Statement } from './policyDocument.ts';
import { statementPlaces, type StatementPlace } from './statementPlaces.ts';
import { fits, fitsArn } from './wildcards.ts';

/** What a policy is called in a simulation's answer, and its JSON. */
export interface NamedPolicy {
  readonly id: string;
  readonly text: string;
}

/** A request as policies see it. */
export interface Asked {
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  readonly context: Context;
  /** Who asks, for policies that name principals. */
  readonly principal?: string | undefined;
}

export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** A statement that applied to a request, by its policy. */
export interface MatchedStatement extends StatementPlace {
  readonly policy: string;
}

export interface Verdict {
  readonly decision: Decision;
  /** Those that made the decision: the denying ones, else the allowing ones. */
  readonly matched: readonly MatchedStatement[];
  /** Context keys that statements for the action and resource ask for and the request lacks. */
  readonly missing: readonly string[];
}

/**
 * What policies say to a request: a Deny that applies denies, else an Allow that applies allows, else it is denied.
 * Throws PolicyError for what is no policy, or has a condition that is not simulated here.
 */
export function evaluate(policies: readonly NamedPolicy[], asked: Asked): Verdict {
  const applying: { readonly effect: Statement['effect']; readonly matched: MatchedStatement }[] = [];
  const missing = new Set<string>();
  for (const { id, text } of policies) {
    const places = statementPlaces(text);
    parsePolicy(text).forEach((statement, index) => {
      if (!concerns(statement, asked)) return;
      for (const { key } of statement.conditions) if (!asked.context.has(key.toLowerCase())) missing.add(key);
      if (!statement.conditions.every((condition) => holds(condition, asked.context))) return;
      const place = places[index];
      if (place) applying.push({ effect: statement.effect, matched: { policy: id, ...place } });
    });
  }
  const of = (effect: Statement['effect']) =>
    applying.filter((each) => each.effect === effect).map(({ matched }) => matched);
  const [denying, allowing] = [of('Deny'), of('Allow')];
  return {
    decision: denying.length ? 'explicitDeny' : allowing.length ? 'allowed' : 'implicitDeny',
    matched: denying.length ? denying : allowing,
    missing: [...missing],
  };
}

/**
 * Actions that IAM knows no resource types for: a statement is about them only if it is about all resources. Source: "Actions,
 * resources, and condition keys for AWS Glue" in the Service Authorization Reference.
 */
const withoutResources = new Set(['glue:getjobbookmark', 'glue:resetjobbookmark']);

/** Whether a statement is about the request, whatever its conditions say. */
function concerns({ actions, resources, principals }: Statement, asked: Asked): boolean {
  if (!actions || !matches(actions, (pattern) => fits(pattern, asked.action, { ignoreCase: true })))
    return false;
  const resource = withoutResources.has(asked.action.toLowerCase()) ? '*' : asked.resource;
  // A trust policy has no resources: it is about the role that it belongs to.
  const isOfResource = (pattern: string) => fitsArn(withVariables(pattern, asked.context), resource);
  if (resources && !matches(resources, isOfResource)) return false;
  if (!principals) return true;
  return isPrincipal(principals.of['AWS'] ?? [], asked.principal) !== principals.except;
}

function matches({ patterns, except }: Matcher, fitsPattern: (pattern: string) => boolean): boolean {
  return patterns.some(fitsPattern) !== except;
}

/** Whether a list of principals has that one: by its ARN, by its account, or as everyone. */
function isPrincipal(listed: readonly string[], principal = ''): boolean {
  const account = principal.split(':')[4] ?? '';
  return listed.some(
    (each) =>
      each === '*' || each === principal || each === account || each === `arn:aws:iam::${account}:root`,
  );
}
