import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { STS } from '@aws-sdk/client-sts';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Practice } from '../../src/launch/launchPractice.ts';
import { clientOf, isAlive, makeStore, until, type TestStore } from '../support/practiceProcess.ts';

describe('the lifetime of a practice account', () => {
  let store: TestStore;
  beforeEach(() => {
    store = makeStore();
  });
  afterEach(() => store.remove());

  it('is one process for all who launch it at the same time', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => store.launch()));
    assert.equal(new Set(all.map(({ pid }) => pid)).size, 1);
    assert.equal(new Set(all.map(({ endpoint }) => endpoint)).size, 1);
    assert.equal(store.pid(), all[0]!.pid);
    assert.equal((await new STS(clientOf(all[3]!)).getCallerIdentity()).Account, '123456789012');
  });

  it('ends some time after the last lease, not before', async () => {
    const [first, second] = [await store.launch(), await store.launch()];
    first.release();
    await first.over;
    const other = await store.launch();
    assert.equal(other.pid, first.pid);
    other.release();
    // Longer than the process lingers: the second lease holds it.
    await assert.rejects(waitBriefly(() => !isAlive(first.pid)));
    assert.equal((await new STS(clientOf(second)).getCallerIdentity()).Account, '123456789012');
    second.release();
    await until('its end', () => !isAlive(first.pid));
  });

  it('loses the lease of a program that is killed', async () => {
    const options = { program: path.resolve('dist/practice.mjs'), store: store.folder, lingerSeconds: 0.2 };
    const code =
      `const { launchPractice } = await import(${JSON.stringify(pathToFileURL(path.resolve('src/launch/launchPractice.ts')).href)});` +
      `process.stdout.write(String((await launchPractice(${JSON.stringify(options)})).pid));`;
    const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(holder.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    await assert.rejects(waitBriefly(() => !isAlive(pid)));
    holder.kill('SIGKILL');
    await until('its end', () => !isAlive(pid));
  });

  it('keeps port, credentials and state across its processes', async () => {
    const first = await store.launch();
    await new S3(clientOf(first)).createBucket({ Bucket: 'kept-bucket' });
    process.kill(first.pid, 'SIGKILL');
    await first.over;
    const second = await store.launch();
    assert.notEqual(second.pid, first.pid);
    assert.equal(second.endpoint, first.endpoint);
    assert.deepEqual(second.credentials, first.credentials);
    const { Buckets = [] } = await new S3(clientOf(second)).listBuckets();
    assert.ok(Buckets.some(({ Name }) => Name === 'kept-bucket'));
  });

  it('is not taken in by an account file whose process is another one', async () => {
    const first = await store.launch();
    first.release();
    await until('its end', () => !isAlive(first.pid));
    // The same process id is alive again, but it is not the account's.
    const file = path.join(store.folder, 'account.json');
    const account = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...account, pid: process.pid }));
    const second = await store.launch();
    assert.notEqual(second.pid, process.pid);
    assert.equal(store.pid(), second.pid);
  });

  it('moves to another port when another program has taken its own, and stays there', async () => {
    const first = await store.launch();
    first.release();
    await until('its end', () => !isAlive(first.pid));
    const stranger = http.createServer((_, reply) => reply.end('hello'));
    stranger.listen(Number(new URL(first.endpoint).port), '127.0.0.1');
    await once(stranger, 'listening');
    try {
      const second = await store.launch();
      assert.notEqual(second.endpoint, first.endpoint);
      assert.deepEqual(second.credentials, first.credentials);
      assert.match(readFileSync(path.join(store.folder, 'practice.log'), 'utf8'), /taken by another program/);
    } finally {
      stranger.close();
    }
  });

  it('does not tell a stranger on its port the secret', async () => {
    const first = await store.launch();
    first.release();
    await until('its end', () => !isAlive(first.pid));
    const heard: string[] = [];
    const stranger = http.createServer((request, reply) => {
      heard.push(JSON.stringify(request.headers));
      reply.writeHead(200, { 'x-practice-proof': '00' }).end('{"pid":1}\n');
    });
    stranger.listen(Number(new URL(first.endpoint).port), '127.0.0.1');
    await once(stranger, 'listening');
    try {
      await store.launch();
      const { secret } = JSON.parse(readFileSync(path.join(store.folder, 'account.json'), 'utf8')) as {
        secret: string;
      };
      assert.ok(heard.length > 0);
      assert.ok(!heard.join().includes(secret));
    } finally {
      stranger.close();
    }
  });

  it('keeps the account file readable by its owner only', async function () {
    if (process.platform === 'win32') this.skip();
    await store.launch();
    assert.equal(statSync(path.join(store.folder, 'account.json')).mode & 0o777, 0o600);
    assert.equal(statSync(store.folder).mode & 0o077, 0);
  });

  it('gives no lease without proof, and no other request under its own paths', async () => {
    const { endpoint } = await store.launch();
    for (const own of ['/-/lease', '/-/reset', '/-/anything']) {
      const reply = await fetch(endpoint + own, { headers: { 'x-practice-proof': `1.${'0'.repeat(64)}` } });
      assert.equal(reply.status, 403, own);
    }
  });

  it('is as new after a reset, for everyone who holds it', async () => {
    const practice = await store.launch();
    const before = await inventory(practice);
    const s3 = new S3(clientOf(practice));
    await s3.createBucket({ Bucket: 'of-this-session' });
    await practice.reset();
    const after = await inventory(practice);
    assert.deepEqual(kinds(after.roles), kinds(before.roles));
    assert.equal(after.buckets.length, before.buckets.length);
    assert.ok(!after.buckets.includes('of-this-session'));
    assert.deepEqual(kinds(after.buckets), kinds(before.buckets));
  });

  it('stays empty after a reset to nothing, at the next start too', async () => {
    const first = await store.launch();
    await first.reset({ empty: true });
    assert.deepEqual(await inventory(first), { buckets: [], roles: [] });
    process.kill(first.pid, 'SIGKILL');
    await first.over;
    const second = await store.launch();
    assert.deepEqual(await inventory(second), { buckets: [], roles: [] });
    await second.reset();
    assert.notDeepEqual(await inventory(second), { buckets: [], roles: [] });
  });

  it('finishes a reset that a killed process began', async () => {
    const first = await store.launch();
    await new S3(clientOf(first)).createBucket({ Bucket: 'of-this-session' });
    process.kill(first.pid, 'SIGKILL');
    await first.over;
    writeFileSync(path.join(store.folder, 'resetting'), 'empty');
    assert.deepEqual(await inventory(await store.launch()), { buckets: [], roles: [] });
  });

  it('says in one sentence why it does not start', async () => {
    writeFileSync(path.join(store.folder, 'state.jsonl'), 'not a state\n');
    await assert.rejects(store.launch(), (error: Error) => {
      assert.match(error.message, /^The practice account in .* did not start: .*practice\.log\)$/s);
      return true;
    });
  });

  it('refuses a store of another version, naming the way out', async () => {
    writeFileSync(path.join(store.folder, 'account.json'), JSON.stringify({ version: 99 }));
    await assert.rejects(store.launch(), /made by another version.*give another folder, or remove this one/);
  });

  it('stops waiting when asked to', async () => {
    const stop = new AbortController();
    const launching = store.launch({ signal: stop.signal });
    stop.abort(new Error('enough'));
    await assert.rejects(launching, /enough|aborted/);
    await (await store.launch()).reset();
  });
});

async function inventory(practice: Practice): Promise<{ buckets: string[]; roles: string[] }> {
  const { Buckets = [] } = await new S3(clientOf(practice)).listBuckets();
  const { Roles = [] } = await new IAM(clientOf(practice)).listRoles();
  return { buckets: Buckets.map(({ Name = '' }) => Name), roles: Roles.map(({ RoleName = '' }) => RoleName) };
}

/** Names of buckets or roles without their random ends. */
function kinds(names: readonly string[]): string[] {
  return names.map((name) => name.replace(/-[^-]+$/, '')).sort();
}

async function waitBriefly(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 500;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it does not hold');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
