import type { Change, ResourceAttribute } from '@aws-sdk/client-cloudformation';
import type { Blueprint, ResourceBlueprint } from '../template/blueprint.ts';
import { speaksOfUnknown } from '../template/resolve.ts';
import { isSame } from '../template/value.ts';
import { resolvedProperties } from './resourceScope.ts';
import { changedNames } from './resourceSteps.ts';
import type { StoredResource, StoredStack } from './stackDocuments.ts';
import { typeNamed, type StackGround } from './stackGround.ts';

/** What bringing a stack to a blueprint would add, change, replace and remove. Changes nothing. */
export async function planChanges(
  ground: StackGround,
  stack: StoredStack,
  blueprint: Blueprint,
): Promise<Change[]> {
  const changes: Change[] = [];
  // Those whose id is not known before they are made.
  const unknown = new Set<string>();
  const { signal } = new AbortController();
  for (const resource of inDependencyOrder(blueprint)) {
    const { logicalId: LogicalResourceId, type: ResourceType } = resource;
    const known = ground.tables.resource(stack.id, LogicalResourceId);
    if (!known || known.state === 'planned' || known.state === 'begun') {
      unknown.add(LogicalResourceId);
      changes.push(
        resourceChange({ Action: 'Add', LogicalResourceId, ResourceType, Scope: [], Details: [] }),
      );
      continue;
    }
    const { properties } = await resolvedProperties(ground, stack, blueprint, resource, signal, unknown);
    const names = changedNames(known.properties, properties);
    const scope = [...(names.length ? ['Properties' as const] : []), ...changedAttributes(known, resource)];
    if (!scope.length) continue;
    const { replaces } = typeNamed(ground, ResourceType);
    const replacing = names.filter((name) => replaces.includes(name));
    const isCertain = replacing.some((name) => !speaksOfUnknown(properties[name]));
    if (replacing.length) unknown.add(LogicalResourceId);
    changes.push(
      resourceChange({
        Action: 'Modify',
        LogicalResourceId,
        PhysicalResourceId: known.physicalId,
        ResourceType,
        Replacement: replacing.length ? (isCertain ? 'True' : 'Conditional') : 'False',
        Scope: scope,
        Details: names.map((Name) => ({
          Target: {
            Attribute: 'Properties',
            Name,
            RequiresRecreation: replaces.includes(Name) ? 'Always' : 'Never',
          },
          Evaluation: 'Static',
          ChangeSource: 'DirectModification',
        })),
      }),
    );
  }
  for (const { logicalId, physicalId, type } of ground.tables.resources(stack.id)) {
    if (blueprint.resources.has(logicalId)) continue;
    changes.push(
      resourceChange({
        Action: 'Remove',
        LogicalResourceId: logicalId,
        PhysicalResourceId: physicalId,
        ResourceType: type,
        Scope: [],
        Details: [],
      }),
    );
  }
  return changes;
}

function resourceChange(ResourceChange: NonNullable<Change['ResourceChange']>): Change {
  return { Type: 'Resource', ResourceChange };
}

function changedAttributes(known: StoredResource, next: ResourceBlueprint): ResourceAttribute[] {
  return [
    ...(isSame(known.metadata, next.metadata) ? [] : ['Metadata' as const]),
    ...(known.deletionPolicy === next.deletionPolicy ? [] : ['DeletionPolicy' as const]),
    ...(known.updateReplacePolicy === next.updateReplacePolicy ? [] : ['UpdateReplacePolicy' as const]),
  ];
}

function inDependencyOrder({ resources }: Blueprint): ResourceBlueprint[] {
  const ordered = new Map<string, ResourceBlueprint>();
  const visit = (name: string) => {
    const resource = resources.get(name);
    if (!resource || ordered.has(name)) return;
    resource.needs.forEach(visit);
    ordered.set(name, resource);
  };
  for (const name of resources.keys()) visit(name);
  return [...ordered.values()];
}
