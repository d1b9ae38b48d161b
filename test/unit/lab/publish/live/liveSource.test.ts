import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findLabData } from '../../../../../src/lab/dataset/labData.ts';
import { defaultEvent } from '../../../../../src/lab/event.ts';
import { writeFleet } from '../../../../../src/lab/fleet/writeFleet.ts';
import type { Picture } from '../../../../../src/lab/pictures/picture.ts';
import type { PictureSource, PictureView } from '../../../../../src/lab/pictures/pictureView.ts';
import { LiveHistory } from '../../../../../src/lab/publish/live/liveHistory.ts';
import { LivePublishing } from '../../../../../src/lab/publish/live/livePublishing.ts';
import { createLiveSource } from '../../../../../src/lab/publish/live/liveSource.ts';
import { readyState } from '../../../../../src/lab/publish/live/liveState.ts';
import { sentPictures } from '../../../../../src/lab/publish/live/sentPictures.ts';
import type { LabContext } from '../../../../../src/lab/stage.ts';
import {
  fakeAccount,
  fakeBuckets,
  fakeStream,
  partialPort,
  type FakeObjects,
} from '../../../../support/fakeAccount.ts';
import { fakeResources, resourceNames } from '../../../../support/fakeResources.ts';

const bucket = resourceNames.submissionsBucket;

