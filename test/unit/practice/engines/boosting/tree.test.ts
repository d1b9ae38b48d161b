import assert from 'node:assert/strict';
import { binMatrix } from '../../../../../src/practice/engines/boosting/cuts.ts';
import type { Matrix } from '../../../../../src/practice/engines/boosting/matrix.ts';
import { defaultParameters } from '../../../../../src/practice/engines/boosting/parameters.ts';
import { createRandom } from '../../../../../src/practice/engines/boosting/random.ts';
import { addTree, addTreeByBins, type Tree } from '../../../../../src/practice/engines/boosting/tree.ts';
import { TreeGrower } from '../../../../../src/practice/engines/boosting/treeGrower.ts';
import { matrixOf, regressionTable } from '../../../../support/regressionData.ts';

/** What the tree says of one row, by the definition. */
function said(tree: Tree, { values, rows }: Matrix, row: number): number {
  let node = 0;
  for (let left = tree.left[0]!; left >= 0; left = tree.left[node]!) {
    const value = values[tree.feature[node]! * rows + row]!;
    const goesLeft = Number.isNaN(value) ? tree.defaultLeft[node] === 1 : value < tree.condition[node]!;
    node = goesLeft ? left : tree.right[node]!;
  }
  return tree.condition[node]!;
}

describe('a tree', () => {
  const matrix = matrixOf(regressionTable({ rows: 3000, seed: 3, missing: 0.2 }));
  const shapes = {
    'grown level by level': { max_depth: 6 },
    'grown by loss, which makes it deep on one side': {
      grow_policy: 'lossguide' as const,
      max_depth: 0,
      max_leaves: 20,
    },
    'that is one leaf': { gamma: 1e9 },
  };
  for (const [name, shape] of Object.entries(shapes)) {
    it(`${name} says of each row what its way down leads to, by values and by bins`, () => {
      const binned = binMatrix(matrix, 64);
      const rows = Int32Array.from({ length: matrix.rows }, (_, row) => row);
      const gradients = {
        gradient: matrix.labels.map((label) => 40 - label),
        hessian: new Float32Array(matrix.rows).fill(1),
        unitHessian: true,
      };
      const grower = new TreeGrower(binned, { ...defaultParameters, ...shape });
      const { tree, splitBins } = grower.grow(rows.slice(), gradients, createRandom(1));
      const expected = Float32Array.from(rows, (row) => Math.fround(1 + said(tree, matrix, row)));
      const byValues = new Float32Array(matrix.rows).fill(1);
      addTree(tree, matrix, byValues);
      assert.deepEqual(byValues, expected);
      const byBins = new Float32Array(matrix.rows).fill(1);
      addTreeByBins(tree, splitBins, binned, rows.reverse(), byBins);
      assert.deepEqual(byBins, expected);
    });
  }
});
