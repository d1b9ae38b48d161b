import assert from 'node:assert/strict';
import { argument } from '../../../src/ui/argument.ts';

describe("a field of a command's arguments", () => {
  it('is that of the first object that has it', () => {
    assert.equal(argument(['train', null, { a: 1 }, { force: true }, { force: false }], 'force'), true);
  });

  it('is undefined where none has it', () => {
    assert.equal(argument([], 'force'), undefined);
    assert.equal(argument(['force', { a: 1 }], 'force'), undefined);
  });
});
