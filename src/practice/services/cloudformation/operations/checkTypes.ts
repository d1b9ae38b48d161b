import { AwsError } from '../../../awsError.ts';
import type { ResourceType } from '../resources/resourceType.ts';
import { invalid } from '../template/invalid.ts';
import type { Template } from '../template/template.ts';

/** Refuses a template with types that there are not, or with properties of theirs that the practice account does not do. */
export function checkTypes({ Resources }: Template, types: ReadonlyMap<string, ResourceType>): void {
  const named = [...new Set(Object.values(Resources).map(({ Type }) => Type))];
  const unknown = named.filter((name) => !types.has(name));
  if (unknown.length) {
    throw invalid(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
  }
  for (const [logicalId, { Type, Properties = {} }] of Object.entries(Resources)) {
    const known = types.get(Type)?.properties ?? [];
    const other = Object.keys(Properties).filter((name) => !known.includes(name));
    if (!other.length) continue;
    throw invalid(
      `The practice account's CloudFormation does not do ${other.join(', ')} of ${Type} (resource ${logicalId}).`,
    );
  }
}

/** Types whose templates must be acknowledged, and the property that gives one of them a name. */
const identityTypes: Readonly<Record<string, string>> = {
  'AWS::IAM::AccessKey': '',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': '',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': '',
};

/** The capability that a template needs, and for which types. */
export function neededCapabilities({ Resources }: Template): {
  readonly capabilities: ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM')[];
  readonly types: readonly string[];
} {
  const identities = Object.values(Resources).filter(({ Type }) => Type in identityTypes);
  const isNamed = identities.some(({ Type, Properties = {} }) => (identityTypes[Type] ?? '') in Properties);
  return {
    capabilities: identities.length ? [isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'] : [],
    types: [...new Set(identities.map(({ Type }) => Type))],
  };
}

/** Throws InsufficientCapabilitiesException when a request does not acknowledge what its template may do. */
export function checkCapabilities(template: Template, given: readonly string[]): void {
  const missing = neededCapabilities(template).capabilities.filter(
    (needed) => !given.includes(needed) && !given.includes('CAPABILITY_NAMED_IAM'),
  );
  if (missing.length) {
    throw new AwsError(
      'InsufficientCapabilitiesException',
      `Requires capabilities : [${missing.join(', ')}]`,
    );
  }
}
