import { viewIds } from '../../ids.ts';
import type { Editor } from '../editor.ts';

/** Looks at the account again, in the view of this id, or in all. */
export function refresh({ trees }: Editor, view?: unknown): void {
  for (const [name, tree] of trees.all()) {
    if (typeof view !== 'string' || view === viewIds[name]) tree.refresh();
  }
}
