import assert from 'node:assert/strict';
import type { TextPreview } from '../../../../src/lab/preview/previewObject.ts';
import { previewFacts, previewText } from '../../../../src/lab/preview/previewText.ts';

const part = { gzip: true, complete: true, damaged: false };
const object = { key: 'data/part', size: 12_595, lastModified: new Date(0) };
const text: TextPreview = { kind: 'text', object, ...part, encoding: 'UTF-8', json: false, text: '1 2\n' };
const uri = 's3://bucket/data/part';

describe('The text that stands for an object', () => {
  it('is its own text, untouched, when all of it is shown', () => {
    assert.equal(previewText(text, uri), '1 2\n');
    assert.equal(previewFacts(text), '12.3 KiB, gzip, UTF-8');
  });

  it('says at its end how much of a big object it is', () => {
    const first = { ...text, complete: false };
    assert.equal(previewText(first, uri), '1 2\n\n[the first 4 bytes of text of 12.3 KiB of gzip]\n');
    assert.equal(previewFacts(first), 'the first 4 bytes of text of 12.3 KiB of gzip, UTF-8');
  });

  it('says that a gzip is damaged', () => {
    const found = previewText({ ...text, complete: false, damaged: true }, uri);
    assert.match(found, /\[what could be unzipped of 12\.3 KiB of gzip, which is damaged\]/);
  });

  it('says what a binary object is, and shows its first bytes', () => {
    const binary = { kind: 'binary', object, ...part, gzip: false, what: 'ORC' } as const;
    const found = previewText({ ...binary, start: Buffer.from('ORC') }, uri);
    assert.match(found, /^s3:\/\/bucket\/data\/part\nis ORC; it cannot be shown as text\./);
    assert.match(found, /The first 3 bytes of 12\.3 KiB:\n\n00000000 {2}4f 52 43/);
    assert.equal(previewFacts({ ...binary, what: undefined, start: new Uint8Array() }), '12.3 KiB');
  });

  it("names Parquet's columns and an archive's files", () => {
    const columns = [{ name: 'unit_number', type: 'int64' }];
    const parquet = { kind: 'parquet', object, rows: 1000, columns } as const;
    assert.match(previewText(parquet, uri), /1,000 rows, with the columns\n {2}unit_number: int64\n/);
    assert.equal(previewFacts(parquet), '12.3 KiB, Parquet, 1,000 rows');
    const entries = [{ name: 'xgboost-model', size: 2048, modified: new Date(0) }];
    const archive = { kind: 'archive', object, ...part, entries } as const;
    assert.equal(previewFacts(archive), '12.3 KiB, gzip, tar');
    assert.match(previewText(archive, uri), /is an archive of\n {2}xgboost-model {2}2\.0 KiB\n/);
  });
});
