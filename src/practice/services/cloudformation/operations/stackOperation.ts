import type { Capability, Parameter, Tag } from '@aws-sdk/client-cloudformation';
import type { StackRuns } from '../stacks/stackRuns.ts';
import type { StackVersion, StoredStack } from '../stacks/stackDocuments.ts';
import type { StackGround } from '../stacks/stackGround.ts';
import { makeBlueprint, type Blueprint } from '../template/blueprint.ts';
import { checkFunctions } from '../template/checkFunctions.ts';
import { invalid } from '../template/invalid.ts';
import { parameterValues } from '../template/parameters.ts';
import { knownTemplate } from '../template/knownTemplate.ts';
import { checkCapabilities, checkTypes } from './checkTypes.ts';
import { givenTemplate, requiredTemplate } from './templateSource.ts';

/** What the operations work with. */
export interface OperationGround extends StackGround {
  readonly runs: StackRuns;
}

/** What a request says that a stack is to be. */
export interface VersionRequest {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
  readonly Parameters?: Parameter[] | undefined;
  readonly Tags?: Tag[] | undefined;
  readonly Capabilities?: Capability[] | undefined;
}

/** Reads and checks what a request says that a stack is to be. `previous` is what it was. */
export async function requestedVersion(
  ground: OperationGround,
  stack: { readonly name: string; readonly id: string },
  request: VersionRequest,
  previous?: StackVersion,
): Promise<{ version: StackVersion; blueprint: Blueprint }> {
  const { objects, types } = ground;
  if (request.UsePreviousTemplate && (await givenTemplate(objects, request)) !== undefined) {
    throw invalid('You cannot specify both usePreviousTemplate and Template Body/Template URL.');
  }
  const text =
    request.UsePreviousTemplate && previous ? previous.template : await requiredTemplate(objects, request);
  const template = knownTemplate(text);
  checkTypes(template, types);
  checkFunctions(template);
  const parameters = parameterValues(template.Parameters, request.Parameters ?? [], previous?.parameters);
  const capabilities = request.Capabilities ?? [];
  checkCapabilities(template, capabilities);
  const blueprint = makeBlueprint(template, parameters, stack);
  refuseOtherTypes(ground, stack.id, blueprint);
  const tags = request.Tags ?? previous?.tags ?? [];
  return { version: { stackId: stack.id, template: text, parameters, tags, capabilities }, blueprint };
}

function refuseOtherTypes({ tables }: StackGround, stackId: string, { resources }: Blueprint): void {
  const changed = [...resources.values()].filter(
    ({ logicalId, type }) => (tables.resource(stackId, logicalId)?.type ?? type) !== type,
  );
  if (!changed.length) return;
  throw invalid(
    `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.map(({ logicalId }) => logicalId).join(', ')}]`,
  );
}

/** The stack of that name or ARN; throws, in the words of the operation that asks, when there is none. */
export function stackNamed(
  { tables }: StackGround,
  name = '',
  words = (each: string) => `Stack with id ${each} does not exist`,
): StoredStack {
  const stack = tables.find(name);
  if (!stack) throw invalid(words(name));
  return stack;
}

/** How the operations that change stacks, and those that tell of events, name one that does not exist. */
export const bracketed = (name: string) => `Stack [${name}] does not exist`;

/** States in which a stack is settled and whole. */
export const updatable = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_FAILED'];

/** Throws CloudFormation's words when a stack cannot be updated now. */
export function checkUpdatable({ id, status }: StoredStack): void {
  if (!updatable.includes(status)) throw invalid(`Stack:${id} is in ${status} state and can not be updated.`);
}

/** Begins to bring a stack to a version that was kept. */
export function beginUpdate(
  { clock, tables, runs }: OperationGround,
  stack: StoredStack,
  version: string,
  change: Partial<StoredStack>,
): void {
  // After an update that failed and was left so, the stack still goes back to what it was before that one.
  const isRetry = stack.status === 'UPDATE_FAILED';
  const next: StoredStack = {
    ...stack,
    ...change,
    version,
    before: isRetry ? stack.before : stack.version,
    updated: clock.now().getTime(),
    drift: undefined,
    retain: [],
    skip: [],
  };
  tables.moveStack(next, 'UPDATE_IN_PROGRESS', 'User Initiated');
  if (isRetry) tables.versions.delete(stack.version);
  runs.goOn(stack.id);
}
