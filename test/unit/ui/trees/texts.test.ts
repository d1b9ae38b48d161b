import assert from 'node:assert/strict';
import type { StageStatus } from '../../../../src/lab/board/board.ts';
import { ageText, elapsedText } from '../../../../src/ui/looks/elapsedText.ts';
import { stageText } from '../../../../src/ui/trees/lab/stageText.ts';
import { whenText } from '../../../../src/ui/trees/whenText.ts';

describe('What stands beside rows', () => {
  it('counts time in whole units that do not jump about', () => {
    const texts = [-5, 400, 999, 1000, 59_999, 60_000, 65_000, 3_599_999, 3_720_000].map(elapsedText);
    assert.deepEqual(texts, [
      '0.0 s',
      '0.4 s',
      '0.9 s',
      '1 s',
      '59 s',
      '1 min 00 s',
      '1 min 05 s',
      '59 min 59 s',
      '1 h 02 min',
    ]);
  });

  it('tells an age in minutes', () => {
    const texts = [0, 59_999, 60_000, 3_599_999, 3_720_000].map(ageText);
    assert.deepEqual(texts, ['0 min', '0 min', '1 min', '59 min', '1 h 02 min']);
  });

  it('names the day only where it is another one', () => {
    const now = new Date(2026, 5, 15, 12, 0);
    assert.equal(whenText(new Date(2026, 5, 15, 9, 5), now, 'en'), '09:05');
    assert.match(whenText(new Date(2026, 5, 14, 9, 5), now, 'en'), /^Jun 14, 09:05$/);
    assert.match(whenText(new Date(2025, 5, 15, 9, 5), now, 'en'), /2025.*09:05$/);
  });

  const at = (status: Partial<StageStatus>): string =>
    stageText({ state: 'unknown', text: '', ...status }, 100_000);

  it('tells of a running stage how long it has run, and how far it is', () => {
    const count = { text: 'Lines published', done: 1500, total: 160_158 };
    const status = { state: 'running', text: 'Lines published', started: 88_000, count } as const;
    assert.equal(at(status), '12 s · Lines published: 1,500 of 160,158');
  });

  it('tells of a stage that is done how long it took, and the first line of what was found', () => {
    assert.equal(at({ state: 'done', text: 'all found\n  Note: x', elapsed: 1200 }), '1 s · all found');
    assert.equal(at({ state: 'done', text: 'all found' }), 'all found');
  });

  it('keeps sentences about what is missing for below the stage', () => {
    assert.equal(at({ state: 'notStarted', text: 'Nothing is there yet.' }), '');
    assert.equal(at({ checking: true }), 'looking…');
    assert.equal(at({ state: 'failed', text: 'It did not work.', elapsed: 500 }), '0.5 s · It did not work.');
  });
});
