import type { Catalog, Column, Partition, Table } from '../../../lab/ports/catalog.ts';
import type { TreeNode } from '../treeNode.ts';

/** All partitions of a table. */
export interface PartitionsNode extends TreeNode {
  readonly kind: 'partitions';
  readonly keys: readonly Column[];
}

/** One partition: its values, and where its files lie. */
export interface PartitionNode extends TreeNode {
  readonly kind: 'partition';
  readonly partition: Partition;
  readonly keys: readonly Column[];
}

/** The partitions of a table, in the order of their values. */
export function partitionsNode(catalog: Catalog, { database, name, partitionKeys }: Table): PartitionsNode {
  return {
    kind: 'partitions',
    id: 'partitions',
    keys: partitionKeys,
    children: async (signal) => {
      const partitions = await catalog.partitions(database, name, signal);
      return partitions.map((partition) => partitionNode(partition, partitionKeys)).sort(byId);
    },
  };
}

function partitionNode(partition: Partition, keys: readonly Column[]): PartitionNode {
  const { values, location } = partition;
  return { kind: 'partition', id: values.join('/'), uri: location || undefined, partition, keys };
}

const collator = new Intl.Collator('en', { numeric: true });
const byId = (one: TreeNode, other: TreeNode): number => collator.compare(one.id, other.id);
