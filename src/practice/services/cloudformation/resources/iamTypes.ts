import type { AwsError } from '../../../awsError.ts';
import { known, nameIn, ownTags, tagsIn, textsIn, unless, type TemplateTag } from './propertyValues.ts';
import type { Properties, ResourceContext, ResourceType } from './resourceType.ts';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

const isMissing = ({ code }: AwsError): boolean => code === 'NoSuchEntity';
const isThere = ({ code }: AwsError): boolean => code === 'EntityAlreadyExists';

function iam(
  context: ResourceContext,
  operation: string,
  input: Properties,
): Promise<Record<string, unknown>> {
  return context.call('iam', operation, input);
}

const role: ResourceType = {
  type: 'AWS::IAM::Role',
  properties: [
    'AssumeRolePolicyDocument',
    'Description',
    'ManagedPolicyArns',
    'MaxSessionDuration',
    'Path',
    'Policies',
    'RoleName',
    'Tags',
  ],
  required: ['AssumeRolePolicyDocument'],
  lists: ['ManagedPolicyArns', 'Policies', 'Tags'],
  replaces: ['RoleName', 'Path'],
  seconds: 15,
  physicalId: (properties, generated) => nameIn(properties, 'RoleName', generated, 64),
  create: async (RoleName, properties, context) => {
    const { Path, AssumeRolePolicyDocument: trust } = properties;
    const made = iam(
      context,
      'CreateRole',
      known({ RoleName, Path, AssumeRolePolicyDocument: textOf(trust) }),
    );
    await unless(isThere, made);
    await bringRole(RoleName, properties, properties, context);
  },
  update: bringRole,
  delete: async (RoleName, properties, context) => {
    await dropPolicies(RoleName, properties, context);
    await unless(isMissing, iam(context, 'DeleteRole', { RoleName }));
  },
  read: async (RoleName, context) => {
    const found = (await unless(isMissing, iam(context, 'GetRole', { RoleName })))?.['Role'] as
      Properties | undefined;
    if (!found) return undefined;
    const policies = (await iam(context, 'ListRolePolicies', { RoleName, MaxItems: 1000 }))['PolicyNames'];
    const attached = (await iam(context, 'ListAttachedRolePolicies', { RoleName, MaxItems: 1000 }))[
      'AttachedPolicies'
    ];
    const Policies = await Promise.all(
      (policies as string[]).map(async (PolicyName) => {
        const { PolicyDocument } = await iam(context, 'GetRolePolicy', { RoleName, PolicyName });
        return { PolicyName, PolicyDocument: documentOf(PolicyDocument) };
      }),
    );
    const ManagedPolicyArns = (attached as { PolicyArn: string }[]).map(({ PolicyArn }) => PolicyArn);
    return {
      RoleName,
      Path: found['Path'],
      AssumeRolePolicyDocument: documentOf(found['AssumeRolePolicyDocument']),
      Description: found['Description'] === '' ? undefined : found['Description'],
      MaxSessionDuration: found['MaxSessionDuration'],
      Policies: Policies.length ? Policies : undefined,
      ManagedPolicyArns: ManagedPolicyArns.length ? ManagedPolicyArns : undefined,
      Tags: ownTags(found['Tags'] as TemplateTag[] | undefined),
    };
  },
  attributes: async (RoleName, context) => {
    const found = (await iam(context, 'GetRole', { RoleName }))['Role'] as { Arn: string; RoleId: string };
    return { Arn: found.Arn, RoleId: found.RoleId };
  },
};

