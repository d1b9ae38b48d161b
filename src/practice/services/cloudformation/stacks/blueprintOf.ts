import { makeBlueprint, type Blueprint } from '../template/blueprint.ts';
import { knownTemplate } from '../template/knownTemplate.ts';
import type { StackVersion } from './stackDocuments.ts';

/** What a version asks a stack to be. */
export function blueprintOf(
  { template, parameters }: Pick<StackVersion, 'template' | 'parameters'>,
  stack: { readonly name: string; readonly id: string },
): Blueprint {
  return makeBlueprint(knownTemplate(template), parameters, stack);
}
