import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { findLabData } from '../../../../../src/lab/dataset/labData.ts';
import { defaultEvent } from '../../../../../src/lab/event.ts';
import type { Progress } from '../../../../../src/lab/progress.ts';
import { isLive } from '../../../../../src/lab/publish/live/liveState.ts';
import { LivePublishing } from '../../../../../src/lab/publish/live/livePublishing.ts';
import type { LiveClock } from '../../../../../src/lab/publish/live/pacer.ts';
import { runStage } from '../../../../../src/lab/runStage.ts';
import { StageError, type LabContext } from '../../../../../src/lab/stage.ts';
import { publish } from '../../../../../src/lab/stages/publish.ts';
import { fakeAccount, fakeBuckets, fakeStream, type FakeObjects } from '../../../../support/fakeAccount.ts';
import { fakeResources, resourceNames } from '../../../../support/fakeResources.ts';

const bucket = resourceNames.submissionsBucket;
const stream = resourceNames.deliveryStream;
const folderPrefix = 'streaming_submissions/';

/** A clock on which waits take no time: each ends in the next turn, in the order of what is due. */
function quickClock(): LiveClock {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      const due = now + ms;
      await nextTurn(undefined, { signal });
      now = Math.max(now, due);
    },
  };
}

describe('live publishing', () => {
  let folder: string;
  let objects: FakeObjects;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'live-'));
    objects = new Map(fakeResources.buckets.map((name) => [name, new Map<string, string>()]));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Writes training files of engines that live so long, and gives a context over a fake stream. */
  const contextOver = async (
    lives: Record<string, readonly number[]>,
    fake: ReturnType<typeof fakeStream> = fakeStream(stream, bucket, objects),
  ): Promise<LabContext> => {
    for (const [subset, engines] of Object.entries(lives)) {
      const lines = engines.flatMap((life, index) =>
        Array.from({ length: life }, (_, cycle) => `${index + 1} ${cycle + 1} 0.1 -0.2 100.0 518.67  \n`),
      );
      await writeFile(path.join(folder, `train_${subset}.txt`), lines.join(''));
    }
    return {
      account: fakeAccount({ ...fakeResources.ports, buckets: fakeBuckets(objects), streams: fake }),
      event: defaultEvent,
      data: await findLabData(folder),
      files: { read: () => Promise.reject(new Error()), write: () => Promise.reject(new Error()) },
    };
  };
  /** Delivered lines in the order of their objects. */
  const delivered = (): string[] =>
    [...(objects.get(bucket) ?? [])]
      .filter(([key]) => key.startsWith(folderPrefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, text]) => text.split('\n').slice(0, -1));
  const cyclesOf = (lines: readonly string[]): number[] => lines.map((line) => Number(line.split(' ')[2]));
  const live = (): LivePublishing =>
    new LivePublishing({ clock: quickClock(), backOff: () => Promise.resolve() });
  const run = (
    publishing: LivePublishing,
    context: LabContext,
    stop = new AbortController(),
    tell: (progress: Progress) => void = () => undefined,
  ): Promise<void> => publishing.run(context, tell, stop.signal);
  /** Calls `act` once, when a put of this number comes. */
  const onPut = (fake: ReturnType<typeof fakeStream>, number: number, act: () => void): void => {
    const { put } = fake;
    fake.put = (...args) => {
      if (fake.calls.length + 1 === number) act();
      return put!(...args);
    };
  };
  const isEachThereOnce = (count: number): void => {
    const lines = delivered();
    assert.equal(lines.length, count);
    assert.equal(new Set(lines).size, count, 'none twice');
  };

  it('sends a line of each engine that still runs, cycle after cycle', async () => {
    const fake = fakeStream(stream, bucket, objects);
    const publishing = live();
    await run(publishing, await contextOver({ FD001: [3, 5], FD002: [2] }, fake));
    assert.deepEqual(fake.calls, [3, 3, 2, 1, 1]);
    assert.deepEqual(delivered().slice(0, 3), [
      'train_FD001.txt 1 1 0.1 -0.2 100.0 518.67  ',
      'train_FD001.txt 2 1 0.1 -0.2 100.0 518.67  ',
      'train_FD002.txt 1 1 0.1 -0.2 100.0 518.67  ',
    ]);
    assert.deepEqual(cyclesOf(delivered()), [1, 1, 1, 2, 2, 2, 3, 3, 4, 5]);
    const { phase, lines, linesInAll, cycle, objects: count, arrivedBytes, bytes } = publishing.state;
    assert.deepEqual(
      { phase, lines, linesInAll, cycle, count },
      { phase: 'published', lines: 10, linesInAll: 10, cycle: 5, count: 5 },
    );
    assert.equal(arrivedBytes, bytes);
    assert.ok(!objects.get(bucket)!.has('cmapss-publishing'));
  });

  it('keeps to the records of a request where a cycle has more engines', async () => {
    const fake = fakeStream(stream, bucket, objects);
    await run(live(), await contextOver({ FD002: Array.from({ length: 620 }, () => 2) }, fake));
    assert.deepEqual(fake.calls, [500, 120, 500, 120]);
  });

  it('pauses, says so, and goes on where it was', async () => {
    const fake = fakeStream(stream, bucket, objects);
    const context = await contextOver({ FD001: Array.from({ length: 3 }, () => 50) }, fake);
    const publishing = live();
    onPut(fake, 10, () => publishing.pause());
    const told: string[] = [];
    let sentWhilePaused: number | undefined;
    await run(publishing, context, new AbortController(), (progress) => {
      if (progress.kind === 'log') return;
      told.push(progress.text);
      if (!progress.text.startsWith('Paused')) return;
      if (sentWhilePaused === undefined) sentWhilePaused = fake.calls.length;
      else {
        assert.equal(fake.calls.length, sentWhilePaused, 'nothing is sent while it is paused');
        publishing.resume();
      }
    });
    assert.ok(sentWhilePaused! < 30);
    assert.ok(told.some((text) => /^Paused at cycle \d+: \d+ of 150 lines sent$/.test(text)));
    isEachThereOnce(150);
  });

  it('leaves what the publish stage completes when it is stopped', async () => {
    const fake = fakeStream(stream, bucket, objects);
    const context = await contextOver({ FD001: Array.from({ length: 8 }, () => 100) }, fake);
    const stop = new AbortController();
    const publishing = live();
    onPut(fake, 40, () => stop.abort());
    await assert.rejects(run(publishing, context, stop));
    assert.equal(publishing.state.phase, 'stopped');
    const sent = delivered().length;
    assert.ok(sent > 0 && sent < 800, `${sent} sent`);
    assert.ok(objects.get(bucket)!.has('cmapss-publishing'), 'the next run waits for the buffer');
    const outcome = await runStage(publish, context, () => undefined, new AbortController().signal);
    assert.deepEqual(outcome, { kind: 'done', ran: true, facts: { files: 1, lines: 800 } });
    isEachThereOnce(800);
  });

  it('sends only what was not published before, from the first cycle that lacks lines', async () => {
    const context = await contextOver({ FD001: [4, 4], FD002: [6] });
    const there = ['FD001.txt 1 1', 'FD001.txt 2 1', 'FD002.txt 1 1', 'FD001.txt 2 3'];
    objects
      .get(bucket)!
      .set(`${folderPrefix}a`, there.map((line) => `train_${line} 0.1 -0.2 100.0 518.67  \n`).join(''));
    const publishing = live();
    await run(publishing, context);
    isEachThereOnce(14);
    assert.equal(publishing.state.linesInAll, 10);
    assert.equal(publishing.state.objects, 5, 'objects of before are not counted');
  });

  it('says when nothing is left to send', async () => {
    const fake = fakeStream(stream, bucket, objects);
    const context = await contextOver({ FD001: [3] }, fake);
    await runStage(publish, context, () => undefined, new AbortController().signal);
    const publishing = live();
    await run(publishing, context);
    assert.equal(publishing.state.phase, 'nothingLeft');
    assert.equal(fake.calls.length, 1);
  });

  it('slows down when records are refused, and sends those again', async () => {
    const refused = new Map<string, number>();
    const fake = fakeStream(stream, bucket, objects, (record) => {
      const before = refused.get(record) ?? 0;
      if (!record.includes(' 7 0.1') || before >= 3) return undefined;
      refused.set(record, before + 1);
      return 'ServiceUnavailableException';
    });
    const context = await contextOver({ FD001: [20, 20] }, fake);
    const publishing = new LivePublishing({
      clock: quickClock(),
      backOff: async () => {
        const before = fake.calls.length;
        for (let turn = 0; turn < 20; turn++) await nextTurn();
        assert.ok(fake.calls.length <= before + 1, 'no further cycle begins meanwhile');
      },
    });
    publishing.setRate(Infinity);
    await run(publishing, context);
    assert.equal(publishing.state.refusals, 3);
    isEachThereOnce(40);
  });

  it('looks what has arrived before it sends anything again when an answer got lost', async () => {
    const fake = fakeStream(stream, bucket, objects);
    const context = await contextOver({ FD001: Array.from({ length: 5 }, () => 30) }, fake);
    const { put } = fake;
    let lost = 0;
    fake.put = async (...args) => {
      const answer = await put!(...args);
      if (fake.calls.length !== 12) return answer;
      lost += 1;
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    };
    const publishing = live();
    await run(publishing, context);
    assert.equal(lost, 1);
    assert.equal(publishing.state.phase, 'published');
    assert.equal(publishing.state.lines, 150);
    isEachThereOnce(150);
  });

  it('does not go on after a pause in which another run has published', async () => {
    const fake = fakeStream(stream, bucket, objects);
    const context = await contextOver({ FD001: Array.from({ length: 4 }, () => 60) }, fake);
    const publishing = live();
    onPut(fake, 5, () => publishing.pause());
    let isOther = false;
    const other = async (): Promise<void> => {
      const second = fakeStream(stream, bucket, objects);
      // Its objects stand behind those of the first.
      second.calls.push(...Array.from({ length: 100 }, () => 0));
      const account = fakeAccount({ ...fakeResources.ports, buckets: fakeBuckets(objects), streams: second });
      await runStage(publish, { ...context, account }, () => undefined, new AbortController().signal);
      publishing.resume();
    };
    await assert.rejects(
      run(publishing, context, new AbortController(), (progress) => {
        if (isOther || progress.kind === 'log' || !progress.text.startsWith('Paused')) return;
        isOther = true;
        void other();
      }),
      (error) => error instanceof StageError && error.message.includes('another one has published'),
    );
    isEachThereOnce(240);
  });

  it('sends lines that name no cycle as well', async () => {
    await contextOver({ FD001: [2] });
    await writeFile(path.join(folder, 'train_FD009.txt'), 'x\n\n1 1  \n-3 abc\n1 2');
    await run(live(), await contextOver({}));
    assert.deepEqual(
      delivered()
        .filter((line) => line.startsWith('train_FD009'))
        .sort(),
      [
        'train_FD009.txt ',
        'train_FD009.txt -3 abc',
        'train_FD009.txt 1 1  ',
        'train_FD009.txt 1 2',
        'train_FD009.txt x',
      ],
    );
  });

  it('tells of itself while it goes on, and keeps what pictures need', async () => {
    const context = await contextOver({ FD001: Array.from({ length: 3 }, () => 200) });
    const publishing = live();
    const phases = new Set<string>();
    let whileLive = 0;
    publishing.onDidChange(() => {
      phases.add(publishing.state.phase);
      if (isLive(publishing.state)) whileLive += 1;
    });
    const counts: Progress[] = [];
    await run(publishing, context, new AbortController(), (progress) => {
      if (progress.kind === 'count' && progress.text.startsWith('Cycle')) counts.push(progress);
    });
    assert.deepEqual([...phases], ['preparing', 'running', 'delivering', 'published']);
    assert.ok(whileLive > 10 && counts.length > 10, `${whileLive}, ${counts.length}`);
    const { samples } = publishing.history;
    assert.equal(samples.at(-1)?.lines, 600);
    assert.ok(samples.every(({ at }, index) => at >= (samples[index - 1]?.at ?? 0)));
    assert.equal(publishing.fleet?.engines.length, 3);
    publishing.forget();
    assert.equal(publishing.fleet, undefined);
  });
});
