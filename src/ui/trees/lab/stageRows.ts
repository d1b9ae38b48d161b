import type { StageStatus } from '../../../lab/board/board.ts';
import type { StageId } from '../../../lab/facts.ts';
import { factRows } from '../../../lab/report/factRows.ts';
import type { Explanation } from '../../../lab/explain/explain.ts';
import type { TreeNode } from '../treeNode.ts';

/** What a row below a stage tells. */
export type RowRole = 'fact' | 'note' | 'step' | 'lacks' | 'what' | 'why' | 'changed' | 'next' | 'original';

/** One thing to know about a stage: a fact with its value, or a sentence. */
export interface StageRow extends TreeNode {
  readonly kind: 'row';
  readonly stage: StageId;
  readonly role: RowRole;
  readonly text: string;
  /** Of a fact. */
  readonly value?: string | undefined;
  /** Of what to do where other stages have to be done before. */
  readonly catchUp?: boolean | undefined;
  /** Of what to do about a failure. */
  readonly failure?: Explanation | undefined;
}

/** What to tell below a stage: what it is at, what is missing and what to do, why it failed, or what was found. */
export function stageRows(stage: StageId, status: StageStatus): readonly StageRow[] {
  const rows: StageRow[] = [];
  const add = (role: RowRole, text: string, more: Partial<StageRow> = {}): void => {
    rows.push({ kind: 'row', id: `${rows.length}`, stage, role, text, ...more });
  };
  const { state, text, fix, facts, outdated, failure } = status;
  if (failure) {
    add('what', failure.what);
    add('why', failure.why);
    add('changed', failure.changed);
    add('next', failure.nextAction, { failure });
    if (!tellsAlready(failure)) add('original', failure.original);
  } else if (facts) {
    if (outdated !== undefined) {
      add('note', outdated);
      add('next', 'Run this stage: that makes it anew.');
    }
    // Facts come from the check of the same stage; the board does not say so by type.
    for (const [label, value] of factRows(stage, facts as never)) {
      const isUri = value.startsWith('s3://');
      add(label === 'Note' ? 'note' : 'fact', label, {
        value,
        ...(isUri ? { uri: value } : { name: value }),
      });
    }
  } else if (text) {
    add(state === 'running' || state === 'waiting' ? 'step' : 'lacks', text);
    if (fix) add('next', fix, { catchUp: status.needs !== undefined });
  }
  return rows;
}

/** Whether the sentences hold the service's own words: a stage's own error is nothing else. */
function tellsAlready({ what, why, original }: Explanation): boolean {
  const message = original.replace(/^\w+: /, '').replace(/\.$/, '');
  return what.includes(message) || why.includes(message);
}
