import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endProcess } from '../../src/launch/endProcess.ts';
import { connectStore } from '../support/connectStore.ts';
import { everythingIn, runInfraCommand } from '../support/infraCommand.ts';
import { random, seed } from '../support/killing.ts';
import { practicePid } from '../support/practicePid.ts';

/** At this pace a stack takes a second or two, so that kills find it at work; whatever finishes it need not be as slow. */
const slow = ['--pace', String(1 / 60)];

/** What is killed: the command, or the account's own process under it. */
const victims: Readonly<Record<string, (child: ChildProcess, store: string) => void>> = {
  'the command': (child) => void child.kill('SIGKILL'),
  'the practice process': (_, store) => process.kill(practicePid(store), 'SIGKILL'),
};

describe(`npm run infra that is killed (SEED=${seed})`, function () {
  this.timeout(240_000);
  let store: string;

  beforeEach(() => {
    store = mkdtempSync(path.join(os.tmpdir(), 'infra-killed-'));
  });
  afterEach(async () => {
    await endProcess(practicePid(store));
    rmSync(store, { recursive: true, force: true, maxRetries: 5 });
  });

  const infra = (subcommand: string[], onOutput?: (stdout: string, child: ChildProcess) => void) =>
    runInfraCommand([...subcommand, '--store', store], onOutput);
  /** Kills once, a little while after so many lines were told. */
  const killedAfter = async (
    subcommand: string[],
    lines: number,
    kill: (child: ChildProcess, store: string) => void,
  ): Promise<void> => {
    let killed = false;
    await infra([...subcommand, ...slow], (stdout, child) => {
      if (killed || stdout.split('\n').length < lines) return;
      killed = true;
      setTimeout(() => {
        if (child.exitCode === null) kill(child, store);
      }, random() * 100);
    });
    assert.ok(killed, 'nothing was killed');
  };
  const done = async (subcommand: string[]): Promise<string> => {
    const { code, stdout, stderr } = await infra(subcommand);
    assert.equal(code, 0, `${stdout}\n${stderr}`);
    return stdout;
  };

  for (const [victim, kill] of Object.entries(victims)) {
    it(`is finished by the next call, whenever ${victim} was killed in the middle of deploying`, async () => {
      for (let kills = 0; kills < 3; kills += 1) {
        await killedAfter(['deploy'], 3 + Math.floor(random() * 12), kill);
        await done(['deploy']);
        assert.match(await done(['deploy']), /nothing had to be changed/);
        await done(['teardown', '--yes']);
      }
      const account = await connectStore(store);
      assert.deepEqual(await everythingIn(account), []);
      account.close();
    });

    it(`is finished by the next call, whenever ${victim} was killed in the middle of tearing down`, async () => {
      for (let kills = 0; kills < 3; kills += 1) {
        await done(['deploy']);
        const account = await connectStore(store);
        const buckets = (await account.ports.buckets.list()).map(({ name }) => name);
        for (const bucket of buckets) await account.ports.buckets.put(bucket, 'rows/1', 'x');
        account.close();
        await killedAfter(['teardown', '--yes'], 34 + Math.floor(random() * 14), kill);
        await done(['teardown', '--yes']);
        const after = await connectStore(store);
        assert.deepEqual(await everythingIn(after), []);
        after.close();
      }
    });
  }
});
