import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Progress } from '../../../../../src/lab/progress.ts';
import { isLive } from '../../../../../src/lab/publish/live/liveState.ts';
import { LivePublishing } from '../../../../../src/lab/publish/live/livePublishing.ts';
import { runStage } from '../../../../../src/lab/runStage.ts';
import { publish } from '../../../../../src/lab/stages/publish.ts';
import {
  folderPrefix,
  live,
  liveRuns,
  loseAnswer,
  onPut,
  quickClock,
  run,
} from '../../../../support/liveRuns.ts';

const cyclesOf = (lines: readonly string[]): number[] => lines.map((line) => Number(line.split(' ')[2]));

describe('live publishing', () => {
  const { folder, objects, streamOver, delivered, isEachThereOnce, contextOver } = liveRuns();

  it('sends a line of each engine that still runs, cycle after cycle', async () => {
    const fake = streamOver();
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
    assert.ok(!objects().has('cmapss-publishing'));
  });

  it('keeps to the records of a request where a cycle has more engines', async () => {
    const fake = streamOver();
    await run(live(), await contextOver({ FD002: Array.from({ length: 620 }, () => 2) }, fake));
    assert.deepEqual(fake.calls, [500, 120, 500, 120]);
  });

  it('leaves what the publish stage completes when it is stopped', async () => {
    const fake = streamOver();
    const context = await contextOver({ FD001: Array.from({ length: 8 }, () => 100) }, fake);
    const stop = new AbortController();
    const publishing = live();
    onPut(fake, 40, () => stop.abort());
    await assert.rejects(run(publishing, context, stop));
    assert.equal(publishing.state.phase, 'stopped');
    const sent = delivered().length;
    assert.ok(sent > 0 && sent < 800, `${sent} sent`);
    assert.ok(objects().has('cmapss-publishing'), 'the next run waits for the buffer');
    const outcome = await runStage(publish, context, () => undefined, new AbortController().signal);
    assert.deepEqual(outcome, { kind: 'done', ran: true, facts: { files: 1, lines: 800 } });
    isEachThereOnce(800);
  });

  it('sends only what was not published before, from the first cycle that lacks lines', async () => {
    const context = await contextOver({ FD001: [4, 4], FD002: [6] });
    const there = ['FD001.txt 1 1', 'FD001.txt 2 1', 'FD002.txt 1 1', 'FD001.txt 2 3'];
    objects().set(
      `${folderPrefix}a`,
      there.map((line) => `train_${line} 0.1 -0.2 100.0 518.67  \n`).join(''),
    );
    const publishing = live();
    await run(publishing, context);
    isEachThereOnce(14);
    assert.equal(publishing.state.linesInAll, 10);
    assert.equal(publishing.state.objects, 5, 'objects of before are not counted');
  });

  it('says when nothing is left to send', async () => {
    const fake = streamOver();
    const context = await contextOver({ FD001: [3] }, fake);
    await runStage(publish, context, () => undefined, new AbortController().signal);
    const publishing = live();
    await run(publishing, context);
    assert.equal(publishing.state.phase, 'nothingLeft');
    assert.equal(fake.calls.length, 1);
  });

  it('slows down when records are refused, and sends those again', async () => {
    const refused = new Map<string, number>();
    const fake = streamOver((record) => {
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
    const fake = streamOver();
    const context = await contextOver({ FD001: Array.from({ length: 5 }, () => 30) }, fake);
    let lost = 0;
    loseAnswer(fake, 12, () => (lost += 1));
    const publishing = live();
    await run(publishing, context);
    assert.equal(lost, 1);
    assert.equal(publishing.state.phase, 'published');
    assert.equal(publishing.state.lines, 150);
    isEachThereOnce(150);
  });

  it('lets the engines go when it ends and nobody looks at them any more', async () => {
    const context = await contextOver({ FD001: [20, 20] });
    const publishing = live();
    let seen = 0;
    const unfollow = publishing.onDidChange(() => {
      seen += 1;
      if (publishing.state.lines < 10) return;
      unfollow();
      publishing.forget();
    });
    await run(publishing, context);
    assert.ok(seen > 1);
    assert.equal(publishing.state.phase, 'published');
    assert.equal(publishing.fleet, undefined);
  });

  it('sends lines that name no cycle as well', async () => {
    await contextOver({ FD001: [2] });
    await writeFile(path.join(folder(), 'train_FD009.txt'), 'x\n\n1 1  \n-3 abc\n1 2');
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
