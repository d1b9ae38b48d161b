import assert from 'node:assert/strict';
import { listPage } from '../../../../../src/practice/services/s3/listPage.ts';
import { SortedKeys } from '../../../../../src/practice/services/s3/sortedKeys.ts';

describe('a page of a listing', () => {
  const all = ['a', 'a/', 'a/1', 'a/b/2', 'b', 'c/d/', 'c/d/e', 'c/\u{10ffff}', 'c/\u{10ffff}/x', 'ä/x', 'z'];
  const keys = new SortedKeys();
  all.forEach((key) => keys.add(key));

  /** Every page, one after the other, as `key` or `prefix/…`. */
  function pages(prefix: string, delimiter: string, most: number): string[][] {
    const found: string[][] = [];
    for (let after = ''; ;) {
      const page = listPage(keys, { prefix, delimiter, after, most });
      found.push([...page.keys, ...page.commonPrefixes.map((each) => `${each}…`)]);
      if (!page.isTruncated) return found;
      after = page.last;
    }
  }

  it('has each key and each common prefix once, however small the pages are', () => {
    const byDelimiter = { '': all, '/': ['a', 'a/…', 'b', 'c/…', 'z', 'ä/…'] };
    for (const [delimiter, expected] of Object.entries(byDelimiter)) {
      for (const most of [1, 2, 3, 1000]) {
        assert.deepEqual(
          pages('', delimiter, most).flat().sort(),
          [...expected].sort(),
          `${delimiter} by ${most}`,
        );
      }
    }
  });

  it('groups behind its prefix only', () => {
    for (const most of [1, 2, 1000]) {
      assert.deepEqual(pages('c/d/', '/', most).flat(), ['c/d/', 'c/d/e']);
      assert.deepEqual(pages('a/', '/', most).flat().sort(), ['a/', 'a/1', 'a/b/…']);
      assert.deepEqual(
        pages('c/', '/', most).flat().sort(),
        ['c/d/…', 'c/\u{10ffff}', 'c/\u{10ffff}/…'].sort(),
      );
    }
  });

  it('begins behind a key that need not be there', () => {
    const after = listPage(keys, { prefix: '', delimiter: '', after: 'a/5', most: 2 });
    assert.deepEqual([after.keys, after.isTruncated], [['a/b/2', 'b'], true]);
  });

  it('holds nothing where nothing is asked for', () => {
    assert.equal(listPage(keys, { prefix: '', delimiter: '', after: '', most: 0 }).isTruncated, false);
  });
});
