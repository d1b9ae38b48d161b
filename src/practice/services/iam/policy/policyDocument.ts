import { PolicyError } from './policyError.ts';

/** Values of a list that a statement applies to, or (`except`) to all but which. */
export interface Matcher {
  readonly patterns: readonly string[];
  readonly except: boolean;
}

/** One key of a condition block: all blocks must hold. */
export interface Condition {
  /** `StringEquals`, `ForAnyValue:StringLike`, `BoolIfExists` … */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement of a policy. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** By kind: `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for everyone. Undefined in policies of identities. */
  readonly principals:
    { readonly of: Readonly<Record<string, readonly string[]>>; readonly except: boolean } | undefined;
  readonly actions: Matcher | undefined;
  readonly resources: Matcher | undefined;
  readonly conditions: readonly Condition[];
}

const policyMembers = ['Version', 'Id', 'Statement'];
const statementMembers = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/**
 * A policy's statements. Throws PolicyError for what is no policy by IAM's grammar, whatever it is a policy for.
 * Source: "Grammar of the IAM JSON policy language" in the IAM user guide.
 */
export function parsePolicy(text: string): Statement[] {
  const policy = objectOf(readJson(text));
  if (!policy) throw new PolicyError('Syntax errors in policy.');
  refuseUnknown(policy, policyMembers);
  const version = policy['Version'];
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17')
    throw new PolicyError('The policy must contain a valid version string');
  if (policy['Statement'] === undefined) throw new PolicyError('Missing required field Statement');
  const statements = listOf(policy['Statement']).map(statementOf);
  const sids = statements.flatMap(({ sid }) => sid ?? []);
  if (new Set(sids).size < sids.length)
    throw new PolicyError('Statement IDs (SID) in a single policy must be unique.');
  return statements;
}

function statementOf(value: unknown): Statement {
  const statement = objectOf(value);
  if (!statement) throw new PolicyError('Syntax errors in policy.');
  refuseUnknown(statement, statementMembers);
  const { Sid: sid, Effect: effect } = statement;
  if (effect === undefined) throw new PolicyError('Missing required field Effect');
  if (effect !== 'Allow' && effect !== 'Deny') throw new PolicyError(`Invalid effect: ${textOf(effect)}`);
  return {
    sid: sid === undefined ? undefined : textOf(sid),
    effect,
    principals: principalsOf(statement),
    actions: matcherOf(statement, 'Action'),
    resources: matcherOf(statement, 'Resource'),
    conditions: conditionsOf(statement['Condition']),
  };
}

function matcherOf(statement: Readonly<Record<string, unknown>>, member: string): Matcher | undefined {
  const not = statement[`Not${member}`];
  const given = statement[member];
  if (given !== undefined && not !== undefined)
    throw new PolicyError(`A statement may have ${member} or Not${member}, not both.`);
  if (given === undefined && not === undefined) return undefined;
  return { patterns: listOf(given ?? not).map(textOf), except: not !== undefined };
}

function principalsOf(statement: Readonly<Record<string, unknown>>): Statement['principals'] {
  const given = statement['Principal'] ?? statement['NotPrincipal'];
  if (given === undefined) return undefined;
  const kinds = given === '*' ? { AWS: '*' } : objectOf(given);
  if (!kinds) throw new PolicyError('Invalid principal in policy');
  const of = Object.fromEntries(
    Object.entries(kinds).map(([kind, value]) => [kind, listOf(value).map(textOf)]),
  );
  const unknown = Object.keys(of).find(
    (kind) => !['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(kind),
  );
  if (unknown !== undefined) throw new PolicyError('Invalid principal in policy');
  return { of, except: statement['NotPrincipal'] !== undefined };
}

function conditionsOf(block: unknown): Condition[] {
  if (block === undefined) return [];
  return Object.entries(objectOf(block) ?? fail()).flatMap(([operator, keys]) =>
    Object.entries(objectOf(keys) ?? fail()).map(([key, value]) => ({
      operator,
      key,
      values: listOf(value).map(textOf),
    })),
  );
}

function refuseUnknown(value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new PolicyError(`Syntax errors in policy: it has no element ${unknown}.`);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new PolicyError('Syntax errors in policy.');
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : fail();
}

function fail(): never {
  throw new PolicyError('Syntax errors in policy.');
}
