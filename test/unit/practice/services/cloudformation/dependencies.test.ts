import assert from 'node:assert/strict';
import {
  dependencyCircle,
  inOrder,
  reversed,
} from '../../../../../src/practice/services/cloudformation/template/dependencies.ts';

const needs = new Map([
  ['d', ['b', 'c']],
  ['b', ['a']],
  ['c', ['a', 'elsewhere']],
  ['a', []],
]);

describe('inOrder', () => {
  it('does each once, after all that it needs, side by side where it can', async () => {
    const events: string[] = [];
    await inOrder(needs, async (name) => {
      events.push(`${name} begins`);
      await Promise.resolve();
      events.push(`${name} ends`);
      return true;
    });
    assert.deepEqual(events.slice(0, 2), ['a begins', 'a ends']);
    assert.deepEqual(events.slice(2, 4), ['b begins', 'c begins']);
    assert.deepEqual(events.slice(-2), ['d begins', 'd ends']);
    assert.equal(events.length, 8);
  });

  it('leaves undone what needs one that failed', async () => {
    const done: string[] = [];
    await inOrder(needs, (name) => {
      done.push(name);
      return Promise.resolve(name !== 'b');
    });
    assert.deepEqual(done, ['a', 'b', 'c']);
  });
});

describe('reversed', () => {
  it('puts each after those that need it', () => {
    assert.deepEqual(
      [...reversed(needs)],
      [
        ['d', []],
        ['b', ['d']],
        ['c', ['d']],
        ['a', ['b', 'c']],
      ],
    );
  });
});

describe('dependencyCircle', () => {
  it('is empty without one, else names those in it', () => {
    assert.deepEqual(dependencyCircle(needs), []);
    assert.deepEqual(dependencyCircle(new Map([['a', ['a']]])), ['a']);
    assert.deepEqual(
      dependencyCircle(
        new Map([
          ['x', ['a']],
          ['a', ['b']],
          ['b', ['a', 'y']],
          ['y', []],
        ]),
      ),
      ['a', 'b'],
    );
  });
});
