import assert from 'node:assert/strict';
import { pageOf } from '../../../../../src/practice/services/cloudformation/operations/requests.ts';

describe('pageOf', () => {
  const pages = (items: string, token?: string) => {
    const { page, NextToken } = pageOf(Array.from(items), (item) => item, token, 2);
    return { page: page.join(''), NextToken };
  };

  it('goes through a list page by page', () => {
    const first = pages('abcde');
    const second = pages('abcde', first.NextToken);
    const third = pages('abcde', second.NextToken);
    assert.deepEqual([first.page, second.page, third.page], ['ab', 'cd', 'e']);
    assert.equal(third.NextToken, undefined);
  });

  it('goes on where it was when the item that a token names is gone, or has moved', () => {
    const { NextToken } = pages('abcde');
    assert.equal(pages('acde', NextToken).page, 'cd');
    assert.equal(pages('new abcde', NextToken).page, 'cd');
    assert.equal(pages('a', NextToken).page, '');
  });

  it('refuses a token that is none', () => {
    assert.throws(() => pages('abc', 'no token'), { name: 'ValidationError', message: 'Token is invalid' });
  });
});
