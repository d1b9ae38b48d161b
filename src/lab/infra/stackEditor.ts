import type { Stack } from '../ports/stacks.ts';
import { parameterNames } from './labStack.ts';
import { stackPhase } from './stackPhase.ts';

/** The editors for attendees that the template makes, by its own words. */
export const editorKinds = ['none', 'code-server', 'cloud9'] as const;
export type EditorKind = (typeof editorKinds)[number];

/** The editor that deploying finds; undefined where there is no stack, or none that deploying would keep. */
export function stackEditor(stack: Pick<Stack, 'status' | 'parameters'> | undefined): EditorKind | undefined {
  if (!stack || stack.status === 'DELETE_IN_PROGRESS') return undefined;
  const phase = stackPhase(stack.status);
  if (phase === 'unusable' || phase === 'deleteFailed' || phase === 'gone') return undefined;
  return editorKinds.find((kind) => kind === stack.parameters[parameterNames.editor]);
}
