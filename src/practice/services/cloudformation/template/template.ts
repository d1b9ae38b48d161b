import type { AwsError } from '../../../awsError.ts';
import { invalid } from './invalid.ts';
import type { ParameterDefinition } from './parameters.ts';
import { readTemplate } from './readTemplate.ts';
import { referencesIn } from './references.ts';
import { isMembers, isText, type Members } from './value.ts';

/** A resource as a template defines it. */
export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties?: Members;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: unknown;
}

/** An output as a template defines it. */
export interface OutputDefinition {
  readonly Value: unknown;
  readonly Description?: string;
  readonly Condition?: string;
  readonly Export?: { readonly Name?: unknown };
}

/** A template whose form was checked. */
export interface Template {
  readonly AWSTemplateFormatVersion?: string;
  readonly Description?: string;
  readonly Metadata?: unknown;
  readonly Parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly Mappings: Members;
  readonly Conditions: Members;
  readonly Resources: Readonly<Record<string, ResourceDefinition>>;
  readonly Outputs: Readonly<Record<string, OutputDefinition>>;
}

const sections = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];
const refusedSections = ['Transform', 'Rules', 'Hooks'];
const resourceMembers = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
];

/** Parameters that every template has without naming them. */
const pseudoParameters = [
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::NoValue',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

/** Reads a template and checks its form, and that everything it refers to is in it. Throws CloudFormation's words. */
export function parseTemplate(text: string): Template {
  const read = readTemplate(text);
  if (!isMembers(read)) throw invalid('Template format error: unsupported structure.');
  refuseNull(read, '');
  const version = read['AWSTemplateFormatVersion'];
  if (version !== undefined && version !== '2010-09-09') {
    throw invalid(`Template format error: unsupported value for AWSTemplateFormatVersion.`);
  }
  const refused = refusedSections.find((name) => name in read);
  if (refused)
    throw invalid(`The practice account's CloudFormation does not do a template's ${refused} section.`);
  const unknown = Object.keys(read).filter((name) => !sections.includes(name));
  if (unknown.length) throw invalid(`Invalid template property or properties [${unknown.join(', ')}]`);
  checkTexts(read, ['Description']);
  const section = (name: string): Readonly<Record<string, never>> => {
    const value = read[name] ?? {};
    if (!isMembers(value)) throw invalid(`Template format error: [/${name}] ${name} must be an object.`);
    return value as Readonly<Record<string, never>>;
  };
  const template: Template = {
    ...(read as Partial<Template>),
    Parameters: section('Parameters'),
    Mappings: section('Mappings'),
    Conditions: section('Conditions'),
    Resources: section('Resources'),
    Outputs: section('Outputs'),
  };
  checkParameters(template);
  checkResources(template);
  checkOutputs(template);
  return template;
}

function refuseNull(value: unknown, place: string): void {
  if (value === null) throw invalid(`[${place}] 'null' values are not allowed in templates`);
  if (typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) refuseNull(member, `${place}/${name}`);
}

function checkParameters({ Parameters }: Template): void {
  for (const [name, definition] of Object.entries(Parameters)) {
    if (!isMembers(definition) || typeof definition.Type !== 'string') {
      throw invalid(`Template format error: Every Parameters object must contain a Type member.`);
    }
    checkName('Parameter', name);
    checkTexts(definition, ['Description', 'ConstraintDescription', 'AllowedPattern']);
    const { Default, AllowedValues } = definition as Members;
    if (Default !== undefined && !isText(Default)) throw mustBe('Default', 'string');
    const isList = Array.isArray(AllowedValues) && AllowedValues.every(isText);
    if (AllowedValues !== undefined && !isList) throw mustBe('AllowedValues', 'list of strings');
  }
}

function checkResources(template: Template): void {
  const { Resources, Conditions } = template;
  if (!Object.keys(Resources).length) {
    throw invalid('Template format error: At least one Resources member must be defined.');
  }
  for (const [name, resource] of Object.entries(Resources)) {
    checkName('Resource', name);
    if (!isMembers(resource)) {
      throw invalid(`Template format error: [/Resources/${name}] resource definition is malformed`);
    }
    if (typeof resource.Type !== 'string') {
      throw invalid(
        `Template format error: [/Resources/${name}] Every Resources object must contain a Type member.`,
      );
    }
    const unknown = Object.keys(resource).filter((member) => !resourceMembers.includes(member));
    if (unknown.length) throw invalid(`Invalid template resource property '${unknown[0] ?? ''}'`);
    if (resource.Properties !== undefined && !isMembers(resource.Properties)) {
      throw invalid(`Template format error: [/Resources/${name}/Properties] Properties must be an object.`);
    }
    checkPolicy(name, 'DeletionPolicy', resource.DeletionPolicy, [
      'Delete',
      'Retain',
      'RetainExceptOnCreate',
    ]);
    checkPolicy(name, 'UpdateReplacePolicy', resource.UpdateReplacePolicy, ['Delete', 'Retain']);
    checkCondition(Conditions, resource.Condition, 'Resources');
  }
  const missing = new Set<string>();
  for (const { Properties, Metadata, DependsOn } of Object.values(Resources)) {
    for (const name of missingIn(template, [Properties, Metadata])) missing.add(name);
    for (const name of [DependsOn ?? []].flat()) if (!Object.hasOwn(Resources, name)) missing.add(name);
  }
  refuseMissing(missing, 'Resources');
}

function checkPolicy(
  resource: string,
  member: string,
  value: string | undefined,
  known: readonly string[],
): void {
  if (value === undefined || known.includes(value)) return;
  if (value === 'Snapshot') {
    throw invalid(`The practice account's CloudFormation takes no snapshots: ${member} of ${resource}.`);
  }
  throw invalid(`Template format error: Unrecognized ${member} ${value} for resource ${resource}`);
}

function checkOutputs(template: Template): void {
  const missing = new Set<string>();
  for (const [name, output] of Object.entries(template.Outputs)) {
    checkName('Output', name);
    if (!isMembers(output) || output.Value === undefined) {
      throw invalid(
        `Template format error: Every Outputs member must contain a Value object [/Outputs/${name}]`,
      );
    }
    checkTexts(output, ['Description']);
    checkCondition(template.Conditions, output.Condition, 'Outputs');
    for (const each of missingIn(template, [output.Value, output.Export])) missing.add(each);
  }
  refuseMissing(missing, 'Outputs');
}

/** Members that are text and nothing else: no function is carried out in them, and no number taken for text. */
function checkTexts(members: object, names: readonly string[]): void {
  const wrong = names.find((name) => !['string', 'undefined'].includes(typeof (members as Members)[name]));
  if (wrong !== undefined) throw mustBe(wrong, 'string');
}

function mustBe(member: string, what: string): AwsError {
  return invalid(`Template format error: Every ${member} member must be a ${what}.`);
}

function checkName(kind: string, name: string): void {
  if (!/^[a-zA-Z0-9]+$/.test(name)) {
    throw invalid(`Template format error: ${kind} name ${name} is non alphanumeric.`);
  }
}

function checkCondition(conditions: Members, name: string | undefined, block: string): void {
  if (name === undefined || Object.hasOwn(conditions, name)) return;
  throw invalid(
    `Template format error: Unresolved condition dependency ${name} in the ${block} block of the template`,
  );
}

function missingIn({ Parameters, Resources }: Template, value: unknown): string[] {
  const { refs, attributes } = referencesIn(value);
  const undefinedResource = [...attributes].find((name) => !Object.hasOwn(Resources, name));
  if (undefinedResource !== undefined) {
    throw invalid(
      `Template error: instance of Fn::GetAtt references undefined resource ${undefinedResource}`,
    );
  }
  return [...refs].filter(
    (name) =>
      !pseudoParameters.includes(name) && !Object.hasOwn(Parameters, name) && !Object.hasOwn(Resources, name),
  );
}

function refuseMissing(names: ReadonlySet<string>, block: string): void {
  if (!names.size) return;
  throw invalid(
    `Template format error: Unresolved resource dependencies [${[...names].join(', ')}] in the ${block} block of the template`,
  );
}
