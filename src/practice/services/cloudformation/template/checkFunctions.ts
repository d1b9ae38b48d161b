import { dependencyCircle, type Needs } from './dependencies.ts';
import { invalid } from './invalid.ts';
import { referencesIn } from './references.ts';
import { functionNamed, refuseDynamic } from './resolve.ts';
import type { Template } from './template.ts';
import { functionIn, isMembers, type Members } from './value.ts';

/**
 * Refuses, before anything is made, a template with functions or dynamic references that are not done here, with conditions that
 * are not in it, or with conditions or resources that wait for one another in a circle whatever its parameters are.
 */
export function checkFunctions(template: Template): void {
  checkConditions(template.Conditions);
  for (const { Properties } of Object.values(template.Resources)) checkValue(template, Properties);
  for (const { Value, Export } of Object.values(template.Outputs)) checkValue(template, [Value, Export]);
  const circle = dependencyCircle(certainNeeds(template));
  if (circle.length) throw invalid(`Circular dependency between resources: [${circle.join(', ')}]`);
}

function checkValue({ Conditions }: Template, value: unknown): void {
  checkNames(value, ['Fn::If']);
  const unknown = [...referencesIn(value).conditions].find((name) => !Object.hasOwn(Conditions, name));
  if (unknown === undefined) return;
  throw invalid(`Template error: unresolved condition dependency ${unknown} in Fn::If`);
}

function checkConditions(conditions: Members): void {
  checkNames(conditions, ['Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::Equals']);
  const needs = new Map(Object.entries(conditions).map(([name, each]) => [name, conditionsIn(each)]));
  const unknown = [...needs.values()].flat().find((name) => !needs.has(name));
  if (unknown !== undefined) {
    throw invalid(
      `Template format error: Unresolved condition dependency ${unknown} in the Conditions block of the template`,
    );
  }
  const circle = dependencyCircle(needs);
  if (circle.length) {
    throw invalid(`Template format error: Circular dependency between conditions: [${circle.join(', ')}]`);
  }
}

/** Refuses functions that are neither `also` done nor carried out on values, and dynamic references, however deep. */
function checkNames(value: unknown, also: readonly string[]): void {
  if (typeof value !== 'object' || value === null) {
    refuseDynamic(value);
    return;
  }
  const [name] = functionIn(value) ?? [];
  if (name !== undefined && !also.includes(name)) functionNamed(name);
  for (const member of Object.values(value)) checkNames(member, also);
}

/** The other conditions that a condition names. */
function conditionsIn(definition: unknown): string[] {
  if (typeof definition !== 'object' || definition === null) return [];
  const [[name, argument] = [], second] = Object.entries(definition);
  if (name === 'Condition' && typeof argument === 'string' && !second) return [argument];
  return Object.values(definition).flatMap(conditionsIn);
}

/** What each resource waits for, as far as no condition has a say in it. */
function certainNeeds({ Resources }: Template): Needs {
  const always = Object.entries(Resources).filter(([, { Condition }]) => Condition === undefined);
  return new Map(
    always.map(([name, { Properties, DependsOn }]) => {
      const { refs, attributes } = referencesIn(withoutBranches(Properties));
      return [name, [...refs, ...attributes, ...[DependsOn ?? []].flat()]];
    }),
  );
}

function withoutBranches(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBranches);
  if (!isMembers(value)) return value;
  if (functionIn(value)?.[0] === 'Fn::If') return {};
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutBranches(member)]));
}
