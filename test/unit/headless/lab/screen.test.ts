import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { createScreen, liveLine } from '../../../../src/headless/lab/screen.ts';

describe('the live line', () => {
  it('stands in columns where there is room', () => {
    assert.match(
      liveLine('Deploy Endpoint', 1.25, 'Looking', 200),
      /^… Deploy Endpoint {10,}1\.[23] s {2}Looking$/,
    );
  });

  it('keeps its counts on a terminal of 80 columns', () => {
    const line = liveLine('Publish Data', 0.7, 'Lines published: 6,000 of 135,639 (8,571/s)', 79);
    assert.match(line, /6,000 of 135,639 \(8,571\/s\)$/);
  });

  it('is never longer than the terminal is wide', () => {
    for (const width of [1, 20, 40, 79]) {
      assert.ok(liveLine('Deploy Endpoint', 1, 'x'.repeat(100), width).length <= width);
    }
  });
});

describe('the screen', () => {
  /** What is shown of a stage that was done, or was done already. */
  const shown = (isTTY: boolean, ran: boolean): string => {
    let text = '';
    const out = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        text += chunk.toString();
        done();
      },
    });
    const screen = createScreen(Object.assign(out, { isTTY }) as unknown as WriteStream);
    screen.begin('prepareJob');
    screen.progress({ kind: 'step', text: 'Looking' });
    const facts = { job: 'calc_rul', script: 's3://bucket/key' };
    screen.end({ id: 'prepareJob', outcome: { kind: 'done', ran, facts }, seconds: 1 });
    return text;
  };

  it('is one plain line a stage where it is piped, and a live line on a terminal', () => {
    const plain = shown(false, true);
    assert.match(plain, /^✓ Patch and Upload Glue Job .*\n$/);
    assert.ok(!plain.includes('\x1b'));
    assert.ok(shown(true, true).includes('\r\x1b[K… Patch and Upload Glue Job'));
  });

  it('tells a stage that was done already', () => {
    assert.match(shown(false, false), /already done: /);
    assert.doesNotMatch(shown(false, true), /already done/);
  });
});
