import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import type { OnBytes } from '../../../src/lab/dataset/nasa/download.ts';
import { getData } from '../../../src/headless/data/getData.ts';
import type { DataCommand } from '../../../src/headless/data/options.ts';
import type { PublishedFile } from '../../../src/lab/dataset/dataFile.ts';
import { writeFleet } from '../../../src/lab/fleet/writeFleet.ts';

/** Stands for NASA's files: a small fleet, held to its own checksums. */
const published: Record<string, PublishedFile> = {};
const originals: Record<string, Uint8Array> = {};
const unbothered = new AbortController().signal;

describe("getting NASA's data", () => {
  let scratch: string;
  let to: string;
  let server: Server | undefined;
  before(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'published-'));
    await writeFleet(folder, { seed: 3, engines: 2, subsets: ['FD001', 'FD002'] });
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(path.join(folder, name));
      originals[name] = new Uint8Array(bytes);
      published[name] = {
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
        rows: bytes.filter((byte) => byte === 10).length,
      };
    }
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    scratch = mkdtempSync(path.join(os.tmpdir(), 'data-'));
    to = path.join(scratch, 'to');
  });
  afterEach(async () => {
    rmSync(scratch, { recursive: true, force: true });
    server?.closeAllConnections();
    if (server) await new Promise((resolve) => server?.close(resolve));
    server = undefined;
  });

  const get = (
    command: Exclude<DataCommand, { kind: 'help' | 'simulate' }>,
    signal = unbothered,
    onBytes: OnBytes = () => undefined,
  ) => getData(command, published, onBytes, signal);
  const serve = async (
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<string> => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/archive.zip`;
  };
  /** As NASA packs it: a zip in a zip, in folders, with other files around. */
  const archive = (files: Record<string, Uint8Array> = originals) =>
    zipSync({
      '6. Data Set/CMAPSSData.zip': zipSync({ ...files, 'readme.txt': new Uint8Array([1]) }),
      '6. Data Set/paper.pdf': new Uint8Array(1000),
    });
  const changed = (name: string) => {
    const bytes = Uint8Array.from(originals[name]!);
    bytes[0] = 57;
    return { ...originals, [name]: bytes };
  };
  const assertNothingWritten = () => assert.ok(!existsSync(to) || readdirSync(to).length === 0);
  const assertAllWritten = () => {
    assert.deepEqual(readdirSync(to).sort(), Object.keys(originals).sort());
    for (const [name, bytes] of Object.entries(originals))
      assert.ok(readFileSync(path.join(to, name)).equals(bytes), name);
  };

  describe('from a folder', () => {
    const put = (name: string, bytes: Uint8Array) => writeFileSync(path.join(scratch, name), bytes);

    it('checks plain files and leaves them where they are', async () => {
      for (const [name, bytes] of Object.entries(originals)) put(name, bytes);
      const data = await get({ kind: 'folder', from: scratch, to: undefined });
      assert.equal(data.folder, scratch);
      assert.equal(data.written, false);
      assert.deepEqual(data.names, Object.keys(originals).sort());
      assert.equal(
        data.trainingRows,
        published['train_FD001.txt']!.rows + published['train_FD002.txt']!.rows,
      );
    });

    it('copies plain files where they are wanted', async () => {
      for (const [name, bytes] of Object.entries(originals)) put(name, bytes);
      assert.equal((await get({ kind: 'folder', from: scratch, to })).written, true);
      assertAllWritten();
    });

    it('unpacks .gz files, and names what is missing', async () => {
      put('train_FD001.txt.gz', gzipSync(originals['train_FD001.txt']!));
      put('RUL_FD001.txt', originals['RUL_FD001.txt']!);
      const data = await get({ kind: 'folder', from: scratch, to });
      assert.deepEqual(readdirSync(to).sort(), ['RUL_FD001.txt', 'train_FD001.txt']);
      assert.deepEqual(data.missing, [
        'RUL_FD002.txt',
        'test_FD001.txt',
        'test_FD002.txt',
        'train_FD002.txt',
      ]);
    });

    it('finds them in a zip, in its folder or named itself', async () => {
      put('CMAPSSData.zip', zipSync(originals));
      await get({ kind: 'folder', from: scratch, to });
      assertAllWritten();
      rmSync(to, { recursive: true });
      put('outer.zip', archive());
      await get({ kind: 'folder', from: path.join(scratch, 'outer.zip'), to });
      assertAllWritten();
    });

    it('refuses a changed file by name, and writes none', async () => {
      for (const [name, bytes] of Object.entries(changed('test_FD002.txt'))) put(name, bytes);
      await assert.rejects(get({ kind: 'folder', from: scratch, to }), {
        name: 'DataError',
        message:
          /^test_FD002\.txt is not the published file: its SHA-256 is [0-9a-f]{64} instead of [0-9a-f]{64}\. Get/,
      });
      assertNothingWritten();
    });

    it('names every file that differs', async () => {
      for (const [name, bytes] of Object.entries(changed('test_FD002.txt'))) put(name, bytes);
      put('RUL_FD001.txt', changed('RUL_FD001.txt')['RUL_FD001.txt']!);
      await assert.rejects(
        get({ kind: 'folder', from: scratch, to }),
        /RUL_FD001\.txt is not .*Others that differ: test_FD002\.txt\./,
      );
    });

    const refused: [name: string, prepare: () => void, message: RegExp][] = [
      ['a folder without them', () => undefined, /None of NASA's files .* is in /],
      [
        'labels alone',
        () => put('RUL_FD001.txt', originals['RUL_FD001.txt']!),
        /There is no training file among RUL_FD001\.txt/,
      ],
      [
        'a broken .gz',
        () => put('train_FD001.txt.gz', gzipSync(originals['train_FD001.txt']!).subarray(0, 500)),
        /train_FD001\.txt\.gz cannot be unpacked/,
      ],
      [
        'a .gz of something huge',
        () => put('train_FD001.txt.gz', gzipSync(new Uint8Array(5_000_000))),
        /cannot be unpacked to the published file/,
      ],
      [
        'a zip cut short',
        () => put('CMAPSSData.zip', zipSync(originals).subarray(0, 2000)),
        /CMAPSSData\.zip is not a whole zip archive/,
      ],
      [
        'another edition in a zip',
        () => put('CMAPSSData.zip', zipSync({ 'train_FD001.txt': new Uint8Array(7) })),
        /train_FD001\.txt in CMAPSSData\.zip has 7 bytes instead of \d+/,
      ],
    ];
    for (const [name, prepare, message] of refused) {
      it(`refuses ${name}`, async () => {
        prepare();
        await assert.rejects(get({ kind: 'folder', from: scratch, to }), { name: 'DataError', message });
        assertNothingWritten();
      });
    }

    it('refuses a folder that is not there', async () => {
      await assert.rejects(
        get({ kind: 'folder', from: path.join(scratch, 'no'), to }),
        /cannot be read; check the path/,
      );
    });
  });

  describe('from the network', () => {
    it('unpacks the archive in the archive, and tells how far it is', async () => {
      const body = archive();
      const url = await serve((_, response) => response.setHeader('content-length', body.length).end(body));
      const seen: [number, number | undefined][] = [];
      const data = await get({ kind: 'download', url, to }, unbothered, (received, total) =>
        seen.push([received, total]),
      );
      assert.equal(data.folder, to);
      assertAllWritten();
      assert.deepEqual(seen.at(-1), [body.length, body.length]);
    });

    it('follows to where the archive has moved, and works without a length', async () => {
      const url = await serve((request, response) => {
        if (request.url === '/archive.zip') response.writeHead(302, { location: '/moved.zip' }).end();
        else {
          response.write(archive().subarray(0, 10));
          response.end(archive().subarray(10));
        }
      });
      await get({ kind: 'download', url, to });
      assertAllWritten();
    });

    it('replaces what was there only with the whole', async () => {
      mkdirSync(to);
      writeFileSync(path.join(to, 'train_FD001.txt'), 'old');
      const url = await serve((_, response) => response.end(archive(changed('train_FD002.txt'))));
      await assert.rejects(get({ kind: 'download', url, to }), /train_FD002\.txt is not the published file/);
      assert.deepEqual(readdirSync(to), ['train_FD001.txt']);
      assert.equal(readFileSync(path.join(to, 'train_FD001.txt'), 'utf8'), 'old');
    });

    const refused: [name: string, answer: (response: ServerResponse) => unknown, message: RegExp][] = [
      [
        'a page that is not there',
        (response) => response.writeHead(404).end('gone'),
        /answered 404 Not Found for http.*--url/,
      ],
      [
        'a download that breaks off',
        (response) => {
          const body = archive();
          response
            .setHeader('content-length', body.length)
            .write(body.subarray(0, 1000), () => response.destroy());
        },
        /broke off after \d+ of \d+ bytes; try again\. Nothing was written\./,
      ],
      [
        'an archive cut short',
        (response) => response.end(archive().subarray(0, 3000)),
        /is not a whole zip archive; fetch it again/,
      ],
      ['a web page', (response) => response.end('<html>sign in</html>'), /is not a whole zip archive/],
      [
        'an archive of other things',
        (response) => response.end(zipSync({ 'a.txt': new Uint8Array(3) })),
        /holds none of NASA's files/,
      ],
    ];
    for (const [name, answer, message] of refused) {
      it(`refuses ${name}, and writes nothing`, async () => {
        const url = await serve((_, response) => void answer(response));
        await assert.rejects(get({ kind: 'download', url, to }), { name: 'DataError', message });
        assertNothingWritten();
      });
    }

    it('says so when the machine is offline', async () => {
      const url = await serve(() => undefined);
      server?.close();
      await assert.rejects(
        get({ kind: 'download', url, to }),
        /127\.0\.0\.1:\d+ cannot be reached; .*--from/,
      );
    });

    it('stops when it is told to, and writes nothing', async () => {
      const stop = new AbortController();
      const url = await serve((_, response) =>
        response.setHeader('content-length', 1e6).write(new Uint8Array(1000)),
      );
      const going = get({ kind: 'download', url, to }, stop.signal, () => stop.abort());
      await assert.rejects(going, { name: 'AbortError' });
      assertNothingWritten();
    });
  });
});
