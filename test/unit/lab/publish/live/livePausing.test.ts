import assert from 'node:assert/strict';
import type { LivePublishing } from '../../../../../src/lab/publish/live/livePublishing.ts';
import { StageError, type LabContext } from '../../../../../src/lab/stage.ts';
import { live, liveRuns, loseAnswer, onPut, run } from '../../../../support/liveRuns.ts';

describe('pausing live publishing', () => {
  const { streamOver, isEachThereOnce, contextOver, publishElsewhere } = liveRuns();

  it('pauses, says so, and goes on where it was', async () => {
    const fake = streamOver();
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

  it('does not go on after a pause in which another run has published', async () => {
    const fake = streamOver();
    const context = await contextOver({ FD001: Array.from({ length: 4 }, () => 60) }, fake);
    const publishing = live();
    onPut(fake, 5, () => publishing.pause());
    let isOther = false;
    await assert.rejects(
      run(publishing, context, new AbortController(), (progress) => {
        if (isOther || progress.kind === 'log' || !progress.text.startsWith('Paused')) return;
        isOther = true;
        void publishElsewhere(context).then(() => publishing.resume());
      }),
      (error) => error instanceof StageError && error.message.includes('another one has published'),
    );
    isEachThereOnce(240);
  });

  /** Pauses with the twelfth put, whose answer gets lost; `paused` is called once it is paused behind that. */
  const pausedWhileLost = async (paused: (publishing: LivePublishing, context: LabContext) => void) => {
    const fake = streamOver();
    const context = await contextOver({ FD001: Array.from({ length: 5 }, () => 30) }, fake);
    const publishing = live();
    loseAnswer(fake, 12, () => publishing.pause());
    const phases: string[] = [];
    const stop = new AbortController();
    publishing.onDidChange(() => {
      const { phase } = publishing.state;
      if (phases.at(-1) === phase) return;
      phases.push(phase);
      if (phases.at(-2) !== 'finding') return;
      if (phase === 'paused') paused(publishing, context);
      else stop.abort(new Error(`It says ${phase} while it is paused.`));
    });
    await run(publishing, context, stop);
    return phases;
  };

  it('stays paused when an answer got lost meanwhile, and goes on when it is resumed', async () => {
    const phases = await pausedWhileLost((publishing) => publishing.resume());
    assert.deepEqual(phases.slice(phases.indexOf('paused')), [
      ...['paused', 'finding', 'paused', 'running', 'delivering', 'published'],
    ]);
    isEachThereOnce(150);
  });

  it('does not go on after such a pause either when another run has published', async () => {
    await assert.rejects(
      pausedWhileLost(
        (publishing, context) => void publishElsewhere(context).then(() => publishing.resume()),
      ),
      (error) => error instanceof StageError && error.message.includes('another one has published'),
    );
    isEachThereOnce(150);
  });
});
