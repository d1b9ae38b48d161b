import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, type Edit } from '../../../../src/lab/patch/edits.ts';
import type { LabNames } from '../../../../src/lab/patch/labNames.ts';
import { foreignNames } from '../../../../src/lab/patch/foreignNames.ts';
import { patchPython } from '../../../../src/lab/patch/patchPython.ts';
import { patchSql } from '../../../../src/lab/patch/patchSql.ts';
import { otherAccount, thisAccount } from './account.ts';

const ownFiles = ['sql', 'glue'].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => /\.(?:sql|py)$/.test(file))
    .map((file) => path.join(folder, file)),
);
const patch = (file: string, text: string, names: LabNames): Edit[] =>
  file.endsWith('.py')
    ? patchPython(text, names)
    : patchSql(text, names, { hours: ['14'], compression: 'Gzip' });

/** A generator of numbers from 0 up to 1, the same for a seed. */
const numbersFrom = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

/** Texts thrown together from what names, quotes and comments are made of. */
function* jumbles(count: number, seed: number): Generator<string> {
  const random = numbersFrom(seed);
  const bits = [
    "'",
    '"',
    '`',
    '"""',
    "'''",
    '\\',
    '\n',
    '\r\n',
    ' ',
    '#',
    '--',
    '/*',
    '*/',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ';',
    ',',
    '.',
    '=',
    '%',
    '+',
    's3://',
    's3://datalake-curated-datasets-1',
    'datalake-curated-dataset-2/',
    's3://datalake-published-data-<x>/',
    'datalake_curated_datasets',
    'datalake_curated_datasets_9_x',
    'datalake_submissions',
    'streaming_submissions',
    ' hour',
    " = '08'",
    " IN ('08','09')",
    'CREATE TABLE t WITH (external_location =',
    ') AS SELECT ',
    ' FROM ',
    'f',
    'rb',
    'é',
    '😀',
    '\uFEFF',
  ];
  for (let index = 0; index < count; index += 1) {
    yield Array.from(
      { length: 1 + Math.floor(random() * 40) },
      () => bits[Math.floor(random() * bits.length)],
    ).join('');
  }
}

/** What must hold of any text and its edits. */
function assertSound(file: string, text: string): void {
  const edits = patch(file, text, thisAccount);
  const done = applyEdits(text, edits);
  assert.deepEqual(
    patch(file, done, thisAccount),
    [],
    `a second patch still changes ${JSON.stringify(text)}`,
  );
  // Every byte outside the edits stands where it stood, moved by what the edits before it added.
  let moved = 0;
  let from = 0;
  for (const { offset, length, replacement } of edits) {
    assert.equal(done.slice(from + moved, offset + moved), text.slice(from, offset));
    moved += replacement.length - length;
    from = offset + length;
  }
  assert.equal(done.slice(from + moved), text.slice(from));
}

describe('a patch', () => {
  it('is done once, and changes nothing but names, in any text', () => {
    for (const text of jumbles(4_000, 20_260_401)) {
      assertSound('jumble.py', text);
      assertSound('jumble.sql', text);
    }
  });

  it("finds something to do in each of the lab's own files that names a bucket or the curated table", () => {
    const files = ownFiles.filter((file) => /ACCOUNT.REGION.SUFFIX/.test(readFileSync(file, 'utf8')));
    assert.ok(files.includes(path.join('sql', 'train_validation.sql')));
    for (const file of files)
      assert.ok(patch(file, readFileSync(file, 'utf8'), thisAccount).length > 0, file);
  });

  for (const file of ownFiles) {
    it(`takes ${file} to this account, to another one and back again`, () => {
      const text = readFileSync(file, 'utf8');
      assertSound(file, text);
      const here = applyEdits(text, patch(file, text, thisAccount));
      assert.ok(!/["'/](?:s3:\/\/)?datalake[-_]\S*ACCOUNT/.test(here), 'a placeholder is left');
      const there = applyEdits(here, patch(file, here, otherAccount));
      assert.deepEqual(foreignNames(there, file.endsWith('.py') ? 'python' : 'sql', otherAccount), []);
      const both = { ...thisAccount, patterns: otherAccount.patterns };
      assert.equal(applyEdits(there, patch(file, there, both)), here);
    });
  }

  it('works the same with CRLF line ends and a byte order mark', () => {
    for (const file of ownFiles) {
      const text = readFileSync(file, 'utf8');
      const windows = (unix: string) => `\uFEFF${unix.replaceAll('\n', '\r\n')}`;
      const expected = windows(applyEdits(text, patch(file, text, thisAccount)));
      assert.equal(applyEdits(windows(text), patch(file, windows(text), thisAccount)), expected);
    }
  });
});
