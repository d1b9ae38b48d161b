import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connectPractice } from '../../src/aws/connect.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import { findLabData, type LabData } from '../../src/lab/dataset/labData.ts';
import { readDeliveredLines } from '../../src/lab/publish/publishedLines.ts';
import { runStage, type Outcome } from '../../src/lab/runStage.ts';
import type { LabContext } from '../../src/lab/stage.ts';
import { publish } from '../../src/lab/stages/publish.ts';
import { partialPort } from '../support/fakeAccount.ts';
import { makeStore, type TestStore } from '../support/practiceProcess.ts';

/** At this pace the stream's minute is half a second, so that much is in its buffer when a run breaks off. */
const pace = 1 / 120;

describe('publishing that breaks off', function () {
  this.timeout(120_000);
  let store: TestStore;
  let folder: string;
  let data: LabData;
  let lines: number;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'resume-'));
    const fleet = await writeFleet(folder, { seed: 3, subsets: ['FD001', 'FD002'], engines: 60 });
    lines = fleet.rows;
    data = await findLabData(folder);
    store = makeStore();
  });
  after(async () => {
    await store.remove();
    rmSync(folder, { recursive: true });
  });

  const connect = async (): Promise<{ context: LabContext; pid: number; over: Promise<void> }> => {
    const practice = await store.launch({ pace });
    const account = await connectPractice({ ...practice, pace });
    return {
      context: { account, event: defaultEvent, data, files: partialPort({}) },
      pid: practice.pid,
      over: practice.over,
    };
  };
  /** Publishes, and calls `interfere` once after a part of the lines was taken. */
  const publishUntil = (
    context: LabContext,
    share: number,
    interfere: (stop: AbortController) => void,
  ): Promise<Outcome<'publish'>> => {
    const stop = new AbortController();
    let done = false;
    return runStage(
      publish,
      context,
      (progress) => {
        if (done || progress.kind !== 'count' || progress.perSecond === undefined) return;
        if (progress.done < progress.total * share) return;
        done = true;
        interfere(stop);
      },
      stop.signal,
    );
  };

  it('goes on after a cancelled run and a killed account, and no line is lost or there twice', async () => {
    const first = await connect();
    const cancelled = await publishUntil(first.context, 0.4, (stop) => stop.abort());
    assert.equal(cancelled.kind, 'cancelled');
    assert.equal((await publish.check(first.context)).done, false);

    const killed = await publishUntil(first.context, 0.5, () => process.kill(first.pid, 'SIGKILL'));
    assert.equal(killed.kind, 'failed');
    await first.over;
    first.context.account.close();

    const { context } = await connect();
    const outcome = await runStage(publish, context, () => undefined, new AbortController().signal);
    assert.deepEqual(outcome, { kind: 'done', ran: true, facts: { files: 2, lines } });
    const { bucket, prefix } = await context.account.ports.streams.describe(
      (await context.account.ports.streams.list())[0] ?? '',
    );
    assert.equal((await readDeliveredLines(context.account, { bucket, prefix })).count(), lines);
    context.account.close();
  });
});
