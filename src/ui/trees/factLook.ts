import type { FactNode } from './factNode.ts';
import type { Look } from './look.ts';

/** A fact's row. */
export function factLook({ label, value, icon, detail }: FactNode): Look {
  return { label, description: value, icon: icon ?? 'dash', tooltip: detail };
}
