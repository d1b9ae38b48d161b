import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { notebookFileNames } from '../../src/lab/files/labFileNames.ts';

interface Notebook {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly cells: readonly {
    readonly cell_type: string;
    readonly id: string;
    readonly metadata: { readonly tags?: readonly string[] };
    readonly source: readonly string[];
    readonly outputs?: readonly unknown[];
    readonly execution_count?: number | null;
  }[];
}

describe('A notebook of the lab', () => {
  for (const name of notebookFileNames) {
    const { cells, nbformat, nbformat_minor } = JSON.parse(readFileSync(name, 'utf8')) as Notebook;
    const code = cells.filter(({ cell_type }) => cell_type === 'code');

    it(`${name} is of version 4.5, each cell with an id of its own`, () => {
      assert.deepEqual([nbformat, nbformat_minor], [4, 5]);
      assert.equal(new Set(cells.map(({ id }) => id)).size, cells.length);
    });

    it(`${name} has not been run`, () => {
      assert.ok(code.every(({ outputs, execution_count }) => !outputs?.length && execution_count === null));
    });

    it(`${name} has all names in one cell, and asks for packages that a notebook instance has`, () => {
      assert.equal(code.filter(({ metadata }) => metadata.tags?.includes('names')).length, 1);
      const imported = code.flatMap(({ source }) =>
        source.flatMap((line) => /^\s*(?:import|from) (\w+)/.exec(line)?.[1] ?? []),
      );
      const there = new Set(['boto3', 'datetime', 'matplotlib', 'numpy', 'pandas', 're', 'time']);
      assert.deepEqual(
        imported.filter((each) => !there.has(each)),
        [],
      );
      const others = code.filter(({ metadata }) => !metadata.tags?.includes('names'));
      assert.ok(!others.some(({ source }) => /ACCOUNT|REGION|SUFFIX/.test(source.join(''))));
    });
  }
});
