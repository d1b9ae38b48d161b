import * as vscode from 'vscode';
import { wholeNumber } from '../../../lab/report/format.ts';
import type { Look } from '../look.ts';
import { whenText } from '../whenText.ts';
import type { ColumnNode } from './columnNode.ts';
import type { PartitionNode, PartitionsNode } from './partitionsNode.ts';
import type { TableNode } from './tableNode.ts';

/** A table's row: how many columns, of which format. */
export function tableLook({ table }: TableNode): Look {
  const { name, columns, partitionKeys, classification, location, updated } = table;
  const keys = partitionKeys.length;
  return {
    label: name,
    description: [
      vscode.l10n.t('{0} columns', wholeNumber(columns.length)),
      keys > 0 && vscode.l10n.t('{0} partition keys', wholeNumber(keys)),
      classification,
    ]
      .filter(Boolean)
      .join(' · '),
    tooltip: [
      name,
      location,
      updated && vscode.l10n.t('Updated {0}', whenText(updated, new Date(), vscode.env.language)),
    ]
      .filter(Boolean)
      .join('\n'),
    icon: 'table',
  };
}

/** A column's row: its name, its type. */
export function columnLook({ column, isKey }: ColumnNode): Look {
  const { name, type } = column;
  return {
    label: name,
    description: isKey ? vscode.l10n.t('{0}, partition key', type) : type,
    icon: isKey ? 'key' : 'symbol-field',
  };
}

/** The row above a table's partitions. */
export function partitionsLook({ keys }: PartitionsNode): Look {
  return {
    label: vscode.l10n.t('Partitions'),
    description: vscode.l10n.t('by {0}', keys.map(({ name }) => name).join(', ')),
    icon: 'list-tree',
    empty: { text: vscode.l10n.t('No partition yet') },
  };
}

/** A partition's row: its values by key, and where its files lie. */
export function partitionLook({ partition, keys }: PartitionNode): Look {
  const { values, location } = partition;
  const named = values.map((value, index) => `${keys[index]?.name ?? index}=${value}`);
  return {
    label: values.join('/'),
    description: location,
    tooltip: [...named, location].join('\n'),
    icon: 'folder',
  };
}
