import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/ids.ts';
import type { LabAccount } from '../../../src/lab/account.ts';
import type { EndpointNode } from '../../../src/ui/trees/endpoints/endpointNode.ts';
import { removeObjects } from '../../../src/lab/s3/removeObjects.ts';
import { bucketOf } from '../../support/connectStore.ts';
import { labAccount } from './labAccount.ts';
import { rowOf, rowsOf, treeOf } from './treeRows.ts';
import { until } from './until.ts';

const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';
const name = 'cmapss-suite';

describe('the tree of endpoints', function () {
  this.timeout(120_000);
  let account: LabAccount;
  let modelData = '';

  before(async () => {
    account = await labAccount();
  });
  after(async () => {
    const { endpoints } = account.ports;
    await endpoints.delete(name);
    await endpoints.deleteConfig(name);
    await endpoints.deleteModel(name);
    await removeObjects(account, await bucketOf(account, 'published'), 'suite/');
    account.close();
  });

  const groupOf = async (label: string) => {
    const tree = await treeOf('endpoints');
    return { tree, node: (await rowOf(tree, label)).node };
  };

  it('has a group for each kind, and says below an empty one what fills it', async () => {
    const tree = await treeOf('endpoints');
    const groups = await rowsOf(tree);
    assert.deepEqual(
      groups.map(({ label }) => label),
      ['Training jobs', 'Models', 'Endpoints', 'Notebook instances'],
    );
    const [jobs] = groups;
    const [empty] = await rowsOf(tree, jobs!.node);
    assert.equal(empty?.item.command?.command, commandIds.trainModel);
    assert.equal(empty.description, 'Train Model');
  });

  it('shows a training job with how well its model does, where that lies, and its log', async () => {
    modelData = await trainHere(account);
    const { tree } = await groupOf('Training jobs');
    tree.refresh();
    const job = await rowOf(tree, name, (await groupOf('Training jobs')).node);
    assert.match(job.description, /^Completed · validation RMSE \d+\.\d\d · /);
    assert.match(job.spoken, /^cmapss-suite, done, Completed/);
    const facts = await rowsOf(tree, job.node);
    const byLabel = new Map(facts.map((fact) => [fact.label, fact]));
    assert.match(byLabel.get('validation:rmse')?.description ?? '', /^\d+\.\d\d$/);
    assert.equal(byLabel.get('Instance')?.description, 'ml.m5.large');
    assert.equal(byLabel.get('Model')?.node.uri, modelData);
    assert.equal(byLabel.get('Model')?.item.command?.command, commandIds.openObject);
    assert.equal(byLabel.get('Log')?.item.command?.command, commandIds.showLogs);
  });

  it('shows a model, and the files of its archive when it is opened', async () => {
    const { endpoints } = account.ports;
    await endpoints.createModel({ name, image, modelData, role: await roleOf(account) });
    const { tree, node } = await groupOf('Models');
    tree.refresh(node);
    const model = await rowOf(tree, name, node);
    assert.equal(model.description, modelData);
    await vscode.commands.executeCommand(commandIds.openObject, model.node);
    await until(
      'the table of its files',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'model.tar.gz',
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows an endpoint with its state, age and cost, and the way to delete it', async () => {
    const { endpoints } = account.ports;
    await endpoints.createConfig({ name, model: name, instanceType: 'ml.t2.medium' });
    await endpoints.create({ name, config: name });
    await until('the endpoint', async () => (await endpoints.get(name))?.status === 'InService', 60);
    const { tree, node } = await groupOf('Endpoints');
    tree.refresh(node);
    const endpoint = await rowOf(tree, name, node);
    assert.match(
      endpoint.description,
      /^InService · free here, \$0\.056 an hour on AWS · \d+ min · ml\.t2\.medium$/,
    );
    assert.match(endpoint.item.tooltip as string, /prices of us-east-1 in \w+ \d{4}/);
    const { unused } = endpoint.node as unknown as EndpointNode;
    assert.ok(unused && unused.since <= new Date(), 'CloudWatch says since when nobody has asked it');
    assert.ok(endpoint.words.includes('endpoint'));
    const facts = await rowsOf(tree, endpoint.node);
    assert.ok(facts.some(({ label, description }) => label === 'Cost' && description.includes('$0.056')));
  });

  it('shows the notebook instance, whose JupyterLab the practice account says not to have', async () => {
    const { tree, node } = await groupOf('Notebook instances');
    const [notebook] = await rowsOf(tree, node);
    assert.match(notebook!.description, /^InService · .* · ml\./);
    assert.ok(notebook!.words.includes('notebook'));
    await vscode.commands.executeCommand(commandIds.openJupyterLab, notebook!.node);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

/** Trains a small model, and answers with where it lies. */
async function trainHere(account: LabAccount): Promise<string> {
  const { ports } = account;
  const bucket = await bucketOf(account, 'published');
  const rows = Array.from({ length: 200 }, (_, index) => `${index % 125},${index % 7},${index % 125}`);
  for (const side of ['train', 'validation']) {
    await ports.buckets.put(bucket, `suite/${side}/rows.csv`, rows.join('\n'));
  }
  await ports.training.start({
    name,
    role: await roleOf(account),
    image,
    inputMode: 'File',
    channels: ['train', 'validation'].map((side) => ({
      name: side,
      uri: `s3://${bucket}/suite/${side}/`,
      compression: 'None' as const,
    })),
    output: `s3://${bucket}/suite/output/`,
    instanceType: 'ml.m5.large',
    volumeGiB: 10,
    maxRuntimeSeconds: 3600,
    hyperparameters: { num_round: '5', max_depth: '3', objective: 'reg:squarederror' },
  });
  await until('the training job', async () => (await ports.training.get(name)).status === 'Completed', 60);
  return (await ports.training.get(name)).modelData;
}

async function roleOf({ ports }: LabAccount): Promise<string> {
  const [notebook] = await ports.notebooks.list();
  return (await ports.notebooks.get(notebook?.name ?? '')).role;
}
