import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { readAccount } from '../../../src/launch/accountFile.ts';
import { launchPractice } from '../../../src/launch/launchPractice.ts';
import { takeLease } from '../../../src/launch/lease.ts';

const account = {
  version: 1,
  port: 1,
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  secret: 'secret',
};

describe('finding a practice account', () => {
  let store: string;
  const servers: http.Server[] = [];
  beforeEach(() => {
    store = mkdtempSync(path.join(os.tmpdir(), 'launch-'));
  });
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
    rmSync(store, { recursive: true, force: true });
  });

  const serve = async (answer: RequestListener): Promise<number> => {
    const server = http.createServer(answer).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const write = (file: string, text: string) => writeFileSync(path.join(store, file), text);

  it('reads what the account file says', async () => {
    write('account.json', JSON.stringify(account));
    assert.deepEqual(await readAccount(store), account);
  });

  it('finds none in a folder without an account file, or in no folder', async () => {
    assert.equal(await readAccount(store), undefined);
    assert.equal(await readAccount(path.join(store, 'none')), undefined);
  });

  it('refuses an account file of another version', async () => {
    write('account.json', JSON.stringify({ ...account, version: 2 }));
    await assert.rejects(readAccount(store), /made by another version/);
  });

  it('gets no lease where nobody answers, or somebody without proof', async () => {
    assert.equal(await takeLease(account), undefined);
    const port = await serve((_, reply) =>
      reply.writeHead(200, { 'x-practice-proof': 'x' }).end('{"pid":1}\n'),
    );
    assert.equal(await takeLease({ ...account, port }), undefined);
    const ending = await serve((_, reply) => reply.writeHead(503).end());
    assert.equal(await takeLease({ ...account, port: ending }), undefined);
  });

  it("fails with the program's own words when that ends, and says where its log is", async () => {
    const program = path.join(store, 'broken.mjs');
    write('broken.mjs', "process.stderr.write('There is no room left.\\n'); process.exit(1);");
    await assert.rejects(launchPractice({ program, store }), (error: Error) => {
      assert.ok(
        error.message.startsWith(`The practice account in ${store} did not start: There is no room left.`),
      );
      assert.ok(error.message.includes(path.join(store, 'practice.log')));
      return true;
    });
  });

  it('tries again while another process has the store', async () => {
    const program = path.join(store, 'taken.mjs');
    // Says twice that the store is taken, then that something is wrong.
    write(
      'taken.mjs',
      "import fs from 'node:fs'; fs.appendFileSync('tries', 'x');" +
        "if (fs.readFileSync('tries', 'utf8').length < 3) process.exit(3);" +
        "process.stderr.write('third try'); process.exit(1);",
    );
    await assert.rejects(launchPractice({ program, store }), /third try/);
  });

  it('ends waiting with the reason of its signal', async () => {
    const program = path.join(store, 'silent.mjs');
    write('silent.mjs', 'setTimeout(() => {}, 1500);');
    const reason = new Error('enough');
    const launching = launchPractice({ program, store, signal: AbortSignal.any([AbortSignal.timeout(300)]) });
    await assert.rejects(launching, { name: /AbortError|TimeoutError/ });
    await assert.rejects(launchPractice({ program, store, signal: AbortSignal.abort(reason) }), reason);
  });
});
