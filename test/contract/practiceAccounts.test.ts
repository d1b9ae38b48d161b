import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createAccounts } from '../../src/accounts/openAccount.ts';
import type { AwsCall, OpenAccount } from '../../src/lab/ports/accounts.ts';
import { isAlive, makeStore, until, type TestStore } from '../support/practiceProcess.ts';

const practice = { kind: 'practice' } as const;

describe('the practice account on this machine', () => {
  const accounts = createAccounts(path.resolve('dist/practice.mjs'));
  let store: TestStore;
  let opened: OpenAccount[];
  beforeEach(() => {
    store = makeStore();
    opened = [];
  });
  afterEach(async () => {
    for (const account of opened) account.close();
    if (existsSync(path.join(store.folder, 'account.json'))) {
      const pid = store.pid();
      if (isAlive(pid)) process.kill(pid);
      await until(`the end of process ${pid}`, () => !isAlive(pid));
    }
    await store.remove();
  });
  const open = async (onCall?: (call: AwsCall) => void): Promise<OpenAccount> => {
    const account = await accounts.open(practice, { store: store.folder, pace: 0, onCall });
    opened.push(account);
    return account;
  };

  it('is served once for all who open it, and tells of their requests', async () => {
    const calls: AwsCall[] = [];
    const [one, other] = await Promise.all([open((call) => calls.push(call)), open()]);
    assert.equal(one.account.kind, 'practice');
    assert.equal(one.practice?.store, store.folder);
    await one.account.ports.streams.list();
    assert.deepEqual(
      calls.map(({ service, operation }) => `${service}.${operation}`),
      ['STS.GetCallerIdentity', 'Firehose.ListDeliveryStreams'],
    );
    const { pid } = await accounts.describePractice(store.folder);
    assert.equal(pid, store.pid());
    await other.account.ports.buckets.list();
  });

  it('is over for its opener when its process ends', async () => {
    const { over } = await open();
    process.kill(store.pid());
    await over;
  });

  it('tells terminals how to reach it as soon as it was started once, without starting it', async () => {
    const where = { store: store.folder };
    assert.equal(await accounts.variables(practice, where), undefined);
    const { account } = await open();
    const file = JSON.parse(readFileSync(path.join(store.folder, 'account.json'), 'utf8')) as {
      port: number;
      credentials: { accessKeyId: string; secretAccessKey: string };
    };
    account.close();
    process.kill(store.pid());
    await until('the end of the process', () => !isAlive(store.pid()));
    const variables = await accounts.variables(practice, where);
    assert.equal(variables?.['AWS_ENDPOINT_URL'], `http://127.0.0.1:${file.port}`);
    assert.equal(variables['AWS_ACCESS_KEY_ID'], file.credentials.accessKeyId);
    assert.equal(variables['AWS_SECRET_ACCESS_KEY'], file.credentials.secretAccessKey);
    assert.equal(variables['AWS_REGION'], 'us-east-1');
    assert.equal(variables['AWS_DEFAULT_REGION'], 'us-east-1');
    for (const unset of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL_S3']) {
      assert.ok(unset in variables && variables[unset] === undefined, unset);
    }
    assert.equal((await accounts.describePractice(store.folder)).pid, undefined);
  });

  it('says how large it is, without the lab files beside it', async () => {
    assert.deepEqual(await accounts.describePractice(path.join(store.folder, 'none')), {
      store: path.join(store.folder, 'none'),
      made: false,
      bytes: 0,
      pid: undefined,
    });
    const { account } = await open();
    const [bucket] = await account.ports.buckets.list();
    const before = await accounts.describePractice(store.folder);
    await account.ports.buckets.put(bucket?.name ?? '', 'a/b', Buffer.alloc(100_000));
    mkdirSync(path.join(store.folder, 'lab'));
    writeFileSync(path.join(store.folder, 'lab', 'mine'), Buffer.alloc(1_000_000));
    const { made, bytes } = await accounts.describePractice(store.folder);
    assert.ok(made);
    assert.ok(bytes - before.bytes >= 100_000 && bytes - before.bytes < 200_000, `${bytes - before.bytes}`);
  });

  it('is as new after a reset', async () => {
    const { account, practice: own } = await open();
    const [bucket] = await account.ports.buckets.list();
    await account.ports.buckets.put(bucket?.name ?? '', 'gone', 'x');
    await own?.reset();
    for (const { name } of await account.ports.buckets.list()) {
      assert.equal(await account.ports.buckets.read(name, 'gone'), undefined);
    }
    assert.ok((await account.ports.jobs.list()).includes('calc_rul'));
  });

  it('is deleted with its process, and nothing else of the folder is', async () => {
    const { account, over } = await open();
    const [bucket] = await account.ports.buckets.list();
    await account.ports.buckets.put(bucket?.name ?? '', 'gone', 'x');
    const pid = store.pid();
    mkdirSync(path.join(store.folder, 'lab'));
    writeFileSync(path.join(store.folder, 'lab', 'glue_job.py'), 'mine');
    writeFileSync(path.join(store.folder, 'notes.txt'), 'mine, too');
    await accounts.deletePractice(store.folder);
    await over;
    assert.equal(isAlive(pid), false);
    assert.deepEqual(readdirSync(store.folder).sort(), ['lab', 'notes.txt']);
    assert.equal(readFileSync(path.join(store.folder, 'lab', 'glue_job.py'), 'utf8'), 'mine');
    const beside = readdirSync(path.dirname(store.folder));
    assert.deepEqual(
      beside.filter((name) => name.startsWith(`${path.basename(store.folder)}-`)),
      [],
    );
  });

  it('leaves no folder behind when it was alone in it, and is made anew by the next use', async () => {
    await open();
    await accounts.deletePractice(store.folder);
    assert.equal(existsSync(store.folder), false);
    const { account } = await open();
    assert.ok((await account.ports.jobs.list()).includes('calc_rul'));
  });

  it('is neither deleted from nor put into a folder that holds something else', async () => {
    writeFileSync(path.join(store.folder, 'thesis.tex'), 'mine');
    await assert.rejects(
      accounts.deletePractice(store.folder),
      /There is no practice account in .*nothing was deleted/,
    );
    await assert.rejects(open(), /holds other things than a practice account: give an empty or a new folder/);
    assert.deepEqual(readdirSync(store.folder), ['thesis.tex']);
    rmSync(path.join(store.folder, 'thesis.tex'));
    await open();
  });
});
