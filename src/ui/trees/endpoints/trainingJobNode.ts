import * as vscode from 'vscode';
import type { LabAccount } from '../../../lab/account.ts';
import type { TrainingJob } from '../../../lab/ports/trainingJobs.ts';
import { decimal } from '../../../lab/report/format.ts';
import { trainingLogGroup } from '../../../lab/sagemaker/sagemakerNames.ts';
import { factNode, type FactNode } from '../factNode.ts';
import { timeText } from '../timeText.ts';
import type { TreeNode } from '../treeNode.ts';
import { sagemakerLogNodes } from './sagemakerLogNode.ts';

/** A training job of the lab. */
export interface TrainingJobNode extends TreeNode {
  readonly kind: 'trainingJob';
  readonly name: string;
  readonly job: TrainingJob;
  /** No other was made after it. */
  readonly newest: boolean;
}

/** A training job; below it how well its model fits, what it ran on, where the model lies, and its log. */
export async function trainingJobNode(
  account: LabAccount,
  name: string,
  newest: boolean,
  signal: AbortSignal,
): Promise<TrainingJobNode> {
  const job = await account.ports.training.get(name, signal);
  return {
    kind: 'trainingJob',
    id: name,
    name,
    uri: job.modelData || undefined,
    job,
    newest,
    readAbove: true,
    children: async (own) => [
      ...jobFacts(job),
      ...(await sagemakerLogNodes(account, trainingLogGroup, `${name}/`, name, own)),
    ],
  };
}

function jobFacts({
  metrics,
  instanceType,
  image,
  modelData,
  created,
  failureReason,
}: TrainingJob): FactNode[] {
  const facts = Object.entries(metrics).map(([metric, value]) =>
    factNode(metric, decimal(value), { icon: 'graph', detail: metricText(metric) }),
  );
  if (failureReason) {
    facts.unshift(factNode(vscode.l10n.t('Error'), failureReason, { icon: 'error', detail: failureReason }));
  }
  if (created) facts.push(factNode(vscode.l10n.t('Created'), timeText(created), { icon: 'calendar' }));
  facts.push(
    factNode(vscode.l10n.t('Instance'), instanceType, { icon: 'vm' }),
    factNode(vscode.l10n.t('Image'), image, { icon: 'package', name: image, detail: image }),
  );
  if (modelData) {
    facts.push(
      factNode(vscode.l10n.t('Model'), modelData, {
        icon: 'file-zip',
        uri: modelData,
        isObject: true,
        detail: modelData,
      }),
    );
  }
  return facts;
}

function metricText(metric: string): string {
  const [rows, measure] = metric.split(':');
  if (measure !== 'rmse') return metric;
  return rows === 'validation'
    ? vscode.l10n.t(
        'Root mean squared error on the validation rows, in cycles: engines that it was not trained on.',
      )
    : vscode.l10n.t('Root mean squared error on the training rows, in cycles.');
}
