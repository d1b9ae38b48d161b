import assert from 'node:assert/strict';
import type { Buckets } from '../../../../../src/lab/ports/buckets.ts';
import { bucketNode } from '../../../../../src/ui/trees/buckets/bucketNodes.ts';
import { createTreeModel } from '../../../../../src/ui/trees/treeModel.ts';
import type { MoreNode, TreeNode } from '../../../../../src/ui/trees/treeNode.ts';
import { partialPort } from '../../../../support/fakeAccount.ts';

/** A bucket of these keys that answers a thousand at a time, and counts how often it is asked. */
function pagedBucket(keys: readonly string[]) {
  const asked: string[] = [];
  const buckets = partialPort<Buckets>({
    folder: (_bucket, prefix, { next } = {}) => {
      asked.push(`${prefix} ${next ?? 'first'}`);
      const below = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      const names = [...new Set(below.map((name) => name.replace(/\/.*/s, '/')))];
      const from = Number(next ?? 0);
      const page = names.slice(from, from + 1000).map((name) => prefix + name);
      const isPrefix = (key: string): boolean => key !== prefix && key.endsWith('/');
      return Promise.resolve({
        prefixes: page.filter(isPrefix),
        objects: page
          .filter((key) => !isPrefix(key))
          .map((key) => ({ key, size: 1, lastModified: new Date(0) })),
        next: from + 1000 < names.length ? String(from + 1000) : undefined,
      });
    },
  });
  return { buckets, asked };
}

function treeOver(buckets: Buckets) {
  const node = bucketNode(buckets, 'published', 'lab');
  const model = createTreeModel({
    roots: () => Promise.resolve([node]),
    explain: (error) => assert.fail(String(error)),
    changed: () => undefined,
  });
  return { node, model };
}

const labels = (nodes: readonly TreeNode[]): string[] =>
  nodes.map((node) => ('label' in node ? String(node.label) : node.kind));

describe('the nodes of a bucket', () => {
  it('bring ten thousand objects a thousand at a time, and ask once for each', async () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `many/${String(index).padStart(5, '0')}`);
    const { buckets, asked } = pagedBucket(keys);
    const { node, model } = treeOver(buckets);
    await model.children();
    const [many] = await model.children(node);
    assert.ok(many);
    for (let page = 1; page <= 10; page++) {
      const rows = await model.children(many);
      assert.equal(rows.length, page < 10 ? page * 1000 + 1 : 10_000);
      assert.equal(asked.length, page + 1);
      if (page < 10) model.showMore(rows.at(-1) as MoreNode);
    }
    assert.deepEqual(
      (await model.children(many)).map(({ uri }) => uri),
      keys.map((key) => `s3://lab/${key}`),
    );
  });

  it('are folders first, then objects, each with an id of its own', async () => {
    const { buckets } = pagedBucket(['a', 'a/', 'a/b', 'a/c/d', 'z//e']);
    const { node, model } = treeOver(buckets);
    await model.children();
    const rows = await model.children(node);
    assert.deepEqual(labels(rows), ['a', 'z', 'a']);
    assert.equal(new Set(rows.map((row) => model.path(row))).size, 3);
    // The empty object that shows a folder in S3's console is no row; a folder without a name is one.
    assert.deepEqual(labels(await model.children(rows[0])), ['c', 'b']);
    const [nameless] = await model.children(rows[1]);
    assert.equal(nameless?.uri, 's3://lab/z//');
    assert.deepEqual(labels(await model.children(nameless)), ['e']);
  });
});
