import type { LabAccount } from '../../lab/account.ts';
import type { WorkflowNode } from '../../lab/ports/workflows.ts';
import { jobRunState } from '../../lab/runState.ts';
import type { Editor } from '../editor.ts';
import { runLog } from '../trees/jobs/logNode.ts';

/** The log group of all crawlers; each writes to a stream of its own name. */
const crawlerLogGroup = '/aws-glue/crawlers';

/** Shows what a crawler or a job of a workflow has written: of a job's run that failed its errors, else its output. */
export async function showNodeLog(
  { logDocuments }: Pick<Editor, 'logDocuments'>,
  account: LabAccount,
  node: WorkflowNode,
): Promise<void> {
  if (node.kind === 'job') {
    const last = node.runs.at(-1);
    if (!last?.id) return;
    const of = jobRunState[last.state] === 'failed' ? 'error' : 'output';
    await logDocuments.show(runLog(account, node.name, last, of));
  } else if (node.kind === 'crawler') {
    const { kind, region, identity } = account;
    const owner = { kind, region, account: identity.account };
    await logDocuments.show({ group: crawlerLogGroup, stream: node.name, title: node.name, owner });
  }
}
