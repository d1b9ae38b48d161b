import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endProcess } from '../../src/launch/endProcess.ts';
import type { LabAccount } from '../../src/lab/account.ts';
import { connectStore } from '../support/connectStore.ts';
import { everythingIn, runInfraCommand } from '../support/infraCommand.ts';
import { runLabCommand } from '../support/labCommand.ts';
import { practicePid } from '../support/practicePid.ts';

describe('npm run infra', function () {
  this.timeout(240_000);
  let folder: string;
  /** Where the usual folder's account lies for commands that are given this environment. */
  let env: NodeJS.ProcessEnv;
  let usual: string;
  const stores = new Set<string>();

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'infra-'));
    env = { XDG_DATA_HOME: folder, LOCALAPPDATA: folder, HOME: folder };
    usual = path.join(folder, 'cmapss-ml-lab', 'practice');
  });
  afterEach(async () => {
    for (const store of stores) await endProcess(practicePid(store));
    stores.clear();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const infra = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await runInfraCommand(args, undefined, env);
    noteStore(args);
    assert.equal(code, 0, `${args.join(' ')}\n${stdout}\n${stderr}`);
    return stdout;
  };
  const noteStore = (args: readonly string[]): void => {
    const store = args.includes('--store') ? (args[args.indexOf('--store') + 1] ?? '') : usual;
    if (existsSync(path.join(store, 'account.json'))) stores.add(store);
  };
  const account = <T>(store: string, ask: (account: LabAccount) => Promise<T>): Promise<T> =>
    connectStore(store).then(async (opened) => {
      try {
        return await ask(opened);
      } finally {
        opened.close();
      }
    });

  it('deploys into an empty account, the lab runs there, and tearing down leaves it empty, twice in a row', async () => {
    for (let round = 0; round < 2; round += 1) {
      assert.match(await infra('deploy'), /The stack cmapss-lab is made\.[^]*Next: npm run lab\n/);
      // Without --store the lab works where it was deployed.
      const { code, stdout, stderr } = await runLabCommand(['--until', 'deploy'], undefined, env);
      assert.equal(code, 0, `${stdout}${stderr}`);
      const there = await account(usual, everythingIn);
      for (const part of ['bucket aws-glue-', 'endpoint cmapss-', 'database datalake_submissions'])
        assert.ok(
          there.some((name) => name.startsWith(part)),
          part,
        );

      const said = await infra('teardown', '--yes');
      assert.match(said, /This will be deleted:\n {2}endpoint cmapss-/);
      assert.match(said, /\d+ objects? \([\d.]+ \w+\) in the bucket datalake-submissions-/);
      assert.match(said, /Everything is deleted/);
      assert.match(said, /Stays as history.*training job/);
      assert.deepEqual(await account(usual, everythingIn), []);
    }
  });

  it('goes back to a temporary account for the lab once all is torn down', async () => {
    await infra('deploy');
    await infra('teardown', '--yes');
    const { code, stdout, stderr } = await runLabCommand(['--until', 'survey'], undefined, env);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /✓ See What Is Deployed/);
    assert.deepEqual(await account(usual, everythingIn), []);
  });

  it('works on the account of the folder that --store names, and on no other', async () => {
    const store = path.join(folder, 'store');
    assert.match(await infra('deploy', '--store', store), /Next: npm run lab -- --store /);
    const shown = (await infra('status', '--store', store)).split('\n');
    assert.match(shown.join('\n'), /^Notebook +CREATE_COMPLETE +cmapss-notebook-\w+$/m);
    // As wide as a terminal, and no wider.
    assert.deepEqual(
      shown.filter(({ length }) => length > 120),
      [],
    );
    const { code, stderr } = await runLabCommand(['--until', 'survey', '--store', store], undefined, env);
    assert.equal(code, 0, stderr);
    assert.ok(!existsSync(path.dirname(usual)));
    // Where nothing was deployed into the usual folder, the lab makes no account there.
    assert.equal((await runLabCommand(['--until', 'survey'], undefined, env)).code, 0);
    assert.ok(!existsSync(usual));
    await infra('teardown', '--yes', '--store', store);
    assert.deepEqual(await account(store, everythingIn), []);
  });

  it('changes only what other options ask for, and says when there is nothing to change', async () => {
    await infra('deploy', '--notebook', 'no');
    assert.match(await infra('deploy'), /is there already: nothing had to be changed/);
    assert.match(await infra('deploy', '--budget', '30'), /No budget is made: .* --budget-email\./);
    assert.match(
      await infra('deploy', '--editor', 'code-server'),
      /is changed[^]*aws ssm start-session --region us-east-1 --target i-/,
    );
    const document = JSON.parse(await infra('status', '--json')) as Status;
    assert.equal(document.stack.status, 'UPDATE_COMPLETE');
    assert.equal(document.outdated, false);
    assert.ok(document.resources.some(({ type }) => type === 'AWS::EC2::Instance'));
    assert.ok(!document.resources.some(({ type }) => type === 'AWS::SageMaker::NotebookInstance'));
    await infra('teardown', '--yes');
    assert.deepEqual(await account(usual, everythingIn), []);
  });

  it("goes by the name of the stack in the event's file, unless another is given", async () => {
    const event = path.join(folder, 'event.json');
    writeFileSync(event, '{"stackName": "spring"}');
    assert.match(await infra('deploy', '--event', event), /The stack spring is made\./);
    assert.match(await infra('preflight', '--event', event), /All 14 checks passed\./);
    assert.match(
      await infra('status', '--event', event, '--stack-name', 'summer'),
      /There is no stack summer/,
    );
    assert.match(await infra('teardown', '--yes', '--event', event), /stack spring \(CREATE_COMPLETE\)/);
    assert.deepEqual(await account(usual, everythingIn), []);
  });

  it("puts the extension's package where the editor in the cloud looks for it", async () => {
    const vsix = path.join(folder, 'lab.vsix');
    writeFileSync(vsix, 'a package');
    const said = await infra('deploy', '--vsix', vsix);
    const [, bucket = ''] =
      /The extension lies at s3:\/\/([^/]+)\/editor\/cmapss-ml-lab\.vsix/.exec(said) ?? [];
    const bytes = await account(usual, ({ ports }) =>
      ports.buckets.read(bucket, 'editor/cmapss-ml-lab.vsix'),
    );
    assert.equal(Buffer.from(bytes ?? []).toString(), 'a package');
  });

  it('names the resource that is in the way, and deploys once it is gone', async () => {
    await infra('deploy');
    await infra('teardown', '--yes');
    const theirs = 'datalake-curated-dataset-of-somebody';
    await account(usual, ({ ports }) => ports.buckets.create(theirs));
    // A stack of the same names beside the first one finds all of them taken.
    await infra('deploy');
    const { code, stdout } = await runInfraCommand(['deploy', '--stack-name', 'second'], undefined, env);
    assert.equal(code, 1);
    assert.match(stdout, /The stack second could not be made because of \w+ \(AWS::Glue::\w+/);
    assert.match(stdout, /something of this name already/);
    assert.match(stdout, /\nNext: If it is of an old lab, tear that down/);
    await infra('teardown', '--yes');
    assert.match(
      await infra('deploy', '--stack-name', 'second'),
      /deleting it first[^]*The stack second is made/,
    );
    await infra('teardown', '--yes', '--stack-name', 'second');
    assert.deepEqual(await account(usual, everythingIn), [`bucket ${theirs}`]);
  });

  it('deletes nothing without a yes, and nothing where there is nothing', async () => {
    await infra('deploy');
    const before = await account(usual, everythingIn);
    const { code, stdout } = await runInfraCommand(['teardown'], undefined, env);
    assert.equal(code, 1);
    assert.match(stdout, /This will be deleted:[^]*Nothing was deleted\. Answer y, or pass --yes/);
    const mistyped = await runInfraCommand(['teardown', '--yes', '--retain', 'Vqc'], undefined, env);
    assert.match(mistyped.stdout, /--retain names Vqc, which the stack cmapss-lab does not hold/);
    assert.deepEqual(await account(usual, everythingIn), before);
    const { deleted, there } = JSON.parse(await infra('teardown', '--yes', '--json')) as TornDown;
    assert.equal(deleted.stack, 'cmapss-lab');
    assert.ok(deleted.resources.some(({ type }) => type === 'AWS::Glue::Job'));
    assert.deepEqual(there, []);
    assert.match(await infra('teardown'), /There is no stack cmapss-lab, and nothing of the lab's is left\./);
  });

  it('says what becomes of it when it is stopped, and is finished by the next', async () => {
    const stopped = async (subcommand: string[], at: RegExp): Promise<string> => {
      let isStopped = false;
      const args = [...subcommand, '--pace', '0.1'];
      const { code, stdout } = await runInfraCommand(
        args,
        (said, child) => {
          if (!isStopped && at.test(said)) isStopped = child.kill('SIGINT');
        },
        env,
      );
      noteStore(args);
      assert.equal(code, 130, stdout);
      return stdout;
    };
    const goesOn = /Stopped watching\. What the account has begun goes on/;
    assert.match(await stopped(['deploy'], /Making the stack/), goesOn);
    await infra('deploy');
    const said = await stopped(['teardown', '--yes'], /Emptying s3:/);
    assert.match(said, /Stopped\. What is not deleted yet may stay and cost money/);
    assert.doesNotMatch(said, goesOn);
    await infra('teardown', '--yes');
    assert.deepEqual(await account(usual, everythingIn), []);
  });

  it('makes no account where it is only asked what is there', async () => {
    for (const subcommand of ['status', 'teardown']) {
      const { code, stdout } = await runInfraCommand([subcommand], undefined, env);
      assert.equal(code, 1);
      assert.match(stdout, /There is no practice account in .*: npm run infra -- deploy makes one there\./);
    }
    assert.deepEqual(readdirSync(folder), []);
  });
});

interface TornDown {
  readonly deleted: {
    readonly stack: string;
    readonly resources: readonly { readonly type: string }[];
  };
  readonly there: readonly string[];
}

interface Status {
  readonly stack: { readonly status: string };
  readonly outdated: boolean;
  readonly resources: readonly { readonly type: string }[];
}