const instanceProfile: ResourceType = {
  type: 'AWS::IAM::InstanceProfile',
  properties: ['InstanceProfileName', 'Path', 'Roles'],
  required: ['Roles'],
  lists: ['Roles'],
  replaces: ['InstanceProfileName', 'Path'],
  seconds: 60,
  physicalId: (properties, generated) => nameIn(properties, 'InstanceProfileName', generated, 128),
  create: async (InstanceProfileName, properties, context) => {
    const made = iam(
      context,
      'CreateInstanceProfile',
      known({ InstanceProfileName, Path: properties['Path'] }),
    );
    await unless(isThere, made);
    await bringProfile(InstanceProfileName, properties, context);
  },
  update: (name, properties, _before, context) => bringProfile(name, properties, context),
  delete: async (InstanceProfileName, _properties, context) => {
    for (const RoleName of (await rolesOfProfile(InstanceProfileName, context)) ?? [])
      await iam(context, 'RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName });
    await unless(isMissing, iam(context, 'DeleteInstanceProfile', { InstanceProfileName }));
  },
  read: async (InstanceProfileName, context) => {
    const found = await unless(isMissing, iam(context, 'GetInstanceProfile', { InstanceProfileName }));
    if (!found) return undefined;
    const { Path, Roles } = found['InstanceProfile'] as { Path: string; Roles: { RoleName: string }[] };
    return { InstanceProfileName, Path, Roles: Roles.map(({ RoleName }) => RoleName) };
  },
  attributes: async (InstanceProfileName, context) => {
    const found = await iam(context, 'GetInstanceProfile', { InstanceProfileName });
    return { Arn: (found['InstanceProfile'] as { Arn: string }).Arn };
  },
};

/** The resource types of IAM. */
export const iamTypes: readonly ResourceType[] = [role, instanceProfile];

/** Brings a role that is there to its properties; what others added to it stays. */
async function bringRole(
  RoleName: string,
  properties: Properties,
  before: Properties,
  context: ResourceContext,
): Promise<void> {
  const { Description = '', MaxSessionDuration = 3600, AssumeRolePolicyDocument: trust } = properties;
  await iam(context, 'UpdateRole', { RoleName, Description, MaxSessionDuration });
  await iam(context, 'UpdateAssumeRolePolicy', { RoleName, PolicyDocument: textOf(trust) });
  // Policies are taken away and put anew, so that they come in the template's order.
  await dropPolicies(RoleName, before, context);
  for (const { PolicyName, PolicyDocument } of inlineIn(properties))
    await iam(context, 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument: textOf(PolicyDocument) });
  for (const PolicyArn of textsIn(properties, 'ManagedPolicyArns'))
    await iam(context, 'AttachRolePolicy', { RoleName, PolicyArn });
  const TagKeys = tagsIn(before).map(({ Key }) => Key);
  await iam(context, 'UntagRole', { RoleName, TagKeys });
  await iam(context, 'TagRole', { RoleName, Tags: tagsIn(properties) });
}

function inlineIn({ Policies: policies = [] }: Properties): readonly InlinePolicy[] {
  return policies as InlinePolicy[];
}

/** Takes the policies of a template from a role; one that is not there any more is no error. */
async function dropPolicies(
  RoleName: string,
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  for (const { PolicyName } of inlineIn(properties))
    await unless(isMissing, iam(context, 'DeleteRolePolicy', { RoleName, PolicyName }));
  for (const PolicyArn of textsIn(properties, 'ManagedPolicyArns'))
    await unless(isMissing, iam(context, 'DetachRolePolicy', { RoleName, PolicyArn }));
}

async function bringProfile(
  InstanceProfileName: string,
  properties: Properties,
  context: ResourceContext,
): Promise<void> {
  const wanted = textsIn(properties, 'Roles');
  const there = (await rolesOfProfile(InstanceProfileName, context)) ?? [];
  for (const RoleName of there.filter((name) => !wanted.includes(name)))
    await iam(context, 'RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName });
  for (const RoleName of wanted.filter((name) => !there.includes(name)))
    await iam(context, 'AddRoleToInstanceProfile', { InstanceProfileName, RoleName });
}

async function rolesOfProfile(name: string, context: ResourceContext): Promise<string[] | undefined> {
  return (await instanceProfile.read(name, context))?.['Roles'] as string[] | undefined;
}

/** A policy as its service takes it: templates have it as a document, or as text. */
function textOf(policy: unknown): string {
  return typeof policy === 'string' ? policy : JSON.stringify(policy);
}

/** A policy as a template has it, of the URL-encoded text that IAM gives. */
function documentOf(encoded: unknown): unknown {
  return JSON.parse(decodeURIComponent(encoded as string));
}
