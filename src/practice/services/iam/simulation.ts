import type {
  EvaluationResult,
  SimulateCustomPolicyRequest,
  SimulatePolicyResponse,
  SimulatePrincipalPolicyRequest,
  Statement as MatchedInAnswer,
} from '@aws-sdk/client-iam';
import { AwsError } from '../../awsError.ts';
import { accountId } from '../../identity.ts';
import type { Table } from '../../store/store.ts';
import { orPolicyError } from './errors.ts';
import { managedPolicy } from './managedPolicies.ts';
import { pageInOrder } from './paging.ts';
import { checkPolicy } from './policy/checkPolicy.ts';
import type { Context } from './policy/conditions.ts';
import { evaluate, type NamedPolicy, type Verdict } from './policy/evaluate.ts';
import type { HolderKind, PolicyHolder } from './policyHolder.ts';
import { roleNamed, type StoredRole } from './role.ts';
import { userNamed, type StoredUser } from './users.ts';

type Request = Omit<SimulateCustomPolicyRequest, 'PolicyInputList'>;

/** The operations that say what policies would answer to requests. */
export function simulationOperations(roles: Table<StoredRole>, users: Table<StoredUser>) {
  const policiesOf = (source: string): NamedPolicy[] => {
    const [, kind, name = ''] =
      new RegExp(`^arn:aws:iam::${accountId}:(role|user)/(?:.*/)?([^/]+)$`).exec(source) ?? [];
    if (kind === 'role') return heldBy('role', roleNamed(roles, name));
    if (kind === 'user') return heldBy('user', userNamed(users, name));
    throw new AwsError(
      'InvalidInput',
      `Invalid Entity Arn: ${source} does not clearly define entity type and name.`,
    );
  };
  return {
    SimulatePrincipalPolicy: (input: SimulatePrincipalPolicyRequest): SimulatePolicyResponse => {
      const source = input.PolicySourceArn ?? '';
      const policies = [...policiesOf(source), ...given(input.PolicyInputList)];
      return simulate(policies, { CallerArn: source, ...input });
    },
    SimulateCustomPolicy: (input: SimulateCustomPolicyRequest): SimulatePolicyResponse =>
      simulate(given(input.PolicyInputList), input),
  };
}

/** The policies of a role or user, by the names that a simulation gives them. */
function heldBy(kind: HolderKind, { name, inline = {}, attached = [] }: PolicyHolder): NamedPolicy[] {
  return [
    ...Object.entries(inline).map(([policy, text]) => ({ id: `${kind}_${name}_${policy}`, text })),
    ...attached.map((arn) => {
      const text = managedPolicy(arn);
      if (text === undefined)
        throw new AwsError(
          'InvalidInput',
          `The practice account does not simulate ${arn}, which is attached to ${name}: it has no copy of that policy.`,
        );
      return { id: arn.slice(arn.lastIndexOf('/') + 1), text };
    }),
  ];
}

function given(texts: readonly string[] = [], list = 'PolicyInputList'): NamedPolicy[] {
  return texts.map((text, index) => {
    orPolicyError('InvalidInput', () => checkPolicy(text, 'identity'));
    return { id: `${list}.${index + 1}`, text };
  });
}

function simulate(identity: readonly NamedPolicy[], request: Request): SimulatePolicyResponse {
  refuseUndone(request);
  const resourcePolicy = request.ResourcePolicy;
  const policies =
    resourcePolicy === undefined ? identity : [...identity, { id: 'ResourcePolicy', text: resourcePolicy }];
  const boundary =
    request.PermissionsBoundaryPolicyInputList &&
    given(request.PermissionsBoundaryPolicyInputList, 'PermissionsBoundaryPolicyInputList');
  const { ActionNames: actions = [], ResourceArns: resources } = request;
  const asked = actions.flatMap((action) =>
    (resources?.length ? resources : ['*']).map((resource) => ({ action, resource })),
  );
  const { page, more } = pageInOrder(asked, request);
  const context = contextOf(request);
  return {
    EvaluationResults: page.map(({ action, resource }) => {
      const about = { action: checkAction(action), resource: checkResource(resource), context };
      const principal = request.CallerArn;
      return orPolicyError('InvalidInput', () => {
        const verdict = evaluate(policies, { ...about, principal });
        const bounds = boundary && evaluate(boundary, about);
        return resultOf(about, verdict, bounds, resources !== undefined);
      });
    }),
    ...more,
  };
}

function resultOf(
  { action, resource }: { readonly action: string; readonly resource: string },
  { decision: byPolicies, matched, missing }: Verdict,
  bounds: Verdict | undefined,
  isOfResource: boolean,
): EvaluationResult {
  // Both have to allow it, and what either forbids is forbidden.
  const decisions = [byPolicies, ...(bounds ? [bounds.decision] : [])];
  const denial = (['explicitDeny', 'implicitDeny'] as const).find((each) => decisions.includes(each));
  const decision = denial ?? 'allowed';
  const statements = matched.map(({ policy, start, end }): MatchedInAnswer => ({
    SourcePolicyId: policy,
    // The word that the service sends, whatever its reference lists.
    SourcePolicyType: 'IAM Policy' as MatchedInAnswer['SourcePolicyType'],
    StartPosition: start,
    EndPosition: end,
  }));
  const missingValues = [...new Set([...missing, ...(bounds?.missing ?? [])])];
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision,
    MatchedStatements: statements,
    MissingContextValues: missingValues,
    ...(bounds
      ? { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: bounds.decision === 'allowed' } }
      : {}),
    ...(isOfResource
      ? {
          ResourceSpecificResults: [
            {
              EvalResourceName: resource,
              EvalResourceDecision: decision,
              MatchedStatements: statements,
              MissingContextValues: missingValues,
            },
          ],
        }
      : {}),
  };
}

function contextOf({ ContextEntries: entries = [] }: Request): Context {
  return new Map(
    entries.map(({ ContextKeyName: key = '', ContextKeyValues: values = [] }) => [key.toLowerCase(), values]),
  );
}

function refuseUndone({ ResourceHandlingOption, ResourceOwner, ResourcePolicy, CallerArn }: Request): void {
  if (ResourceHandlingOption !== undefined)
    throw new AwsError('InvalidInput', 'The practice account does not simulate with ResourceHandlingOption.');
  if (ResourceOwner !== undefined && !ResourceOwner.includes(accountId))
    throw new AwsError(
      'InvalidInput',
      'The practice account does not simulate resources of another ResourceOwner.',
    );
  if (ResourcePolicy !== undefined && CallerArn === undefined)
    throw new AwsError('InvalidInput', 'CallerArn must be specified when ResourcePolicy is.');
}

function checkAction(action: string): string {
  if (/^[a-zA-Z0-9-]+:[a-zA-Z0-9]+$/.test(action)) return action;
  throw new AwsError(
    'InvalidInput',
    `Invalid Action: ${action}. It must be a service and one of its actions, like s3:GetObject.`,
  );
}

function checkResource(resource: string): string {
  if (resource === '*' || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+$/s.test(resource)) return resource;
  throw new AwsError('InvalidInput', `Invalid Resource ARN: ${resource}.`);
}
