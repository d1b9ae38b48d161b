import assert from 'node:assert/strict';
import { liveLine } from '../../../../src/headless/lab/screen.ts';

describe('the live line', () => {
  it('stands in columns where there is room', () => {
    assert.match(
      liveLine('Deploy the model', 1.25, 'Looking', 200),
      /^… Deploy the model {10,}1\.[23] s {2}Looking$/,
    );
  });

  it('keeps its counts on a terminal of 80 columns', () => {
    const line = liveLine('Publish the engine data', 0.7, 'Lines published: 6,000 of 135,639 (8,571/s)', 79);
    assert.match(line, /6,000 of 135,639 \(8,571\/s\)$/);
  });

  it('is never longer than the terminal is wide', () => {
    for (const width of [1, 20, 40, 79]) {
      assert.ok(liveLine('Deploy the model', 1, 'x'.repeat(100), width).length <= width);
    }
  });
});
