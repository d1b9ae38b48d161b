import { cost } from './cost.ts';
import { deploy } from './deploy.ts';
import { preflight } from './preflight.ts';
import { status } from './status.ts';
import type { Subcommand } from './subcommand.ts';
import { teardown } from './teardown.ts';

/** Every subcommand, in the order in which an instructor needs them; one file each. */
export const subcommands = {
  deploy,
  preflight,
  status,
  cost,
  teardown,
} as const satisfies Record<string, Subcommand>;

export type SubcommandName = keyof typeof subcommands;
