import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { findLabData } from '../../src/lab/dataset/labData.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import type { Progress } from '../../src/lab/progress.ts';
import { LivePublishing } from '../../src/lab/publish/live/livePublishing.ts';
import type { LiveClock } from '../../src/lab/publish/live/pacer.ts';
import { runStage } from '../../src/lab/runStage.ts';
import type { LabContext } from '../../src/lab/stage.ts';
import { publish } from '../../src/lab/stages/publish.ts';
import { fakeAccount, fakeBuckets, fakeStream, type FakeObjects } from './fakeAccount.ts';
import { fakeResources, resourceNames } from './fakeResources.ts';

/** Where live runs of tests bring their lines. */
export const bucket = resourceNames.submissionsBucket;
export const folderPrefix = 'streaming_submissions/';
const stream = resourceNames.deliveryStream;

type FakeStream = ReturnType<typeof fakeStream>;

/** A clock on which waits take no time: each ends in the next turn, in the order of what is due. */
export function quickClock(): LiveClock {
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

/** Has a folder of data and a submissions bucket for each test of the suite that calls this. */
export function liveRuns() {
  let folder: string;
  let objects: FakeObjects;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'live-'));
    objects = new Map(fakeResources.buckets.map((name) => [name, new Map<string, string>()]));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const streamOver = (refuse?: Parameters<typeof fakeStream>[3]): FakeStream =>
    fakeStream(stream, bucket, objects, refuse);
  /** Delivered lines in the order of their objects. */
  const delivered = (): string[] =>
    [...(objects.get(bucket) ?? [])]
      .filter(([key]) => key.startsWith(folderPrefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, text]) => text.split('\n').slice(0, -1));
  return {
    folder: () => folder,
    objects: () => objects.get(bucket)!,
    streamOver,
    delivered,
    isEachThereOnce: (count: number): void => {
      const lines = delivered();
      assert.equal(lines.length, count);
      assert.equal(new Set(lines).size, count, 'none twice');
    },
    /** Writes training files of engines that live so long, and gives a context over a fake stream. */
    contextOver: async (
      lives: Record<string, readonly number[]>,
      fake: FakeStream = streamOver(),
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
    },
    /** Publishes what is missing by the stage, as another window would. */
    publishElsewhere: async (context: LabContext): Promise<void> => {
      const second = streamOver();
      // Its objects stand behind those of the first.
      second.calls.push(...Array.from({ length: 100 }, () => 0));
      const account = fakeAccount({ ...fakeResources.ports, buckets: fakeBuckets(objects), streams: second });
      await runStage(publish, { ...context, account }, () => undefined, new AbortController().signal);
    },
  };
}

/** A live run on a quick clock. */
export const live = (): LivePublishing =>
  new LivePublishing({ clock: quickClock(), backOff: () => Promise.resolve() });

export const run = (
  publishing: LivePublishing,
  context: LabContext,
  stop = new AbortController(),
  tell: (progress: Progress) => void = () => undefined,
): Promise<void> => publishing.run(context, tell, stop.signal);

/** Calls `act` when a put of this number comes. */
export function onPut(fake: FakeStream, number: number, act: () => void): void {
  const { put } = fake;
  fake.put = (...args) => {
    if (fake.calls.length + 1 === number) act();
    return put!(...args);
  };
}

/** Has the answer of the put of this number get lost, once its records are there. */
export function loseAnswer(fake: FakeStream, number: number, act: () => void): void {
  const { put } = fake;
  fake.put = async (...args) => {
    const answer = await put!(...args);
    if (fake.calls.length !== number) return answer;
    act();
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  };
}
