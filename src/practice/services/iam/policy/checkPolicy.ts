import { parsePolicy, type Statement } from './policyDocument.ts';
import { PolicyError } from './policyError.ts';

/** What a policy is for: what it allows an identity, or who may take a role. */
export type PolicyKind = 'identity' | 'trust';

/** The statements of a policy that IAM would take as one of that kind. Throws PolicyError with IAM's reason. */
export function checkPolicy(text: string, kind: PolicyKind): Statement[] {
  if (kind === 'trust' && !isJson(text)) throw new PolicyError('This policy contains invalid Json');
  const statements = parsePolicy(text);
  for (const statement of statements) {
    checkActions(statement);
    if (kind === 'identity') checkIdentityStatement(statement);
    else checkTrustStatement(statement);
  }
  return statements;
}

function checkActions({ actions }: Statement): void {
  if (!actions?.patterns.length) throw new PolicyError('Policy statement must contain actions.');
  for (const action of actions.patterns) {
    if (action === '*') continue;
    const [vendor, name, ...more] = action.split(':');
    if (name === undefined)
      throw new PolicyError('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
    if (!/^[a-zA-Z0-9-]+$/.test(vendor ?? '')) throw new PolicyError(`Vendor ${vendor ?? ''} is not valid`);
    if (more.length) throw new PolicyError('Actions/Condition can contain only one colon.');
  }
}

function checkIdentityStatement({ principals, resources }: Statement): void {
  if (principals) throw new PolicyError('Policy document should not specify a principal.');
  if (!resources?.patterns.length) throw new PolicyError('Policy statement must contain resources.');
  for (const resource of resources.patterns) {
    if (resource !== '*' && !resource.startsWith('arn:'))
      throw new PolicyError(`Resource ${resource} must be in ARN format or "*".`);
  }
}

function checkTrustStatement({ principals, resources, actions }: Statement): void {
  if (resources) throw new PolicyError('Has prohibited field Resource');
  if (!principals) throw new PolicyError('Missing required field Principal');
  if (principals.except) throw new PolicyError('Has prohibited field NotPrincipal');
  const other = actions?.patterns.find((action) => !/^sts:/i.test(action));
  if (other !== undefined)
    throw new PolicyError('AssumeRole policy may only specify STS AssumeRole actions.');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
