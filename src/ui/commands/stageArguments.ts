import type { StageId } from '../../lab/facts.ts';
import { stageIds } from '../../lab/stages.ts';
import { argument } from '../argument.ts';

/** What a command about a stage was called with, from a menu, a keybinding or a task. */
export interface StageArguments {
  readonly stage: StageId | undefined;
  /** Nothing is asked about account, data and price. */
  readonly yes: boolean;
  /** The stage runs though its check passes. */
  readonly again: boolean;
}

/**
 * Reads a command's arguments: a stage's id, or objects with any of `stage`, `yes` and `again`, such as a row of the
 * tree; everything else is left alone.
 */
export function stageArguments(args: readonly unknown[]): StageArguments {
  const named = [...args, argument(args, 'stage')];
  return {
    stage: stageIds.find((id) => named.includes(id)),
    yes: argument(args, 'yes') === true,
    again: argument(args, 'again') === true,
  };
}
