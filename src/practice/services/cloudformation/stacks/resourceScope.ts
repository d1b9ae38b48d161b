import { isText } from '../template/value.ts';
import { resolve, unknown, type Scope } from '../template/resolve.ts';
import { referencesIn } from '../template/references.ts';
import type { Blueprint, ResourceBlueprint } from '../template/blueprint.ts';
import { invalid } from '../template/invalid.ts';
import { isHidden, stars } from '../template/parameters.ts';
import type { Properties } from '../resources/resourceType.ts';
import type { Output } from '@aws-sdk/client-cloudformation';
import { contextOf, typeNamed, type StackGround } from './stackGround.ts';
import type { ResolvedProperties, StoredResource, StoredStack } from './stackDocuments.ts';

/**
 * What functions find in a stack as it now is: its parameters, and the ids and attributes of its resources. Resources named
 * in `replaced` count as not known.
 */
async function stackScope(
  ground: StackGround,
  stack: StoredStack,
  blueprint: Blueprint,
  attributesOf: readonly string[],
  signal: AbortSignal,
  replaced: ReadonlySet<string> = new Set(),
): Promise<Scope> {
  const attributes = new Map<string, Readonly<Record<string, string>>>();
  for (const logicalId of new Set(attributesOf)) {
    const resource = ground.tables.resource(stack.id, logicalId);
    if (!resource?.physicalId || replaced.has(logicalId)) continue;
    // Documents of earlier versions of the practice account remember none.
    const ask = () =>
      typeNamed(ground, resource.type).attributes?.(
        resource.physicalId,
        contextOf(ground, stack, logicalId, signal),
      );
    attributes.set(logicalId, resource.attributes ?? (await ask()) ?? {});
  }
  const isThere = (resource: StoredResource | undefined) =>
    resource?.physicalId && !replaced.has(resource.logicalId);
  return {
    mappings: blueprint.scope.mappings,
    ref: (name) => {
      if (!blueprint.resources.has(name)) return blueprint.scope.ref(name);
      const resource = ground.tables.resource(stack.id, name);
      if (!resource || !isThere(resource)) return unknown;
      return typeNamed(ground, resource.type).ref?.(resource.physicalId) ?? resource.physicalId;
    },
    attribute: (logicalId, name) => {
      const resource = ground.tables.resource(stack.id, logicalId);
      if (!resource || !isThere(resource)) return unknown;
      const value = attributes.get(logicalId)?.[name];
      if (value !== undefined) return value;
      throw invalid(
        `Template error: resource ${logicalId} does not support attribute type ${name} in Fn::GetAtt`,
      );
    },
  };
}

/** A resource's properties with every function carried out, and as they are shown. */
export async function resolvedProperties(
  ground: StackGround,
  stack: StoredStack,
  blueprint: Blueprint,
  resource: ResourceBlueprint,
  signal: AbortSignal,
  replaced?: ReadonlySet<string>,
): Promise<ResolvedProperties> {
  const scope = await stackScope(ground, stack, blueprint, resource.attributesOf, signal, replaced);
  const properties = resolve(resource.properties, scope) as Properties;
  return { properties, shown: shownProperties(blueprint, resource.properties, scope) };
}

/** The properties with stars for every hidden parameter; undefined where there is none in them. */
function shownProperties({ template }: Blueprint, properties: Properties, scope: Scope) {
  const isSecret = (name: string) => {
    const definition = Object.hasOwn(template.Parameters, name) ? template.Parameters[name] : undefined;
    return definition !== undefined && isHidden(definition);
  };
  if (![...referencesIn(properties).refs].some(isSecret)) return undefined;
  const starred = { ...scope, ref: (name: string) => (isSecret(name) ? stars : scope.ref(name)) };
  const shown = Object.entries(properties).map(([name, value]) => [name, resolvedOr(stars, value, starred)]);
  return Object.fromEntries(shown) as Properties;
}

/** A list cannot be joined, nor a text split, where stars stand in its place: then there is nothing to show of it. */
function resolvedOr(otherwise: string, value: unknown, scope: Scope): unknown {
  try {
    return resolve(value, scope);
  } catch {
    return otherwise;
  }
}

/** A stack's outputs as its resources make them. */
export async function resolvedOutputs(
  ground: StackGround,
  stack: StoredStack,
  blueprint: Blueprint,
  signal: AbortSignal,
): Promise<Output[]> {
  const attributesOf = [...blueprint.outputs.values()].flatMap((output) => [
    ...referencesIn(output).attributes,
  ]);
  const scope = await stackScope(ground, stack, blueprint, attributesOf, signal);
  return [...blueprint.outputs].map(([OutputKey, { Value, Description, Export }]) => {
    const value = resolve(Value, scope);
    if (!isText(value)) {
      throw invalid(
        `Template format error: The Value field of every Outputs member must evaluate to a String.`,
      );
    }
    return {
      OutputKey,
      OutputValue: String(value),
      ...(Description === undefined ? {} : { Description }),
      ...(Export ? { ExportName: String(resolve(Export.Name, scope)) } : {}),
    };
  });
}
