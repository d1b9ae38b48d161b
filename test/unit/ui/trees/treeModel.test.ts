import assert from 'node:assert/strict';
import { explain } from '../../../../src/lab/explain/explain.ts';
import { createTreeModel, type TreeModel } from '../../../../src/ui/trees/treeModel.ts';
import type { Children, FailureNode, MoreNode, TreeNode } from '../../../../src/ui/trees/treeNode.ts';

const leaf = (id: string): TreeNode => ({ kind: 'leaf', id });
const folder = (id: string, children: (signal: AbortSignal) => Promise<Children>): TreeNode => ({
  kind: 'folder',
  id,
  children,
});
const idsOf = (nodes: readonly TreeNode[]): string[] => nodes.map(({ id }) => id);

/** A model over these roots, and what it told the view. */
function modelOf(roots: (signal: AbortSignal) => Promise<Children | undefined>): {
  model: TreeModel;
  changes: (TreeNode | undefined)[];
} {
  const changes: (TreeNode | undefined)[] = [];
  const model = createTreeModel({
    roots,
    explain: (thrown) => explain(thrown, { account: 'practice', region: 'us-east-1' }),
    changed: (node) => changes.push(node),
  });
  return { model, changes };
}

/** A promise that the test settles itself. */
function gate<T>(): { promise: Promise<T>; open: (value: T) => void } {
  let open!: (value: T) => void;
  return { promise: new Promise<T>((resolve) => (open = resolve)), open };
}

describe('The model of a tree', () => {
  it('asks once for what is below a node, until it is refreshed', async () => {
    let asked = 0;
    const { model, changes } = modelOf(() =>
      Promise.resolve([folder('a', () => Promise.resolve([leaf(`${(asked += 1)}`)]))]),
    );
    const [a] = await model.children();
    assert.deepEqual(idsOf(await model.children(a)), ['1']);
    assert.deepEqual(idsOf(await model.children(a)), ['1']);
    model.refresh(a);
    assert.deepEqual(changes, [a]);
    assert.deepEqual(idsOf(await model.children(a)), ['2']);
  });

  it('shows a failure as a node with its words, and recovers on refresh', async () => {
    let fails = true;
    const { model } = modelOf(() =>
      fails
        ? Promise.reject(Object.assign(new Error('no'), { name: 'AccessDenied' }))
        : Promise.resolve([leaf('a')]),
    );
    const [row] = (await model.children()) as [FailureNode];
    assert.equal(row.kind, 'failure');
    assert.equal(row.failure.kind, 'accessDenied');
    assert.equal(row.of, undefined);
    fails = false;
    model.refresh(row.of);
    assert.deepEqual(idsOf(await model.children()), ['a']);
  });

  it('says below a node that nothing is there, and leaves an undefined root to the welcome', async () => {
    const { model } = modelOf(() => Promise.resolve([folder('a', () => Promise.resolve([]))]));
    const [a] = await model.children();
    assert.deepEqual(await model.children(a), [{ kind: 'empty', id: 'empty', of: a }]);
    assert.deepEqual(await modelOf(() => Promise.resolve(undefined)).model.children(), []);
  });

  it('answers with what was asked after a refresh, and breaks off what was asked before', async () => {
    const gates = [gate<Children>(), gate<Children>()];
    const signals: AbortSignal[] = [];
    const { model } = modelOf((signal) => {
      signals.push(signal);
      return gates[signals.length - 1]!.promise;
    });
    const before = model.children();
    model.refresh();
    const after = model.children();
    gates[1]!.open([leaf('new')]);
    assert.deepEqual(idsOf(await after), ['new']);
    gates[0]!.open([leaf('old')]);
    assert.deepEqual(idsOf(await before), ['new']);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, false],
    );
  });

  it('has nothing below a node that a refresh took away', async () => {
    const late = gate<Children>();
    let signal: AbortSignal | undefined;
    const roots = [
      folder('a', (given) => {
        signal = given;
        return late.promise;
      }),
    ];
    const { model } = modelOf(() => Promise.resolve(roots.splice(0)));
    const [a] = await model.children();
    const below = model.children(a);
    model.refresh();
    assert.ok(signal?.aborted);
    late.open([leaf('b')]);
    assert.deepEqual(await below, []);
    assert.ok(!model.has(a!));
    assert.deepEqual(await model.children(a), []);
  });

  it('answers below a node that was replaced, at any depth, with what is below the new one', async () => {
    let round = 0;
    const { model } = modelOf(() => {
      const now = (round += 1);
      return Promise.resolve([
        folder('a', () => Promise.resolve([folder('b', () => Promise.resolve([leaf(`c${now}`)]))])),
      ]);
    });
    const [a] = await model.children();
    const [b] = await model.children(a);
    const underway = model.children(b);
    model.refresh();
    assert.deepEqual(idsOf(await underway), ['c2']);
    model.refresh();
    assert.deepEqual(idsOf(await model.children(b)), ['c3']);
    assert.deepEqual(idsOf(await model.children(a)), ['b']);
  });

  it('shows ten thousand nodes a thousand at a time', async () => {
    const nodes = Array.from({ length: 10_000 }, (_, index) => leaf(`${index}`));
    const { model, changes } = modelOf(() => Promise.resolve([folder('a', () => Promise.resolve(nodes))]));
    const [a] = await model.children();
    const first = await model.children(a);
    assert.equal(first.length, 1001);
    const row = first.at(-1) as MoreNode;
    assert.equal(row.left, 9000);
    model.showMore(row);
    model.showMore(row);
    assert.deepEqual(changes, [a]);
    const second = await model.children(a);
    assert.equal(second.length, 2001);
    assert.equal(second[1999], nodes[1999]);
    let rows = second;
    while (rows.at(-1)?.kind === 'more') {
      model.showMore(rows.at(-1) as MoreNode);
      rows = await model.children(a);
    }
    assert.deepEqual(rows, nodes);
  });

  it('keeps what is shown when the next part cannot be had, and lets it be asked for again', async () => {
    let fails = true;
    const { model } = modelOf(() =>
      Promise.resolve({
        nodes: [leaf('1')],
        more: () => (fails ? Promise.reject(new Error('gone')) : Promise.resolve({ nodes: [leaf('2')] })),
      }),
    );
    const more = (nodes: readonly TreeNode[]): MoreNode => nodes.at(-1) as MoreNode;
    model.showMore(more(await model.children()));
    const failed = await model.children();
    assert.deepEqual(
      failed.map(({ kind }) => kind),
      ['leaf', 'failure', 'more'],
    );
    fails = false;
    model.showMore(more(failed));
    assert.deepEqual(idsOf(await model.children()), ['1', '2']);
  });

  it('knows the way from the root to a node, unique even where ids hold slashes', async () => {
    const { model } = modelOf(() =>
      Promise.resolve([
        folder('a/b', () => Promise.resolve([leaf('c')])),
        folder('a', () => Promise.resolve([leaf('b/c')])),
      ]),
    );
    const [ab, a] = await model.children();
    const [c] = await model.children(ab);
    const [bc] = await model.children(a);
    assert.equal(model.parent(c!), ab);
    assert.notEqual(model.path(c!), model.path(bc!));
  });

  it('asks nothing any more once it has ended', async () => {
    const { model } = modelOf(() => Promise.reject(new Error('asked')));
    model.dispose();
    assert.deepEqual(await model.children(), []);
  });
});
