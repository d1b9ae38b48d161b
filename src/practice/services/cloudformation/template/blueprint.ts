import { accountId, region } from '../../../identity.ts';
import { chooseBranches, evaluateConditions, type Conditions } from './conditions.ts';
import { invalid } from './invalid.ts';
import { dependencyCircle } from './dependencies.ts';
import { referredParameter, type ParameterValues } from './parameters.ts';
import { referencesIn } from './references.ts';
import type { Scope } from './resolve.ts';
import type { OutputDefinition, Template } from './template.ts';
import { isMembers, type Members } from './value.ts';

/** A resource that a stack is to have: its conditions are decided, its functions are still to be carried out. */
export interface ResourceBlueprint {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Members;
  readonly metadata: unknown;
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
  /** Resources that must be there before it. */
  readonly needs: readonly string[];
  /** Those of them whose attributes it takes. */
  readonly attributesOf: readonly string[];
}

/** A template with the values of its parameters, for one stack: what that stack is to be. */
export interface Blueprint {
  readonly template: Template;
  readonly resources: ReadonlyMap<string, ResourceBlueprint>;
  readonly outputs: ReadonlyMap<string, OutputDefinition>;
  /** What functions find without any resource. */
  readonly scope: Scope;
}

/** Decides a template's conditions. Throws CloudFormation's words for what then refers to nothing, or in a circle. */
export function makeBlueprint(
  template: Template,
  parameters: ParameterValues,
  stack: { readonly name: string; readonly id: string },
): Blueprint {
  const scope = scopeOf(template, parameters, stack);
  const conditions = evaluateConditions(template.Conditions, scope);
  const resources = new Map(
    Object.keys(template.Resources)
      .filter((name) => holds(template.Resources[name]?.Condition, conditions))
      .map((name) => [name, resourceOf(name, template, conditions)]),
  );
  const outputs = new Map(
    Object.entries(template.Outputs)
      .filter(([, { Condition }]) => holds(Condition, conditions))
      .map(([name, output]) => [name, chooseBranches(output, conditions) as OutputDefinition]),
  );
  checkReferences(template, resources, outputs);
  return { template, resources, outputs, scope };
}

function scopeOf(
  template: Template,
  parameters: ParameterValues,
  stack: { readonly name: string; readonly id: string },
): Scope {
  const pseudo: Members = {
    'AWS::AccountId': accountId,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return {
    mappings: template.Mappings,
    ref: (name) => {
      const definition = Object.hasOwn(template.Parameters, name) ? template.Parameters[name] : undefined;
      return definition ? referredParameter(definition, parameters[name] ?? '') : pseudo[name];
    },
    attribute: (logicalId) => {
      throw invalid(`Template error: instance of Fn::GetAtt references undefined resource ${logicalId}`);
    },
  };
}

function holds(condition: string | undefined, conditions: Conditions): boolean {
  return condition === undefined || conditions[condition] === true;
}

function resourceOf(logicalId: string, template: Template, conditions: Conditions): ResourceBlueprint {
  const {
    Type,
    Properties = {},
    Metadata,
    DependsOn,
    ...rest
  } = template.Resources[logicalId] ?? { Type: '' };
  const properties = chooseBranches(Properties, conditions);
  const { refs, attributes } = referencesIn(properties);
  const isResource = (name: string) => Object.hasOwn(template.Resources, name);
  // Waiting for a resource that a condition leaves out is waiting for nothing.
  const waitsFor = [DependsOn ?? []]
    .flat()
    .filter((name) => holds(template.Resources[name]?.Condition, conditions));
  return {
    logicalId,
    type: Type,
    properties: isMembers(properties) ? properties : {},
    metadata: chooseBranches(Metadata, conditions),
    deletionPolicy: rest.DeletionPolicy ?? 'Delete',
    updateReplacePolicy: rest.UpdateReplacePolicy ?? 'Delete',
    needs: [...new Set([...refs, ...attributes, ...waitsFor].filter(isResource))],
    attributesOf: [...attributes],
  };
}

function checkReferences(
  template: Template,
  resources: ReadonlyMap<string, ResourceBlueprint>,
  outputs: ReadonlyMap<string, OutputDefinition>,
): void {
  const absent = (names: Iterable<string>) =>
    [...new Set(names)].filter((name) => Object.hasOwn(template.Resources, name) && !resources.has(name));
  const refuse = (names: readonly string[], block: string) => {
    if (!names.length) return;
    throw invalid(
      `Template format error: Unresolved resource dependencies [${names.join(', ')}] in the ${block} block of the template`,
    );
  };
  refuse(absent([...resources.values()].flatMap(({ needs }) => needs)), 'Resources');
  for (const output of outputs.values()) {
    const { refs, attributes } = referencesIn(output);
    refuse(absent([...refs, ...attributes]), 'Outputs');
  }
  const circle = dependencyCircle(new Map([...resources].map(([name, { needs }]) => [name, needs])));
  if (circle.length) throw invalid(`Circular dependency between resources: [${circle.join(', ')}]`);
}
