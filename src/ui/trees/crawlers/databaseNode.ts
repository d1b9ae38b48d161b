import type { StageId } from '../../../lab/facts.ts';
import type { Catalog } from '../../../lab/ports/catalog.ts';
import type { TreeNode } from '../treeNode.ts';
import { tableNode } from './tableNode.ts';

/** A database of the data catalog. */
export interface DatabaseNode extends TreeNode {
  readonly kind: 'database';
  readonly name: string;
  /** The stage of the lab that makes its first table. */
  readonly stage: StageId | undefined;
}

/** A database with its tables. */
export function databaseNode(catalog: Catalog, name: string, stage: StageId | undefined): DatabaseNode {
  return {
    kind: 'database',
    id: `database ${name}`,
    name,
    stage,
    children: async (signal) => {
      const tables = await catalog.tables(name, signal);
      return tables.map((table) => tableNode(catalog, table));
    },
  };
}
