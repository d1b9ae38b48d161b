import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { defaultEvent } from '../../../../src/lab/event.ts';
import { findLabData } from '../../../../src/lab/dataset/labData.ts';
import type { OnProgress } from '../../../../src/lab/progress.ts';
import { runStage } from '../../../../src/lab/runStage.ts';
import { StageError, type LabContext } from '../../../../src/lab/stage.ts';
import { publish } from '../../../../src/lab/stages/publish.ts';
import { fakeAccount, fakeBuckets, fakeStream, type FakeObjects } from '../../../support/fakeAccount.ts';
import { fakeResources, resourceNames } from '../../../support/fakeResources.ts';

const bucket = resourceNames.submissionsBucket;
const stream = resourceNames.deliveryStream;
const quiet = (): void => undefined;

describe('publish', () => {
  let folder: string;
  let objects: FakeObjects;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'publish-'));
    objects = new Map(fakeResources.buckets.map((name) => [name, new Map<string, string>()]));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Writes data files and gives a context over a fake stream. */
  const contextOver = async (
    files: Record<string, string>,
    fake: ReturnType<typeof fakeStream> = fakeStream(stream, bucket, objects),
  ): Promise<LabContext> => {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    return {
      account: fakeAccount({ ...fakeResources.ports, buckets: fakeBuckets(objects), streams: fake }),
      event: defaultEvent,
      data: await findLabData(folder),
      files: { read: () => Promise.reject(new Error()), write: () => Promise.reject(new Error()) },
    };
  };
  const delivered = (): string =>
    [...(objects.get(bucket) ?? [])]
      .filter(([key]) => key.startsWith('streaming_submissions/'))
      .sort()
      .map(([, text]) => text)
      .join('');
  const run = (context: LabContext, again = false) =>
    runStage(publish, context, quiet, new AbortController().signal, { again });
  const lines = (count: number, from = 0): string =>
    Array.from({ length: count }, (_, index) => `${from + index} 1 -0.0007 100.0  \n`).join('');

  it('sends every line of the training files byte for byte, its file name in front', async () => {
    const context = await contextOver({
      'train_FD001.txt': '1 1 -0.0007  \n1 2 0.0019  \n',
      'train_FD002.txt': '1 1 34.9983  \n',
      'test_FD001.txt': '9 9 9  \n',
    });
    const outcome = await run(context);
    assert.deepEqual(outcome, { kind: 'done', ran: true, facts: { files: 2, lines: 3 } });
    assert.equal(
      delivered(),
      'train_FD001.txt 1 1 -0.0007  \ntrain_FD001.txt 1 2 0.0019  \ntrain_FD002.txt 1 1 34.9983  \n',
    );
  });

  it('says how long Firehose may hold back what was sent', async () => {
    const told: string[] = [];
    const tell: OnProgress = (progress) => {
      if (progress.kind !== 'log') told.push(progress.text);
    };
    await runStage(
      publish,
      await contextOver({ 'train_FD001.txt': '1 1  \n' }),
      tell,
      new AbortController().signal,
    );
    assert.ok(told.some((text) => text.includes('buffers them for up to 60 s')));
  });

  it('ends a last line that has no line feed, so that no two lines are glued', async () => {
    await run(await contextOver({ 'train_FD001.txt': '1 1  ', 'train_FD002.txt': '2 2  ' }));
    assert.equal(delivered(), 'train_FD001.txt 1 1  \ntrain_FD002.txt 2 2  \n');
  });

  it('puts at most 500 records at a time', async () => {
    const fake = fakeStream(stream, bucket, objects);
    await run(await contextOver({ 'train_FD001.txt': lines(1201) }, fake));
    assert.deepEqual(fake.calls, [500, 500, 201]);
  });

  it('puts at most 4 MiB at a time', async () => {
    const fake = fakeStream(stream, bucket, objects);
    const long = `${'7'.repeat(900 * 1024)}\n`;
    await run(await contextOver({ 'train_FD001.txt': long.repeat(6) }, fake));
    assert.deepEqual(fake.calls, [4, 2]);
  });

  it('refuses a line longer than a record may be, and says where it is', async () => {
    const outcome = await run(await contextOver({ 'train_FD001.txt': `1\n${'7'.repeat(1000 * 1024)}\n` }));
    assert.ok(outcome.kind === 'failed');
    assert.match(String(outcome.reason), /Line 2 of train_FD001\.txt/);
  });

  it('sends only those records again that were not taken', async () => {
    const refused = new Set<string>();
    const fake = fakeStream(stream, bucket, objects, (record) => {
      if (!/ [37] 1 /.test(record) || refused.has(record)) return undefined;
      refused.add(record);
      return 'ServiceUnavailableException';
    });
    const outcome = await run(await contextOver({ 'train_FD001.txt': lines(10) }, fake));
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(fake.calls, [10, 2]);
    assert.equal(delivered().split('\n').length - 1, 10);
  });

  it('sends only what is missing after it broke off, by content', async () => {
    const stop = new AbortController();
    const fake = fakeStream(stream, bucket, objects, (_record, call) => {
      if (call === 2) stop.abort();
      return undefined;
    });
    const context = await contextOver({ 'train_FD001.txt': lines(6000) }, fake);
    const first = await runStage(publish, context, quiet, stop.signal);
    assert.deepEqual(first, { kind: 'cancelled' });
    const sent = fake.calls.reduce((sum, count) => sum + count, 0);
    assert.ok(sent < 6000);

    const again = await contextOver({}, fakeStream(`${stream}2`, bucket, objects));
    const second = fakeStream(stream, bucket, objects);
    // Its own numbering of objects starts anew, so the objects of the first run are moved out of its way.
    const there = objects.get(bucket)!;
    for (const [key, text] of [...there]) {
      if (!key.startsWith('streaming_submissions/')) continue;
      there.delete(key);
      there.set(`streaming_submissions/2025/01/01/07/${path.basename(key)}`, text);
    }
    const outcome = await run({
      ...again,
      account: fakeAccount({ ...fakeResources.ports, buckets: fakeBuckets(objects), streams: second }),
    });
    assert.deepEqual(outcome, { kind: 'done', ran: true, facts: { files: 1, lines: 6000 } });
    assert.equal(
      second.calls.reduce((sum, count) => sum + count, 0),
      6000 - sent,
    );
    assert.equal(delivered().split('\n').length - 1, 6000);
  });

  it('looks what has arrived before it sends anything again when an answer got lost', async () => {
    const fake = fakeStream(stream, bucket, objects);
    const { put } = fake;
    let lost = 0;
    fake.put = async (name, records) => {
      const answer = await put!(name, records);
      if (fake.calls.length !== 2) return answer;
      lost += 1;
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    };
    const outcome = await run(await contextOver({ 'train_FD001.txt': lines(2000) }, fake));
    assert.equal(lost, 1);
    assert.deepEqual(outcome, { kind: 'done', ran: true, facts: { files: 1, lines: 2000 } });
    assert.equal(delivered().split('\n').length - 1, 2000, 'none twice');
  });

  it('waits for what an earlier run left in the buffer before it sends anything', async () => {
    const there = objects.get(bucket)!;
    there.set('cmapss-publishing', 'left by a run that was killed');
    const arrival = setTimeout(
      () => there.set('streaming_submissions/2025/01/01/07/late', 'train_FD001.txt 1 1  \n'),
      300,
    );
    const fake = fakeStream(stream, bucket, objects);
    const outcome = await run(await contextOver({ 'train_FD001.txt': '1 1  \n1 2  \n' }, fake));
    clearTimeout(arrival);
    assert.equal(outcome.kind, 'done');
    assert.deepEqual(fake.calls, [1]);
    assert.ok(!there.has('cmapss-publishing'));
  });

  it('knows equal lines apart: as many as the file has must be there', async () => {
    const twice = '1 1  \n1 1  \n';
    objects.get(bucket)!.set('streaming_submissions/a', 'train_FD001.txt 1 1  \n');
    const context = await contextOver({ 'train_FD001.txt': twice });
    const check = await publish.check(context);
    assert.match(check.done ? '' : check.reason, /1 of the 2 lines/);
    objects.get(bucket)!.set('streaming_submissions/b', 'train_FD001.txt 1 1  \n');
    assert.equal((await publish.check(context)).done, true);
  });

  it('names lines that are there twice, and publishes from the start when asked', async () => {
    objects.get(bucket)!.set('streaming_submissions/a', 'train_FD001.txt 1 1  \n'.repeat(2));
    const context = await contextOver({ 'train_FD001.txt': '1 1  \n' });
    const outcome = await run(context);
    assert.ok(outcome.kind === 'failed' && outcome.reason instanceof StageError);
    assert.match(outcome.reason.message, /there twice or belong to other files: 1 of train_FD001\.txt/);
    const again = await run(context, true);
    assert.equal(again.kind, 'done');
    assert.equal(delivered(), 'train_FD001.txt 1 1  \n');
  });

  it('sends nothing beside the lines of other files, and says to start anew', async () => {
    await run(await contextOver({ 'train_FD001.txt': lines(10) }));
    const fake = fakeStream(stream, bucket, objects);
    const outcome = await runStage(
      publish,
      await contextOver({ 'train_FD001.txt': lines(20, 100) }, fake),
      quiet,
      new AbortController().signal,
    );
    assert.ok(outcome.kind === 'failed' && outcome.reason instanceof StageError);
    assert.match(outcome.reason.message, /belong to other files: 10 of train_FD001\.txt/);
    assert.deepEqual(fake.calls, []);
  });

  it('does nothing when every line is there', async () => {
    const fake = fakeStream(stream, bucket, objects);
    const context = await contextOver({ 'train_FD001.txt': lines(3) }, fake);
    await run(context);
    const outcome = await run(context);
    assert.deepEqual(outcome, { kind: 'done', ran: false, facts: { files: 1, lines: 3 } });
    assert.deepEqual(fake.calls, [3]);
  });
});
