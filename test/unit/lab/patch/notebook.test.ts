import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/lab/patch/edits.ts';
import type { LabNames } from '../../../../src/lab/patch/labNames.ts';
import { patchNotebook } from '../../../../src/lab/patch/patchNotebook.ts';
import { thisAccount } from './account.ts';

const names: LabNames = {
  ...thisAccount,
  region: 'eu-west-1',
  endpointInstanceType: 'ml.m5.large',
};
const patched = (text: string, wanted = names) => applyEdits(text, patchNotebook(text, wanted));

/** A notebook as Jupyter writes it, whose cell tagged `names` holds this; another cell before it sets a name as well. */
const notebook = (source: unknown, indent = 1): string =>
  `${JSON.stringify(
    {
      cells: [
        { cell_type: 'markdown', id: 'a', metadata: { tags: ['names'] }, source: ['region = "text"\n'] },
        { cell_type: 'code', id: 'b', metadata: {}, outputs: [], source: ['region = "other"'] },
        {
          cell_type: 'code',
          execution_count: null,
          id: 'c',
          metadata: { tags: ['parameters', 'names'] },
          outputs: [{ text: ['region = "shown"'] }],
          source,
        },
      ],
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    undefined,
    indent,
  )}\n`;

const before = [
  '# The names of "your" account:\n',
  'region = "us-east-1"\n',
  "curated_database = 'x'  # in Glue\n",
  'published_bucket="datalake-published-data-ACCOUNT-REGION-SUFFIX"\n',
  'query_results_bucket: str = ""\n',
  'endpoint_instance_type = "ml.t2.medium"',
];
const after = [
  '# The names of "your" account:\n',
  'region = "eu-west-1"\n',
  "curated_database = 'datalake_curated_datasets'  # in Glue\n",
  `published_bucket="${names.publishedBucket}"\n`,
  `query_results_bucket: str = "${names.queryResultsBucket}"\n`,
  'endpoint_instance_type = "ml.m5.large"',
];

describe('patching a notebook', () => {
  for (const indent of [0, 1, 2]) {
    it(`sets the names of the cell tagged with names and changes nothing else, indented by ${indent}`, () => {
      assert.equal(patched(notebook(before, indent)), notebook(after, indent));
    });
  }

  it('takes a cell whose source is one text as well', () => {
    assert.equal(patched(notebook(before.join(''))), notebook(after.join('')));
  });

  it('keeps line ends of the file and of the cell, a byte order mark, and escapes that it did not write', () => {
    const windows = (lines: string[]) =>
      `\uFEFF${notebook(lines.map((line) => line.replace('\n', '\r\n')))}`
        .replaceAll('\n', '\r\n')
        .replaceAll('The names', String.raw`\u0054he \/ n\u00e4mes 😀`);
    assert.equal(patched(windows(before)), windows(after));
  });

  it('has nothing to do the second time', () => {
    assert.deepEqual(patchNotebook(patched(notebook(before)), names), []);
  });

  it('leaves alone what somebody computes, names elsewhere, and what the account does not tell', () => {
    const own = [
      'region = session.region_name\n',
      'curated_database = "a" + "b"\n',
      'other = "datalake_submissions"\n',
      '# region = "us-east-1"\n',
      '  published_bucket = f("x")\n',
      'print("""\nregion = "us-east-1"\n""")\n',
      'submissions_table = "mine"',
    ];
    const text = notebook(own);
    assert.deepEqual(patchNotebook(text, { ...names, submissionsTable: undefined }), []);
  });

  it('writes a name that Python or JSON would misread with its escapes', () => {
    const text = patched(notebook(['curated_database = "a"']), { ...names, curatedDatabase: 'a"b\\c' });
    assert.equal(text, notebook([String.raw`curated_database = "a\"b\\c"`]));
    assert.deepEqual(patchNotebook(text, { ...names, curatedDatabase: 'a"b\\c' }), []);
  });

  it('finds a name that stands in two pieces of the cell', () => {
    const text = patched(notebook(['region = "us-', 'east-1"\n', 'curated_table = "', '"']));
    assert.equal(
      text,
      notebook(['region = "eu-west-1', '"\n', `curated_table = "${names.curatedTable}`, '"']),
    );
  });

  it('says in one sentence what is wrong with a file that has no such cell', () => {
    const fix = /Delete the file and run "Send Notebooks"/;
    for (const text of ['', '{', '[]', '{"cells": {}}', 'null']) {
      assert.throws(() => patchNotebook(text, names), {
        name: 'StageError',
        message: /no Jupyter notebook/,
        fix,
      });
    }
    const untagged = notebook(before).replace('"names"', '"others"').replace('"names"', '"others"');
    assert.throws(() => patchNotebook(untagged, names), {
      message: /no code cell with the tag "names"/,
      fix,
    });
    assert.throws(() => patchNotebook('{"cells": [1, null]}', names), { message: /no code cell/ });
  });
});
