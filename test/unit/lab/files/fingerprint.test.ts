import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fingerprint } from '../../../../src/lab/files/fingerprint.ts';
import { notebookFileNames } from '../../../../src/lab/files/labFileNames.ts';
import { applyEdits } from '../../../../src/lab/patch/edits.ts';
import { patchNotebook } from '../../../../src/lab/patch/patchNotebook.ts';
import { thisAccount } from '../patch/account.ts';

interface Notebook {
  cells: { cell_type: string; source: string | string[]; outputs?: unknown[]; execution_count?: number }[];
  metadata: Record<string, unknown>;
}

describe('the fingerprint of a notebook', () => {
  for (const name of notebookFileNames) {
    const text = readFileSync(name, 'utf8');
    const changed = (change: (notebook: Notebook) => void, indent: number | undefined = 1): string => {
      const notebook = JSON.parse(text) as Notebook;
      change(notebook);
      return JSON.stringify(notebook, undefined, indent);
    };

    it(`stays as it is when ${name} is patched, or saved by an editor that writes JSON otherwise`, () => {
      const names = {
        ...thisAccount,
        region: 'eu-west-1',
        endpointInstanceType: 'ml.m5.large',
      };
      const edits = patchNotebook(text, names);
      assert.ok(edits.length > 0);
      assert.equal(fingerprint(name, applyEdits(text, edits)), fingerprint(name, text));
      const saved = changed(({ cells, metadata }) => {
        metadata['kernelspec'] = { name: 'other' };
        for (const cell of cells) cell.source = [cell.source].flat().join('');
      }, undefined);
      assert.equal(fingerprint(name, saved), fingerprint(name, text));
    });

    it(`is another one when a cell of ${name} is edited, or shows something`, () => {
      const edited = changed(({ cells }) => (cells.at(-1)!.source = 'mine'));
      const ran = changed(({ cells }) => {
        cells.findLast((cell) => cell.cell_type === 'code')!.outputs = [{ output_type: 'stream', text: 'x' }];
      });
      assert.equal(new Set([text, edited, ran].map((each) => fingerprint(name, each))).size, 3);
    });
  }

  it('is that of the text where it is no notebook of the lab', () => {
    assert.notEqual(fingerprint('notebooks/eda.ipynb', '{'), fingerprint('notebooks/eda.ipynb', '{ '));
  });
});
