import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, settingIds, viewIds } from '../../../src/ids.ts';
import { stageIds, stages } from '../../../src/lab/stages.ts';
import type { Tree } from '../../../src/ui/trees/tree.ts';
import { rowOf, rowsOf, treeOf } from './treeRows.ts';
import { until } from './until.ts';

describe('the tree of the lab', function () {
  this.timeout(120_000);
  let tree: Tree;

  before(async () => {
    tree = await treeOf('lab');
    await vscode.commands.executeCommand(commandIds.resetPracticeAccount, { force: true });
    await vscode.commands.executeCommand(`${viewIds.lab}.focus`);
  });
  after(async () => {
    await vscode.commands.executeCommand(commandIds.resetPracticeAccount, { force: true });
  });

  const stage = (id: keyof typeof stages) => rowOf(tree, stages[id].title);

  it('looks at the account once somebody sees it, and shows every stage in its order', async () => {
    const survey = await until('the survey', async () => {
      const row = await stage('survey');
      return row.icon === 'pass' ? row : undefined;
    });
    assert.deepEqual(
      (await rowsOf(tree)).map(({ label }) => label),
      stageIds.map((id) => stages[id].title),
    );
    assert.match(survey.spoken, /^See What Is Deployed, done, account 123456789012/);
    const facts = await rowsOf(tree, survey.node);
    const account = facts.find(({ label }) => label === 'Account');
    assert.equal(account?.description, '123456789012');
    assert.ok(facts.some(({ label, words }) => label === 'Glue job' && words.includes('name')));
  });

  it('has account and region beside its title', () => {
    assert.equal(tree.view.description, 'practice · us-east-1');
  });

  it("says what is wrong with an event's file, and opens the setting at a click", async () => {
    const settings = vscode.workspace.getConfiguration();
    const checkSurvey = async (): Promise<unknown> =>
      vscode.commands.executeCommand(commandIds.checkStage, 'survey');
    await settings.update(settingIds.event, 'no-course.json', vscode.ConfigurationTarget.Global);
    try {
      await checkSurvey();
      const failed = await stage('survey');
      assert.equal(failed.icon, 'error');
      assert.match(failed.description, /no-course\.json cannot be read/);
      const next = (await rowsOf(tree, failed.node)).find(({ item }) => item.command);
      assert.equal(next?.item.command?.command, 'workbench.action.openSettings');
    } finally {
      await settings.update(settingIds.event, undefined, vscode.ConfigurationTarget.Global);
      await checkSurvey();
    }
    assert.equal((await stage('survey')).icon, 'pass');
  });

  it('marks the stage that comes next, and offers at each what makes sense there', async () => {
    const publish = await until('the stage after the survey', async () => {
      const row = await stage('publish');
      return row.description === 'next' ? row : undefined;
    });
    assert.deepEqual(
      ['run', 'check', 'explain', 'cancel'].map((word) => publish.words.includes(word)),
      [true, true, true, false],
    );
    // Stages are looked at one after the other.
    const train = await until('what training needs', async () => {
      const row = await stage('train');
      return row.words.includes('catchUp') ? row : undefined;
    });
    assert.ok(!train.words.includes('run'));
  });

  it('says below a stage what is missing, and does what is to be done at a click', async () => {
    const train = await stage('train');
    const [lacks, next] = await rowsOf(tree, train.node);
    assert.match(lacks?.label ?? '', /^Needs "Create Training and Validation Sets"/);
    assert.equal(next?.item.command?.command, commandIds.catchUp);
    assert.deepEqual(next.item.command.arguments, ['train']);
  });

  it('shows that a stage runs and can be cancelled, and then its time and facts', async () => {
    const { node } = await stage('publish');
    let seen: readonly string[] = [];
    const watch = tree.provider.onDidChangeTreeData?.(() => {
      void stage('publish').then(({ words }) => {
        if (words.includes('running')) seen = words;
      });
    });
    try {
      // As the button in the row does it: with the row itself.
      await vscode.commands.executeCommand(commandIds.runStage, node, { yes: true });
    } finally {
      watch?.dispose();
    }
    assert.ok(seen.includes('cancel') && !seen.includes('run'), seen.join(' '));
    const done = await until('the facts', async () => {
      const row = await stage('publish');
      return row.icon === 'pass' ? row : undefined;
    });
    assert.match(done.description, /^[\d.]+ s · [\d,]+ lines of \d+ files?, none lost, none twice$/);
    assert.ok(done.words.includes('done') && !done.words.includes('run'));
    const lines = (await rowsOf(tree, done.node)).find(({ label }) => label === 'Lines');
    assert.match(lines?.description ?? '', /none lost/);
  });
});
