import type { StageId } from '../../lab/facts.ts';
import { stageIds } from '../../lab/stages.ts';

/** What a command about a stage was called with, from a menu, a keybinding or a task. */
export interface StageArguments {
  readonly stage: StageId | undefined;
  /** Nothing is asked about account, data and price. */
  readonly yes: boolean;
  /** The stage runs though its check passes. */
  readonly again: boolean;
  /** Nothing is asked before something is deleted. */
  readonly force: boolean;
}

/**
 * Reads a command's arguments: a stage's id, or objects with any of `stage`, `yes`, `again` and `force`, such as a row
 * of the tree; everything else is left alone.
 */
export function stageArguments(args: readonly unknown[]): StageArguments {
  const objects = args.filter((arg) => typeof arg === 'object' && arg !== null);
  const named = [...args, ...objects.map((arg) => field(arg, 'stage'))];
  const isOn = (name: string): boolean => objects.some((arg) => field(arg, name) === true);
  return {
    stage: stageIds.find((id) => named.includes(id)),
    yes: isOn('yes'),
    again: isOn('again'),
    force: isOn('force'),
  };
}

const field = (value: object, name: string): unknown => Reflect.get(value, name) as unknown;
