import { isDeepStrictEqual } from 'node:util';
import type { LabAccount } from '../account.ts';
import { poll } from '../follow/poll.ts';
import type { PictureSource, PictureView, ViewTable } from '../pictures/pictureView.ts';
import type { Workflow, WorkflowNode } from '../ports/workflows.ts';
import { isUnderWay, workflowView } from './workflowView.ts';

/** Seconds between two looks while a run is under way. */
const lookEvery = 3;

/** What the view of the workflow needs of whoever shows it. */
export interface WorkflowHost {
  account(signal: AbortSignal): Promise<LabAccount>;
  /** The lab's workflow, as it is now. Throws a StageError where there is none. */
  find(account: LabAccount, signal: AbortSignal): Promise<Workflow>;
  /** Has the stages run by the workflow, with whatever has to be asked before. */
  run(): void;
  /** Ends what this window runs. */
  cancel(): void;
  /** Whether this window is at the stages by the workflow. */
  isRunning(): boolean;
  showLog(account: LabAccount, node: WorkflowNode): Promise<void>;
  /** Calls the listener when `isRunning` may have changed; the answer ends it. */
  onDidChange(listener: () => void): () => void;
}

/** The view of the lab's workflow: it follows a run that is under way, whoever began it, for as long as it is open. */
export function createWorkflowSource(host: WorkflowHost): PictureSource {
  let shows: { readonly shown: (view: PictureView) => void; readonly signal: AbortSignal } | undefined;
  let known: { readonly account: LabAccount; readonly workflow: Workflow } | undefined;
  let following = false;
  let unfollow = (): void => undefined;

  /** Shows how it stands, again and again while a run is under way. */
  const follow = async (): Promise<void> => {
    if (following || !shows) return;
    following = true;
    const { shown, signal } = shows;
    const stable = stableTables(shown);
    try {
      const account = await host.account(signal);
      const look = async (): Promise<Workflow> => {
        const workflow = await host.find(account, signal);
        known = { account, workflow };
        stable(workflowView(workflow, { isRunningHere: host.isRunning(), now: Date.now() }));
        return workflow;
      };
      await poll(account, lookEvery, signal, look, (workflow) => !isUnderWay(workflow) && !host.isRunning());
    } finally {
      following = false;
    }
  };

  return {
    show: async (_chosen, shown, signal) => {
      unfollow();
      const over = new AbortController();
      const ends = AbortSignal.any([signal, over.signal]);
      shows = { shown, signal: ends };
      const changed = host.onDidChange(() => {
        // What stands in the way of a later look, the next one that somebody asks for tells.
        void follow().catch(() => undefined);
      });
      unfollow = () => {
        changed();
        over.abort();
      };
      await follow();
    },
    act: async (action) => {
      if (action === 'run') host.run();
      else if (action === 'refresh') await follow();
      else if (action === 'stop') {
        if (host.isRunning()) host.cancel();
        else if (known?.workflow.lastRun) {
          const { account, workflow } = known;
          await account.ports.workflows.stop(workflow.name, workflow.lastRun?.id ?? '');
          await follow();
        }
      } else await showLog(host, known, action);
    },
    dispose: () => unfollow(),
  };
}

async function showLog(
  host: WorkflowHost,
  known: { readonly account: LabAccount; readonly workflow: Workflow } | undefined,
  action: string,
): Promise<void> {
  const node = known?.workflow.lastRun?.graph.nodes.find(({ id }) => action === `log:${id}`);
  if (known && node) await host.showLog(known.account, node);
}

/** Passes views on in which a table that says the same stays the same object: it is not drawn again. */
function stableTables(shown: (view: PictureView) => void): (view: PictureView) => void {
  const kept = new Map<string, ViewTable>();
  return (view) => {
    const keep = (table: ViewTable): ViewTable => {
      const before = kept.get(table.id);
      const same = before && isDeepStrictEqual(before, table) ? before : table;
      kept.set(table.id, same);
      return same;
    };
    shown({
      ...view,
      sections: view.sections.map((section) => ({ ...section, tables: (section.tables ?? []).map(keep) })),
    });
  };
}
