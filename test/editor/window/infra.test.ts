import assert from 'node:assert/strict';
import path from 'node:path';
import { launchPractice } from '../../../src/launch/launchPractice.ts';
import { connectStore } from '../../support/connectStore.ts';
import { everythingIn, runInfraCommand } from '../../support/infraCommand.ts';
import { until } from '../../support/practiceProcess.ts';
import { profileEnv } from '../host/profile.mjs';
import { openWindow } from './openWindow.ts';
import { chooseProfile } from './pages/awsProfile.ts';
import { answerDialog, toast } from './pages/notifications.ts';
import { pick, quickPickRow, runCommand } from './pages/palette.ts';
import { assertAccessible } from './pages/pictures.ts';
import { webview } from './pages/webview.ts';

describe('the deployed resources', () => {
  it('are deployed into an empty account, shown as they are made, and torn down after they were listed', async () => {
    const { page, profile, errors, screenshot } = await openWindow({ folder: 'lab' });
    const program = path.resolve('dist/practice.mjs');
    const practice = await launchPractice({ program, store: profile.store, reset: 'empty' });
    const account = await connectStore(profile.store);

    await runCommand(page, 'Show Deployed Resources');
    const view = webview(page);
    await view.getByText('Nothing is deployed: there is no stack cmapss-lab.').waitFor();
    await view.getByRole('button', { name: 'Tear Down' }).click();
    await toast(page, "Nothing is deployed, and nothing of the lab's is left.").waitFor();

    await view.getByRole('button', { name: 'Deploy' }).click();
    await view.getByText(/^cmapss-lab is CREATE_COMPLETE, made on /).waitFor();
    await view.getByRole('cell', { name: /^DeliveryStream streaming_submissions-\w+ made$/ }).waitFor();
    await view
      .getByRole('cell', { name: /^datalake-published-data-/ })
      .first()
      .waitFor();
    await view.locator('#elapsed:empty').waitFor({ state: 'attached' });
    const frame = await (await view.locator('body').elementHandle()).ownerFrame();
    assert.ok(frame);
    await assertAccessible(frame);
    await screenshot('infra-deployed');
    assert.ok((await everythingIn(account)).includes('stack cmapss-lab CREATE_COMPLETE'));

    await view.getByRole('button', { name: 'Tear Down' }).click();
    const question = page.getByRole('dialog');
    await question
      .getByText(/stack cmapss-lab \(CREATE_COMPLETE\) with \d+ resources: SubmissionsBucket, /)
      .waitFor();
    await screenshot('infra-question');
    await question.getByRole('button', { name: 'Delete All of It' }).click();
    await view.getByText('Nothing is deployed: there is no stack cmapss-lab.').waitFor();
    await view.getByRole('cell', { name: /^Stays as history/ }).waitFor();
    assert.deepEqual(await everythingIn(account), []);
    account.close();
    practice.release();
    assert.deepEqual(errors, []);
  });

  it('keep their account while they are torn down, and are said to stay perhaps when that is stopped', async () => {
    const { page, errors, screenshot } = await openWindow({
      folder: 'lab',
      done: 'survey',
      // The stack then takes as long to be deleted as somebody needs to press Stop.
      machine: { 'cmapssLab.practice.pace': 1 },
    });
    await runCommand(page, 'Tear Down Lab Resources');
    await answerDialog(page, "Tear down the lab's resources?", 'Delete All of It');
    const view = webview(page);
    await view.getByRole('cell', { name: /^Deleting the stack/ }).waitFor();

    for (const command of ['Reset Practice Account', 'Delete Practice Account', 'Choose Account']) {
      await runCommand(page, `CMAPSS Lab: ${command}`);
      if (command === 'Choose Account') await pick(page, 'Practice account');
      const refusal = toast(
        page,
        "Tearing down the lab's resources has not ended yet, and the account stays",
      );
      await refusal.getByRole('button', { name: 'Show Deployed Resources' }).waitFor();
      if (command === 'Choose Account') await screenshot('infra-account-stays');
      await runCommand(page, 'Notifications: Clear All Notifications');
    }

    await view.getByRole('button', { name: 'Stop', exact: true }).click();
    const said = toast(page, 'What is not deleted yet may stay and cost money');
    await said.getByRole('button', { name: 'Tear Down Again' }).waitFor();
    await screenshot('infra-stopped');
    assert.equal(await page.getByText('the account goes on').count(), 0);
    assert.ok(errors.every((error) => error.includes('the account stays as it is until then')));
  });

  it('keep the editor that they have, unless somebody agrees to lose its disk', async () => {
    const window = await openWindow({ folder: 'lab', done: 'survey' });
    const { page, profile, errors } = window;
    const deploy = ['deploy', '--store', profile.store, '--editor', 'code-server'];
    const { code, stderr } = await runInfraCommand(deploy, undefined, profileEnv(profile));
    assert.equal(code, 0, stderr);
    const account = await connectStore(profile.store);
    const editor = async () => {
      const stack = await account.ports.stacks.get('cmapss-lab');
      return `${stack?.parameters['EditorEnvironment']} ${stack?.status}`;
    };
    await chooseProfile(window);

    await runCommand(page, 'Deploy Lab Resources');
    const first = page.locator('.quick-input-list .monaco-list-row').first();
    await first.getByText('as it is').waitFor();
    assert.match(
      (await first.textContent()) ?? '',
      /^With code-server.*Its disk is lost if Amazon Linux has a newer image/,
    );
    await window.screenshot('infra-editor');
    await pick(page, 'Without an editor in the cloud');
    const question = 'The stack cmapss-lab has code-server. It is deleted with its disk';
    await page.getByText(question).waitFor();
    await window.screenshot('infra-editor-question');
    await answerDialog(page, question, 'Cancel');
    await page.getByText(question).waitFor({ state: 'detached' });
    assert.equal(await editor(), 'code-server UPDATE_COMPLETE');

    await runCommand(page, 'Deploy Lab Resources');
    await quickPickRow(page, 'as it is').waitFor();
    await pick(page, 'Without an editor in the cloud');
    await answerDialog(page, question, 'Delete the Editor');
    await until('the editor is deleted', async () => (await editor()) === 'none UPDATE_COMPLETE');
    account.close();
    assert.deepEqual(errors, []);
  });
});
