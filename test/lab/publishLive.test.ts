import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findLabData } from '../../src/lab/dataset/labData.ts';
import { defaultEvent } from '../../src/lab/event.ts';
import { writeFleet } from '../../src/lab/fleet/writeFleet.ts';
import type { DeliveryStreams } from '../../src/lab/ports/deliveryStreams.ts';
import { forEachDeliveredLine } from '../../src/lab/publish/deliveredLines.ts';
import { LivePublishing } from '../../src/lab/publish/live/livePublishing.ts';
import { describeStream } from '../../src/lab/publish/submissions.ts';
import { runStage } from '../../src/lab/runStage.ts';
import type { LabContext } from '../../src/lab/stage.ts';
import { publish } from '../../src/lab/stages/publish.ts';
import { connectedAccount } from '../support/connectedAccount.ts';
import { partialPort } from '../support/fakeAccount.ts';

describe('publishing live', function () {
  this.timeout(60_000);
  const account = connectedAccount({ provisioned: true });
  let folder: string;

  before(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'live-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('leaves half to the bulk publish, and every line arrives once', async () => {
    const { rows } = await writeFleet(folder, { seed: 5, subsets: ['FD001', 'FD002'], engines: 25 });
    const context: LabContext = {
      account: account(),
      event: defaultEvent,
      data: await findLabData(folder),
      files: partialPort({}),
    };
    const live = new LivePublishing();
    live.setRate(Infinity);
    const stop = new AbortController();
    const { streams } = context.account.ports;
    let puts = 0;
    const stopping: DeliveryStreams = {
      ...streams,
      put: (...args) => {
        if (++puts === 100) stop.abort();
        return streams.put(...args);
      },
    };
    const ports = { ...context.account.ports, streams: stopping };
    const running = live.run(
      { ...context, account: { ...context.account, ports } },
      () => undefined,
      stop.signal,
    );
    await assert.rejects(running);
    assert.equal(live.state.phase, 'stopped');
    assert.ok(live.state.lines > 0 && live.state.lines < rows, `${live.state.lines} of ${rows} sent live`);

    let sentAtOnce = 0;
    const outcome = await runStage(
      publish,
      context,
      (progress) => {
        if (progress.kind === 'count' && progress.text.includes('published')) sentAtOnce = progress.done;
      },
      new AbortController().signal,
    );
    assert.deepEqual(outcome, { kind: 'done', ran: true, facts: { files: 2, lines: rows } });
    assert.ok(
      sentAtOnce > 0 && sentAtOnce <= rows - live.state.lines,
      'what was sent live is not sent again',
    );
    const lines = new Set<string>();
    let count = 0;
    await forEachDeliveredLine(context.account, await describeStream(context), (bytes, start, end) => {
      lines.add(Buffer.from(bytes.subarray(start, end)).toString());
      count += 1;
    });
    assert.deepEqual([count, lines.size], [rows, rows]);
  });
});