describe('the view of live publishing', () => {
  let folder: string;
  let context: LabContext;
  let live: LivePublishing;
  let isPublished: boolean;
  let tellHost: () => void;
  let source: PictureSource;
  let stop: AbortController;
  let running: Promise<unknown>;
  let views: PictureView[];

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'live-view-'));
    await writeFleet(folder, { seed: 2, subsets: ['FD001', 'FD002'], engines: 4 });
  });
  after(() => rm(folder, { recursive: true }));

  beforeEach(async () => {
    const objects: FakeObjects = new Map(
      fakeResources.buckets.map((name) => [name, new Map<string, string>()]),
    );
    context = {
      account: fakeAccount({
        ...fakeResources.ports,
        buckets: fakeBuckets(objects),
        streams: fakeStream(resourceNames.deliveryStream, bucket, objects),
      }),
      event: defaultEvent,
      data: await findLabData(folder),
      files: partialPort({}),
    };
    live = new LivePublishing();
    isPublished = false;
    views = [];
    stop = new AbortController();
    running = Promise.resolve();
    source = createLiveSource({
      live,
      start: () => {
        running = live.run(context, () => undefined, stop.signal);
      },
      stop: () => stop.abort(),
      isPublished: () => isPublished,
      onDidChange: (listener) => {
        tellHost = listener;
        return () => (tellHost = () => undefined);
      },
    });
  });
  afterEach(async () => {
    stop.abort();
    await running.catch(() => undefined);
    source.dispose?.();
  });

  const show = (chosen: Record<string, string> = {}): Promise<void> =>
    source.show(chosen, (view) => views.push(view), new AbortController().signal);
  const latest = (): PictureView => views.at(-1)!;
  const allowed = (view = latest()): string[] =>
    view.actions!.filter(({ disabled }) => !disabled).map(({ id }) => id);
  const note = (): string => latest().sections.find(({ id }) => id === 'stand')!.note!;
  const pictures = (view = latest()): Map<string, Picture> =>
    new Map(view.sections.flatMap((section) => (section.pictures ?? []).map((each) => [each.id, each])));
  /** Waits for a view; the run tells of itself, so nothing has to be asked for. */
  const seen = async (is: (view: PictureView) => boolean): Promise<void> => {
    while (!views.some(is)) await new Promise<void>((resolve) => setTimeout(resolve, 5));
  };

  it('offers to start, at a rate that is chosen', async () => {
    await show();
    assert.deepEqual(allowed(), ['start']);
    assert.equal(latest().busy, undefined);
    assert.equal(latest().choices[0]!.value, '10');
    await show({ rate: '50' });
    assert.equal(live.state.rate, 50);
    await show({ rate: 'Infinity' });
    assert.equal(live.state.rate, Infinity);
    assert.equal(latest().choices[0]!.value, 'Infinity');
  });

  it('offers nothing to start once everything is published, and again when that is taken back', async () => {
    await show();
    isPublished = true;
    tellHost();
    assert.deepEqual(allowed(), []);
    assert.match(note(), /^Nothing is left to send/);
    await source.act?.('start');
    assert.equal(live.state.phase, 'ready');
    isPublished = false;
    tellHost();
    assert.deepEqual(allowed(), ['start']);
  });

  it('follows a run: starts, pauses, resumes, stops, and keeps its pictures', async () => {
    await show();
    await source.act?.('start');
    await seen((view) => allowed(view).includes('pause'));
    await source.act?.('pause');
    assert.deepEqual(allowed(), ['resume', 'stop']);
    assert.match(note(), /^Paused at cycle \d+: [\d,]+ of [\d,]+ lines are sent/);
    await source.act?.('pause');
    await source.act?.('resume');
    assert.deepEqual(allowed(), ['pause', 'stop']);
    assert.equal(latest().busy, 'The engines run: 10 cycles a second');
    await source.act?.('stop');
    await running.catch(() => undefined);
    assert.deepEqual(allowed(), ['start']);
    assert.match(note(), /^Stopped/);
    assert.deepEqual([...pictures().keys()].slice(0, 4), ['sent', 'speed', 'arrived', 'objects']);
  });

  it('shows what was sent and has arrived, and the engines up to their last cycle', async () => {
    await show({ rate: 'Infinity' });
    await source.act?.('start');
    await running;
    const { lines, cycle } = live.state;
    const all = pictures();
    assert.deepEqual(
      [...all.keys()],
      ['sent', 'speed', 'arrived', 'objects', 'running', 'engine-FD001', 'engine-FD002'],
    );
    assert.ok(all.get('sent')!.sentence.endsWith(`up to cycle ${cycle}.`));
    assert.match(all.get('arrived')!.sentence, /^All has arrived: [\d,]+ objects of together [\d.]+ MB/);
    assert.match(all.get('running')!.sentence, /^All 8 engines have failed/);
    const [sent] = all.get('sent')!.layers;
    assert.ok(sent?.kind === 'lines');
    assert.equal(sent.y.at(-1), lines);
    const { fleet } = live;
    const [first] = fleet!.engines;
    const [sensor] = all.get('engine-FD001')!.layers;
    assert.ok(sensor?.kind === 'lines');
    assert.equal(sensor.y.length, fleet!.lifeOf(first!));
    assert.equal(sensor.y[0], fleet!.numbers(first!.from)[15], 'sensor 11 is the sixteenth number');
    assert.equal(all.get('engine-FD002')!.layers[0]!.kind, 'points', 'it is flown in six conditions');

    await show({ engines: 'longest', sensor: '4' });
    const longest = pictures().get('engine-FD001')!;
    const lives = fleet!.engines
      .filter(({ subset }) => subset === 'FD001')
      .map((each) => fleet!.lifeOf(each));
    assert.match(longest.sentence, new RegExp(`has failed after ${Math.max(...lives)} cycles. T50`));
    await show({ engines: 'longest', sensor: '4' });
    assert.equal(pictures().get('engine-FD001'), longest, 'what is the same is the same object');
  });

  it('says how long Firehose holds lines back', async () => {
    await show({ rate: '50' });
    await source.act?.('start');
    await seen((view) => pictures(view).has('arrived'));
    const { sentence } = [...views.map((view) => pictures(view).get('arrived'))].find(Boolean)!;
    assert.match(sentence, /Firehose gathers lines for up to 60 s or until 5 MiB have come/);
  });
});

describe('the history of a live run', () => {
  it('does not grow without end, and keeps its first and its latest sample', () => {
    const history = new LiveHistory();
    for (let at = 0; at < 10_000; at++)
      history.add({ at, cycle: at, lines: 7 * at, bytes: 0, arrivedBytes: 0, objects: 0 });
    const { samples } = history;
    assert.ok(samples.length > 200 && samples.length <= 481, `${samples.length} samples`);
    assert.equal(samples[0]!.at, 0);
    assert.equal(samples.at(-1)!.at, 9999);
    assert.equal(history.speed, 7);
  });

  it('tells speeds, and no great one of a single request between two samples', () => {
    const history = new LiveHistory();
    for (const [at, lines] of [
      [0, 0],
      [1, 100],
      [2, 300],
      [2.01, 400],
      [3.01, 450],
    ] as const)
      history.add({ at, lines, cycle: 1, bytes: 0, arrivedBytes: 0, objects: 0 });
    const [, speed] = sentPictures({ ...readyState, lines: 450, linesInAll: 900 }, history);
    const [layer] = speed!.layers;
    assert.ok(layer?.kind === 'lines');
    assert.deepEqual([...layer.y], [100, 200, 200, 50, 50]);
  });
});
