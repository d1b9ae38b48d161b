import * as vscode from 'vscode';
import type { LabAccount } from '../../../lab/account.ts';
import { labEndpoints } from '../../../lab/sagemaker/labEndpoint.ts';
import { labPrefix } from '../../../lab/sagemaker/sagemakerNames.ts';
import { factLook } from '../factLook.ts';
import type { FactNode } from '../factNode.ts';
import type { TreeContents } from '../tree.ts';
import { askedPage } from '../treeNode.ts';
import { endpointLook } from './endpointLook.ts';
import { endpointNode, type EndpointNode } from './endpointNode.ts';
import { groupLook } from './groupLook.ts';
import { groupNode, type GroupNode } from './groupNode.ts';
import { logLook, modelLook, trainingJobLook } from './modelLooks.ts';
import { modelNode, type ModelNode } from './modelNode.ts';
import { notebookLook } from './notebookLook.ts';
import { notebookNode, type NotebookNode } from './notebookNode.ts';
import type { SagemakerLogNode } from './sagemakerLogNode.ts';
import { trainingJobNode, type TrainingJobNode } from './trainingJobNode.ts';

/** The kinds of rows of the tree. */
type EndpointTreeNode =
  GroupNode | TrainingJobNode | ModelNode | EndpointNode | NotebookNode | SagemakerLogNode | FactNode;

/** What the lab has in SageMaker, the newest first, and the notebook instances of the account. */
export const endpointsTree: TreeContents<EndpointTreeNode> = {
  view: 'endpoints',
  stages: ['train', 'deploy', 'tune', 'trainCapped', 'cleanUp'],
  roots: (account) => Promise.resolve(groups(account)),
  render: {
    group: groupLook,
    trainingJob: trainingJobLook,
    model: modelLook,
    endpoint: endpointLook,
    notebook: notebookLook,
    log: logLook,
    fact: factLook,
  },
  empty: { text: vscode.l10n.t('Nothing') },
};

function groups(account: LabAccount): GroupNode[] {
  const { training, endpoints, notebooks } = account.ports;
  const ours = (names: string[]): string[] => names.filter((name) => name.startsWith(labPrefix));
  return [
    groupNode('training', async (signal) => {
      const jobs = await training.list(labPrefix, signal);
      const names = ours(jobs.map(({ name }) => name));
      return askedPage(names, (name, own) => trainingJobNode(account, name, name === names[0], own), signal);
    }),
    groupNode('models', async (signal) => {
      const names = ours(await endpoints.models(labPrefix, signal));
      return askedPage(names, (name, own) => modelNode(account, name, own), signal);
    }),
    groupNode('endpoints', async (signal) => {
      const found = await labEndpoints(account, signal);
      return askedPage(found, ({ name }, own) => endpointNode(account, name, own), signal);
    }),
    groupNode('notebooks', async (signal) => {
      const found = await notebooks.list(signal);
      return askedPage(found, ({ name }, own) => notebookNode(account, name, own), signal);
    }),
  ];
}
