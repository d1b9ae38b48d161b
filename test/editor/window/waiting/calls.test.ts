import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWindow, type VscodeWindow } from '../openWindow.ts';
import { openLabView, stageRow } from '../pages/labView.ts';
import { stageTitles } from '../stageTitles.ts';

const closedMs = 10_000;
const minuteMs = 60_000;
const mostCallsAMinute = 4;

describe('calls to AWS while nothing runs', () => {
  it('are none with the view closed, and four a minute at most with it open', async () => {
    const window = await openWindow({ folder: 'lab', debugLog: true });
    const { page, profile, activated, errors } = window;
    await activated();
    await staysFor(
      closedMs,
      () => callsOf(window).length === 0,
      () => callsOf(window).join(', '),
    );
    assert.ok(!existsSync(path.join(profile.store, 'account.json')), 'a practice account was started');

    await openLabView(page);
    await stageRow(page, stageTitles.publish, 'not started').waitFor();
    const first = callsOf(window).length;
    assert.ok(first > 0, 'the log tells of no call, so it cannot tell how many there are');
    await staysFor(
      minuteMs,
      () => callsOf(window).length - first <= mostCallsAMinute,
      () => callsOf(window).slice(first).join(', '),
    );
    process.stdout.write(`      ${callsOf(window).length - first} calls in a minute with the view open\n`);
    assert.deepEqual(errors, []);
  });
});

/** `S3.ListBuckets` … for each call that the extension's log tells of. */
function callsOf({ log }: VscodeWindow): string[] {
  return [...log().matchAll(/\[debug\] (\w+\.\w+) \d+ ms/g)].map(([, call]) => call ?? '');
}

/** Watches for a while that something holds. */
async function staysFor(ms: number, holds: () => boolean, otherwise: () => string): Promise<void> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    assert.ok(holds(), otherwise());
    await sleep(250);
  }
}
